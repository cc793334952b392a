import { basename, resolve } from 'node:path'
// Not through the capability's door: it opens the database driver, which this command does without.
import { convert, type ConvertReport } from '../../engine/import/delimited/convert'
import { reportDialect } from '../../engine/import/delimited/report-dialect'
import { fail } from '../../engine/errors'
import { inFile } from '../../engine/sources/in-file'
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
  const read = await writeWhole(options.to, (part) => convert(from, part)).catch((error: unknown) => {
    throw inFile(basename(from), error)
  })
  if (options.json) printJson(factsOf(read))
  tellCounts(read)
  for (const remark of read.remarks) say(remark.fr, remark.en)
  tellNoHeader(read)
}

/** `counts` are of the table: the lines above it, set aside too, are counted apart. */
function factsOf({ encoding, dialect, counts, undecodable }: ConvertReport) {
  return {
    encoding: encoding.encoding,
    dialect: reportDialect(dialect),
    counts,
    introductoryLines: dialect.preamble.length,
    undecodableBytes: undecodable
  }
}

/** Without a header found, the first line written is one of data: programs that read it would take it for names. */
function tellNoHeader({ dialect, counts }: Pick<ConvertReport, 'dialect' | 'counts'>): void {
  if (dialect.header !== null || counts.rows === 0) return
  say(
    'Aucun en-tête reconnu\u202f: la première ligne écrite est déjà une ligne de données.',
    'No header was found: the first line written is a row of data already.'
  )
}

/** Tells how many lines of a delimited text were repaired or set aside, if any. */
function tellCounts({ counts: { rows, repaired, rejected }, dialect, undecodable }: ConvertReport): void {
  const aside = rejected + dialect.preamble.length
  if (repaired + aside + undecodable === 0) return
  const all = counted(rows, ['ligne', 'lignes'], ['row', 'rows'])
  const done = [
    counted(repaired, ['réparée', 'réparées'], ['repaired', 'repaired']),
    counted(aside, ['mise de côté', 'mises de côté'], ['set aside', 'set aside']),
    counted(undecodable, ['octet illisible', 'octets illisibles'], ['undecodable byte', 'undecodable bytes'])
  ]
  say(`${all.fr} ; ${done.map(({ fr }) => fr).join(', ')}`, `${all.en}; ${done.map(({ en }) => en).join(', ')}`)
}

/** Other formats are read by the engine, in a project that lasts only as long as the command. */
async function convertOther(path: string, { to, json }: { to: string; json?: boolean }): Promise<void> {
  const { withTemporaryProject } = await import('../project-of')
  const { convertPart } = await import('../../engine/sources')
  const file = { origin: { kind: 'path' as const, path }, name: basename(path) }
  const { rows, notes, read } = await withTemporaryProject((engine) =>
    writeWhole(to, (part) => convertPart(engine.session.project, file, part, new AbortController().signal))
  )
  if (json) printJson({ rows, notes, ...(read && factsOf(read)) })
  if (read) tellCounts(read)
  if (read) tellNoHeader(read)
  for (const note of notes) say(note.fr, note.en)
}
