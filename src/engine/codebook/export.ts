import type { Codebook, CodebookFile, CodebookFormat } from '../../contract'
import type { Report } from '../call'
import type { Project } from '../project'
import { writeCsv } from './csv'
import { writeDescriptor } from './descriptor'
import { writeHtml } from './html'
import { writeMarkdown } from './markdown'
import { readCodebook } from './read'
import { Words, type Written } from './words'

const WRITERS: Record<
  CodebookFormat,
  { ending: string; mediaType: string; write: (codebook: Codebook, of: Written) => string }
> = {
  csv_fr: {
    ending: 'csv',
    mediaType: 'text/csv;charset=utf-8',
    write: (codebook, { words }) => writeCsv(codebook, words, 'csv_fr')
  },
  csv: {
    ending: 'csv',
    mediaType: 'text/csv;charset=utf-8',
    write: (codebook, { words }) => writeCsv(codebook, words, 'csv')
  },
  json: { ending: 'datapackage.json', mediaType: 'application/json', write: writeDescriptor },
  markdown: { ending: 'md', mediaType: 'text/markdown;charset=utf-8', write: writeMarkdown },
  html: { ending: 'html', mediaType: 'text/html;charset=utf-8', write: writeHtml }
}

/** The codebook as a file of one format, in one language. */
export async function exportCodebook(
  project: Project,
  { format, language }: { format: CodebookFormat; language: 'fr' | 'en' },
  now: Date,
  report?: Report,
  signal?: AbortSignal
): Promise<CodebookFile> {
  const words = new Words(language)
  const codebook = await readCodebook(project, report, signal)
  const { ending, mediaType, write } = WRITERS[format]
  return {
    fileName: `${project.name}-${words.say('dictionnaire', 'codebook')}.${ending}`,
    mediaType,
    text: write(codebook, { name: project.name, words, now })
  }
}
