import { basename, resolve } from 'node:path'
// Not through the capability's door: it opens the database driver, which this command does without.
import { convert } from '../../engine/import/delimited/convert'
import type { ReadCounts } from '../../engine/import/delimited/read/tally'
import { reportDialect } from '../../engine/import/delimited/report-dialect'
import { fail } from '../../engine/errors'
import { counted } from '../counted'
import { detectFormat } from '../../engine/import/format'
import { checkRegular } from '../../engine/regular-file'
import { localPath } from '../local-path'
import { printJson, say } from '../output'
import { writeWhole } from '../write-file'

/** Reads a file blind and writes it, or its first table, as plain UTF-8 CSV: commas, double quotes, its own header first. */
export async function convertFile(path: string, options: { to: string; json?: boolean }): Promise<void> {
  const from = localPath(path)
  const size = await checkRegular(from)
  if (from === resolve(options.to))
    throw fail('input', {
      fr: 'Le fichier à écrire est le fichier à lire.',
      en: 'The file to write is the file to read.'
    })
  // An empty file is written as one: blind conversion of a whole folder stops at none.
  if (size > 0 && (await detectFormat(from)).format !== 'delimited') return convertOther(from, options)
  const { encoding, dialect, counts, undecodable, remarks } = await writeWhole(options.to, (part) =>
    convert(from, part)
  )
  if (options.json)
    printJson({ encoding: encoding.encoding, dialect: reportDialect(dialect), counts, undecodableBytes: undecodable })
  if (counts.repaired + counts.rejected + undecodable > 0) tellCounts(counts, undecodable)
  for (const remark of remarks) say(remark.fr, remark.en)
}

function tellCounts({ rows, repaired, rejected }: ReadCounts, undecodable: number): void {
  const all = counted(rows, ['ligne', 'lignes'], ['row', 'rows'])
  const done = [
    counted(repaired, ['réparée', 'réparées'], ['repaired', 'repaired']),
    counted(rejected, ['mise de côté', 'mises de côté'], ['set aside', 'set aside']),
    counted(undecodable, ['octet illisible', 'octets illisibles'], ['undecodable byte', 'undecodable bytes'])
  ]
  say(`${all.fr} ; ${done.map(({ fr }) => fr).join(', ')}`, `${all.en}; ${done.map(({ en }) => en).join(', ')}`)
}

/** Other formats are read by the engine, in a project that lasts only as long as the command. */
async function convertOther(path: string, { to, json }: { to: string; json?: boolean }): Promise<void> {
  const { withTemporaryProject } = await import('../project-of')
  const { convertPart } = await import('../../engine/sources')
  const file = { origin: { kind: 'path' as const, path }, name: basename(path) }
  const { rows, notes } = await withTemporaryProject((engine) =>
    writeWhole(to, (part) => convertPart(engine.session.project, file, part, new AbortController().signal))
  )
  if (json) printJson({ rows, notes })
  for (const note of notes) say(note.fr, note.en)
}
