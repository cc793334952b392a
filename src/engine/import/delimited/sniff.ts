import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Choices, LineFault, LocalizedText, Sniff } from '../../../contract'
import { emptyFile } from '../../regular-file'
import { encodingBy, forcedBy } from './choices'
import { dialectSteps, type Dialect } from './dialect/detectDialect'
import { inTurns } from '../steps'
import { formulaRemarks } from './formulaTexts'
import { lineEnds, recordEnd } from './directRead'
import { inspectSamples } from './inspect'
import { isBeyond } from './longRow'
import { withoutLast } from './read/lastLines'
import { LIMITS, tooWide } from './read/limits'
import { RecordReader } from './read/reader'
import { leftOutNote } from './leftOutNote'
import { rowsInFooter } from './rowsInFooter'
import { REASON_TEXT, REPAIRED, type LineNote } from './read/reasons'
import { doubleEncoded, remarksOn, unwrappedRemark } from './remarks'
import { reportDialect } from './report-dialect'
import { tablesBelow } from './tablesBelow'
import { openDecoder } from './text/decoder'
import { isShuffledHeader, shuffledRemark } from './shuffledHeader'
import { openMender } from './text/openMender'
import { scanEncoding, type EncodingVerdict } from './text/scanEncoding'
import { SubtotalFinder } from './subtotals'
import { totalRemarksOn } from './totalRows'
import { describeSteps, readAsChosen } from '../types'

/** What is wanted of a first look, and what the user chose already. */
export interface SniffOptions {
  choices?: Choices
  /** Rows to answer. */
  limit?: number
  /** How messages call the file. */
  label?: string
  /** What is told of the names of columns, beside those of the file. */
  named?: (header: readonly string[] | null, names: readonly string[]) => LocalizedText[]
}

const HEAD = 1 << 20
/** Bytes that are decoded, and bytes whose encoding is scored where they are not plain ASCII. */
const DECODED = 1 << 18
/** Characters and lines that are enough to find a dialect on. */
const ENOUGH = 1 << 16
const ENOUGH_LINES = 250
const STEP = 1 << 14
/** Characters at the end of the head that are no whole row: with so many, the row is too long for a look. */
const LONG = 1 << 16
const MOST_FAULTS = 200
const MOST_RAW = 2_000
const FEW_CELLS = 20_000

/**
 * A first look at a file from its first megabyte: encoding, dialect, first rows as text, the lines that would be repaired
 * or set aside among them, and how its columns would be read. Works while the rest is still on its way; the load itself
 * looks at the whole file again.
 */
export async function sniff(
  path: string,
  names: (header: readonly string[] | null, width: number) => string[],
  { choices = {}, limit = 200, label = basename(path), named = () => [] }: SniffOptions = {}
): Promise<Sniff> {
  const forced = forcedBy(choices)
  const bytes = await readHead(path, HEAD)
  const verdict = encodingBy(choices, scanHead(bytes))
  const { text: written, whole, brokenOff, decoder } = decodeHead(bytes, verdict, forced.skip ?? 0)
  if (whole && written.trim() === '') throw emptyFile(label)
  const sample =
    choices.footer && whole ? withoutLast(written, choices.footer, '\n', choices.quote ?? '"').text : written
  const dialect = await inTurns(dialectSteps([forced.skip ? sample : beginOf(sample)], forced))
  if (!whole && dialect.width > LIMITS.columns) await refuseWide(path, verdict, choices, dialect)
  const mender = openMender(dialect)
  const mended = mender.write(written) + mender.end()
  const { text, notes: last } = withoutLast(
    mended,
    whole ? (choices.footer ?? 0) : 0,
    dialect.syntax.newline,
    dialect.syntax.quote
  )
  const { rows, width, faults, otherTable, unread, subtotals } = readRows(text, whole, dialect, limit)
  const header = names(dialect.header, width)
  const sampled = rows.slice(0, Math.max(20, Math.floor(FEW_CELLS / Math.max(1, width))))
  const columns = header.map((name, index) => ({ name, values: sampled.map((row) => row[index] ?? null) }))
  const cut = !whole && rows.length < limit && unread + brokenOff > LONG
  const { newline, quote } = dialect.syntax
  const footer = whole ? (choices.footer ?? 0) : 0
  const below = otherTable ? await tablesBelow(withoutLast(written, footer, newline, quote).text, whole, dialect, names) : [] // prettier-ignore
  const likeRows = choices.footer ? await rowsInFooter(path, choices.footer, verdict, dialect) : 0
  const seen: Sniff = {
    format: 'delimited',
    encoding: verdict.encoding,
    dialect: { ...reportDialect(dialect), newline: lineEnds([written]) ?? recordEnd(written, dialect) },
    columns: await inTurns(describeSteps(columns)),
    rows,
    ...(below.length ? { below } : {}),
    ...(likeRows ? { likeRows } : {}),
    notes: [
      ...leftOutNote(choices.footer ?? 0, likeRows),
      ...preambleNote(dialect.preamble.length),
      ...(otherTable && !below.length ? [OTHER_TABLE] : []),
      ...(cut ? [(await isBeyond(path, lastLine(bytes), verdict, LIMITS.record)) ? TOO_LONG : LONGER] : []),
      ...remarksOn({ encoding: verdict, dialect, decoder, doubled: doubleEncoded(text) }),
      ...unwrappedRemark(mender.unwrapped, whole),
      ...(whole && !choices.footer && (!otherTable || dialect.tableEnd < Infinity)
        ? totalRemarksOn(text.slice(0, dialect.tableEnd), dialect)
        : []),
      ...named(dialect.header, header),
      ...shuffled(header, rows),
      ...subtotals
    ],
    ...(cut ? { cut } : {}),
    faults: [...faults, ...last.map(faultOf)].slice(0, MOST_FAULTS),
    remembered: null
  }
  const read = readAsChosen(seen, choices)
  return {
    ...read,
    notes: [
      ...read.notes,
      ...formulaRemarks(
        read.columns,
        columns.map(({ values }) => values)
      )
    ]
  }
}

/** A look may end amid a line, and count but a part of it: the columns told are those of the whole line, where it can be had. */
async function refuseWide(path: string, verdict: EncodingVerdict, choices: Choices, dialect: Dialect): Promise<never> {
  const file = await open(path, 'r')
  try {
    await inspectSamples(file, (await file.stat()).size, verdict, choices)
  } finally {
    await file.close()
  }
  throw tooWide(null, dialect.tableLine, LIMITS.columns)
}

const OTHER_TABLE: LocalizedText = {
  fr: 'Un autre tableau suit dans le même fichier.',
  en: 'Another table follows in the same file.'
}

const MOST = { fr: LIMITS.record.toLocaleString('fr-FR'), en: LIMITS.record.toLocaleString('en-GB') }

const LONGER: LocalizedText = {
  fr: `Une ligne, ou une de ses cellules, est plus longue que ce que ce premier aperçu lit\u202f: ni elle ni la suite n’y figurent. Le chargement les lira, jusqu’à ${MOST.fr} caractères par ligne.`,
  en: `A row, or one of its cells, is longer than what this first look reads: neither it nor what follows is shown. The load will read them, up to ${MOST.en} characters a row.`
}

const TOO_LONG: LocalizedText = {
  fr: `Une ligne dépasse ${MOST.fr} caractères\u202f: le chargement refusera ce fichier. Vérifiez ses fins de ligne et son guillemet.`,
  en: `A row is longer than ${MOST.en} characters: the load will refuse this file. Check its line ends and its quote.`
}

/** Where the last line of a head begins. */
function lastLine(bytes: Buffer): number {
  return Math.max(bytes.lastIndexOf(10), bytes.lastIndexOf(13)) + 1
}

function shuffled(names: readonly string[], rows: readonly (string | null)[][]): LocalizedText[] {
  const found = rows.flatMap((row, place) => (isShuffledHeader(names, row) ? [{ row, place: place + 1 }] : []))
  const [first] = found
  return first ? [shuffledRemark(first.place, first.row, found.length > 1)] : []
}

function preambleNote(lines: number): LocalizedText[] {
  if (!lines) return []
  return lines === 1
    ? [{ fr: '1 ligne d’introduction mise de côté.', en: '1 introductory line set aside.' }]
    : [{ fr: `${lines} lignes d’introduction mises de côté.`, en: `${lines} introductory lines set aside.` }]
}

async function readHead(path: string, size: number): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const bytes = Buffer.alloc(size)
    let length = 0
    for (;;) {
      const { bytesRead } = await file.read(bytes, length, size - length, length)
      length += bytesRead
      if (bytesRead === 0 || length === size) return bytes.subarray(0, length)
    }
  } finally {
    await file.close()
  }
}

/** The encoding of the head: what comes late is looked at only where no sign above ASCII came before. */
function scanHead(bytes: Buffer): EncodingVerdict {
  const verdict = scanEncoding(brokenOff(bytes, DECODED))
  return verdict.ascii && bytes.length > DECODED ? scanEncoding(brokenOff(bytes, HEAD)) : verdict
}

/** The first bytes without a line that they break off: half a character would be none of any encoding. */
function brokenOff(bytes: Buffer, size: number): Buffer {
  if (bytes.length < size) return bytes
  let end = bytes.lastIndexOf(10, size - 1) + 1
  if (!end) for (end = size - 1; end > size - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80;) end -= 1
  return bytes.subarray(0, end)
}

/** The lines of a text that the dialect is found on: many where they are short, some in any case. */
function beginOf(text: string): string {
  if (text.length <= ENOUGH) return text
  let at = 0
  for (let line = 0; line < ENOUGH_LINES || at < ENOUGH; line++) {
    const next = text.indexOf('\n', at)
    if (next < 0) return text
    at = next + 1
  }
  return text.slice(0, at)
}

/** As much text of the head as a look needs, of whole lines where the file goes on. */
function decodeHead(
  bytes: Buffer,
  { encoding, bom }: EncodingVerdict,
  skip: number
): {
  text: string
  whole: boolean
  brokenOff: number
  decoder: { undecodable: number; fallbackBytes: number; endMark: boolean }
} {
  const decoder = openDecoder(encoding)
  const wanted = skip > 0 ? bytes.length : Math.min(bytes.length, DECODED * (encoding.startsWith('utf-16') ? 2 : 1))
  const text = decoder.write(bytes.subarray(bom, wanted))
  if (wanted === bytes.length && bytes.length < HEAD) {
    return { text: text + decoder.end(), whole: true, brokenOff: 0, decoder }
  }
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1 || text.length
  return { text: text.slice(0, end), whole: false, brokenOff: text.length - end, decoder }
}

function readRows(
  text: string,
  whole: boolean,
  dialect: Dialect,
  limit: number
): {
  rows: (string | null)[][]
  /** Columns of the table: also those of cells beyond the header. */
  width: number
  faults: LineFault[]
  otherTable: boolean
  unread: number
  subtotals: LocalizedText[]
} {
  const rows: (string | null)[][] = []
  const faults = dialect.preamble.map(faultOf)
  const finder = new SubtotalFinder(dialect.width, dialect.syntax.delimiter)
  const reader = new RecordReader(dialect, {
    row: (cells, line) => {
      if (rows.length >= limit) return
      rows.push(cells.map((cell) => (cell === '' ? null : cell)))
      finder.row(cells, line)
    },
    note: (note) => void (rows.length <= limit && faults.push(faultOf(note)))
  })
  for (let at = 0; at < text.length && rows.length < limit && !reader.rest; at += STEP) {
    reader.push(text.slice(at, at + STEP))
    reader.run()
  }
  const unread = rows.length < limit ? reader.unread : 0
  // A record that the head breaks off is none to repair, unless there is no other.
  if (rows.length < limit && (whole || !rows.length)) reader.end()
  const width = rows.reduce((most, { length }) => Math.max(most, length), dialect.width)
  for (const row of rows) while (row.length < width) row.push(null)
  return {
    rows,
    width,
    faults: faults.slice(0, MOST_FAULTS),
    otherTable: reader.rest !== null,
    unread,
    subtotals: finder.remarks()
  }
}

function faultOf({ line, reason, raw }: LineNote): LineFault {
  return { line, reason: REASON_TEXT[reason], raw: raw.slice(0, MOST_RAW), repaired: REPAIRED.has(reason) }
}
