import { readFile, stat, truncate } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
// Not through the capability's door: it opens the database driver, which this command does without.
import { convert, type ConvertReport } from '../../engine/import/delimited/convert'
import { reportDialect } from '../../engine/import/delimited/report-dialect'
import { fail } from '../../engine/errors'
import { inFile } from '../../engine/sources/in-file'
import { counted } from '../counted'
import { detectFormat } from '../../engine/import/format'
import { checkRegular } from '../../engine/regular-file'
import { guardFormulas } from '../guard-formulas'
import { localPath } from '../local-path'
import { printJson, say } from '../output'
import { writeWhole } from '../write-file'

interface ConvertOptions {
  to: string
  json?: boolean
  /** Cells that a spreadsheet would run as formulas are written as they are. */
  raw?: boolean
}

/** Reads a file blind and writes it, or its first table, as plain UTF-8 CSV: commas, double quotes, its own header first. */
export async function convertFile(path: string, options: ConvertOptions): Promise<void> {
  const from = localPath(path)
  const size = await checkRegular(from)
  if (from === resolve(options.to))
    throw fail('input', {
      fr: 'Le fichier à écrire est le fichier à lire.',
      en: 'The file to write is the file to read.'
    })
  // An empty file is written as one: blind conversion of a whole folder stops at none.
  if (size > 0 && (await detectFormat(from)).format !== 'delimited') return convertOther(from, options)
  const { result: read, guarded } = await written(options, async (part) => {
    const report = await convert(from, part)
    const blank = report.noteCount === 0 && (await isBlank(part))
    if (blank) await truncate(part)
    return { ...report, blank }
  }).catch((error: unknown) => {
    throw inFile(basename(from), error)
  })
  if (options.json) printJson({ ...factsOf(read), guarded })
  if (read.blank)
    return say(
      `« ${basename(from)} » ne contient aucune donnée : le CSV écrit est vide.`,
      `“${basename(from)}” holds no data: the CSV written is empty.`
    )
  tellCounts(read)
  tellFurther(read)
  for (const remark of read.remarks) say(remark.fr, remark.en)
  tellGuarded(guarded)
  tellNoHeader(read)
}

/** The size of a CSV up to which it may hold nothing but blanks. */
const MOST_BLANK = 1 << 16

/** Whether what was written holds nothing but empty cells. */
async function isBlank(part: string): Promise<boolean> {
  const { size } = await stat(part)
  return size <= MOST_BLANK && /^[\s,"]*$/.test(await readFile(part, 'utf8'))
}

/** A CSV written whole, and how many of its cells got an apostrophe since a spreadsheet would run them. */
async function written<T>(
  { to, raw = false }: ConvertOptions,
  write: (part: string) => Promise<T>
): Promise<{ result: T; guarded: number }> {
  return writeWhole(to, async (part) => {
    const result = await write(part)
    return { result, guarded: raw ? 0 : await guardFormulas(part) }
  })
}

function tellGuarded(n: number): void {
  if (!n) return
  const cells = counted(
    n,
    [
      'cellule qu’un tableur exécuterait comme formule est précédée',
      'cellules qu’un tableur exécuterait comme formules sont précédées'
    ],
    ['cell that a spreadsheet would run as a formula has', 'cells that a spreadsheet would run as formulas have']
  )
  say(
    `${cells.fr} d’une apostrophe ; --raw garde leur texte d’origine.`,
    `${cells.en} an apostrophe before; --raw keeps the text as it came.`
  )
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

/** Names the tables below the first one, whose lines are among those set aside. */
function tellFurther({ tables }: Pick<ConvertReport, 'tables'>): void {
  if (!tables.length) return
  const lines = tables
    .map(({ line, name }) => (name === null ? `${line}` : `${line} («\u202f${name}\u202f»)`))
    .join(', ')
  const english = tables.map(({ line, name }) => (name === null ? `${line}` : `${line} (“${name}”)`)).join(', ')
  const one = tables.length === 1
  say(
    `${one ? 'Un autre tableau suit, à la ligne' : `${tables.length} autres tableaux suivent, aux lignes`} ${lines}\u202f: seul le premier est écrit, « chantier import » les charge tous.`,
    `${one ? 'Another table follows, at line' : `${tables.length} other tables follow, at lines`} ${english}: only the first is written, “chantier import” loads them all.`
  )
}

/** Other formats are read by the engine, in a project that lasts only as long as the command. */
async function convertOther(path: string, options: ConvertOptions): Promise<void> {
  const { withTemporaryProject } = await import('../project-of')
  const { convertPart } = await import('../../engine/sources')
  const file = { origin: { kind: 'path' as const, path }, name: basename(path) }
  const { result, guarded } = await withTemporaryProject((engine) =>
    written(options, (part) => convertPart(engine.session.project, file, part, new AbortController().signal))
  )
  const { rows, notes, read } = result
  if (options.json) printJson({ rows, notes, ...(read && factsOf(read)), guarded })
  if (read) tellCounts(read)
  if (read) tellNoHeader(read)
  for (const note of notes) say(note.fr, note.en)
  tellGuarded(guarded)
}
