import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { convert } from './convert'
import type { LineNote } from './read/reasons'
import { SINGLE_BYTE_TABLES, type SingleByteEncoding } from './text/singleByte'

const folder = mkdtempSync(join(tmpdir(), 'chantier-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Cases of every run; `CHANTIER_SEED` tries others, `RUNS` more of them. */
const SEED = Number(process.env.CHANTIER_SEED ?? 20_260)

interface Written {
  delimiter: string
  quote: string
  escape: 'double' | 'backslash'
  newline: string
  all: boolean
  bom: boolean
  encoding: string
}

const two = (n: number): string => String(n).padStart(2, '0')
const day = fc.record({
  d: fc.integer({ min: 1, max: 28 }),
  m: fc.integer({ min: 1, max: 12 }),
  y: fc.integer({ min: 1990, max: 2030 })
})
const words = fc.constantFrom(
  'gare',
  'Élodie',
  'très déçue',
  'Le Goff',
  'retard',
  "d'Ormesson",
  'accueil',
  'Noël',
  'bus',
  'relancé deux fois'
)
const sentence = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: words },
      fc.constantFrom('; ', ', ', '"', '" ', "'", '\n', ' | ', '\t', ' : ', '...', '12,5')
    ),
    { minLength: 1, maxLength: 9 }
  )
  .map((w) => w.join(' ').trim() || 'x')
const columns: { name: string; cell: fc.Arbitrary<string> }[] = [
  { name: 'N° client', cell: fc.integer({ min: 0, max: 99_999 }).map((n) => `C${String(n).padStart(5, '0')}`) },
  { name: 'Date', cell: day.map(({ d, m, y }) => `${two(d)}/${two(m)}/${y}`) },
  {
    name: 'Montant',
    cell: fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 99 })).map(([a, b]) => `${a},${two(b)}`)
  },
  { name: 'Note', cell: fc.integer({ min: 0, max: 10 }).map(String) },
  { name: 'Code postal', cell: fc.integer({ min: 1000, max: 95_999 }).map((n) => String(n).padStart(5, '0')) },
  { name: 'Satisfait', cell: fc.constantFrom('oui', 'non', '') },
  { name: 'Nom', cell: words },
  { name: 'Commentaire', cell: sentence },
  { name: 'Réponse', cell: fc.oneof(sentence, fc.constant('')) },
  { name: 'Client', cell: fc.tuple(words, words).map(([a, b]) => `${a}, ${b}`) },
  {
    name: 'Heure',
    cell: fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([h, m]) => `${two(h)}:${two(m)}`)
  },
  { name: 'Relevé', cell: fc.integer({ min: -9, max: 40 }).map((n) => `${n} °C`) },
  { name: 'Article', cell: fc.integer({ min: 1, max: 99 }).map((n) => `§ ${n}`) },
  {
    name: 'Population',
    cell: fc.integer({ min: 1, max: 999 }).map((n) => `${n}\u00a0${String((n * 7) % 1000).padStart(3, '0')}`)
  },
  { name: 'Part', cell: fc.integer({ min: 0, max: 1000 }).map((n) => `${(n / 10).toFixed(1).replace('.', ',')} %`) },
  {
    name: 'Téléphone',
    cell: fc.integer({ min: 10_000_000, max: 99_999_999 }).map((n) => `06 ${String(n).replace(/\B(?=(..)+$)/g, ' ')}`)
  },
  { name: 'Courriel', cell: fc.integer({ min: 1, max: 99 }).map((n) => `zoe${n}@exemple.fr`) },
  { name: 'Lien', cell: fc.integer({ min: 1, max: 999 }).map((n) => `https://www.exemple.fr/fiche?id=${n}&q=x%20y`) },
  { name: 'Fichier', cell: fc.integer({ min: 1, max: 99 }).map((n) => `C:\\Utilisateurs\\zoé\\doc${n}.pdf`) },
  { name: 'Mesure', cell: fc.oneof(fc.integer({ min: 0, max: 3000 }).map(String), fc.constantFrom('NA', 'n/a', '')) }
]

const table = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: columns.length - 1 }), { minLength: 3, maxLength: 9 }),
    fc.integer({ min: 4, max: 25 })
  )
  .chain(([picked, rows]) => {
    const chosen = picked.map((k) => columns[k] ?? { name: 'x', cell: words })
    return fc
      .array(fc.tuple(...chosen.map((c) => c.cell)), { minLength: rows, maxLength: rows })
      .map((body) => ({ header: chosen.map((c) => c.name), body }))
  })
const written: fc.Arbitrary<Written> = fc.record({
  delimiter: fc.constantFrom(
    ',',
    ';',
    '\t',
    '|',
    ', ',
    '||',
    '::',
    '~',
    '^',
    ' | ',
    '; ',
    '\u0001',
    '@@',
    ':',
    '~|~',
    '%%|%%',
    '|->|',
    '§',
    ';;',
    ' ^ '
  ),
  quote: fc.constantFrom('"', '"', "'"),
  escape: fc.constantFrom('double' as const, 'double' as const, 'backslash' as const),
  newline: fc.constantFrom('\n', '\r\n', '\r'),
  all: fc.boolean(),
  bom: fc.boolean(),
  encoding: fc.constantFrom(
    'utf8',
    'utf8',
    'windows-1252',
    'macintosh',
    'iso-8859-15',
    'cp850',
    'utf16le',
    'utf16be',
    'utf32le',
    'utf32be'
  )
})

/** Cells as long as pasted reports: lines that look like rows of the same table, or prose with all signs that part cells. */
const long = fc.record({
  kind: fc.constantFrom('rows', 'rows below a line', 'rows between lines', 'prose'),
  lines: fc.constantFrom(1, 7, 60, 900),
  place: fc.constantFrom('begin', 'middle', 'end'),
  column: fc.nat(),
  more: fc.constantFrom(0, 300)
})
type Long = typeof long extends fc.Arbitrary<infer T> ? T : never

describe('blind loading', () => {
  it('gives back cells of many lines, also where these look like rows, without a repair', async () => {
    await fc.assert(
      fc.asyncProperty(table, written, long, async ({ header, body }, how, place) => {
        const w = { ...how, quote: '"' }
        const rows = withLong(body, header.length, place, w)
        const { back, repairs } = await loaded(encode(write([header, ...rows], w), w))
        expect(back).toEqual([header, ...rows.map((row) => row.map((cell) => newlines(cell, w)))])
        expect(repairs).toEqual([])
      }),
      { seed: SEED, numRuns: Number(process.env.RUNS ?? 60) }
    )
  })

  it('gives back a table whose lines end in LF, CRLF and CR by turns, with a word on it', async () => {
    await fc.assert(
      fc.asyncProperty(table, written, fc.nat(2), async ({ header, body }, how, turn) => {
        const w = { ...how, quote: '"', escape: 'double' as const, newline: '\n' }
        const ends = ['\n', '\r\n', '\r']
        const rows = [header, ...body, ...body, ...body]
        const text = rows.map((row, i) => write([row], w).replace(/\n$/, ends[(i + turn) % 3] ?? '')).join('')
        const { back, repairs, remarks } = await loaded(encode(text, w))
        expect(back).toEqual(rows)
        expect(repairs).toEqual([])
        expect(remarks.filter((remark) => remark.startsWith('Mixed ends of line'))).toHaveLength(1)
      }),
      { seed: SEED, numRuns: Number(process.env.RUNS ?? 60) }
    )
  })

  it('gives back any table written in any dialect and encoding', async () => {
    await fc.assert(
      fc.asyncProperty(table, written, async ({ header, body }, w) => {
        const back = await load(encode(write([header, ...body], w), w))
        expect(back).toEqual([header, ...body.map((row) => row.map((cell) => newlines(cell, w)))])
      }),
      { seed: SEED, numRuns: Number(process.env.RUNS ?? 120) }
    )
  })
})

/** Writes as an export would: cells are quoted where they must be, or all of them. */
function write(rows: string[][], w: Written): string {
  const must = (cell: string): boolean =>
    w.all ||
    cell.includes(w.delimiter) ||
    cell.includes(w.quote) ||
    /[\r\n]/.test(cell) ||
    cell.startsWith(' ') ||
    (w.delimiter.length > 1 &&
      cell !== '' &&
      [cell.charAt(0), cell.slice(-1)].some((end) => w.delimiter.includes(end))) ||
    (w.escape === 'backslash' && cell.includes('\\'))
  const cell = (text: string): string => {
    const held = newlines(text, w)
    if (!must(held)) return held
    const inner =
      w.escape === 'double'
        ? held.split(w.quote).join(w.quote + w.quote)
        : held
            .replaceAll('\\', '\\\\')
            .split(w.quote)
            .join('\\' + w.quote)
    return w.quote + inner + w.quote
  }
  return rows.map((row) => row.map(cell).join(w.delimiter) + w.newline).join('')
}

function newlines(text: string, w: Written): string {
  return text.replaceAll('\n', w.newline)
}

function encode(text: string, w: Written): Buffer {
  if (w.encoding === 'utf8') return Buffer.from((w.bom ? '\ufeff' : '') + text)
  if (w.encoding === 'utf16le') return Buffer.from((w.bom ? '\ufeff' : '') + text, 'utf16le')
  if (w.encoding === 'utf16be') return Buffer.from((w.bom ? '\ufeff' : '') + text, 'utf16le').swap16()
  if (w.encoding.startsWith('utf32')) {
    const codes = [...((w.bom ? '\ufeff' : '') + text)].map((char) => char.codePointAt(0) ?? 0)
    const bytes = Buffer.alloc(4 * codes.length)
    codes.forEach((code, i) =>
      w.encoding === 'utf32le' ? bytes.writeUInt32LE(code, 4 * i) : bytes.writeUInt32BE(code, 4 * i)
    )
    return bytes
  }
  const chars = SINGLE_BYTE_TABLES[w.encoding as SingleByteEncoding]
  return Buffer.from([...text].map((c) => (c.charCodeAt(0) < 128 ? c.charCodeAt(0) : chars.indexOf(c) + 128)))
}

/** The rows, `more` of them repeated, with one cell of one of them replaced by a long one. */
function withLong(body: string[][], width: number, { kind, lines, place, column, more }: Long, w: Written): string[][] {
  const rows = [...body, ...Array.from({ length: more }, (_, k) => body[k % body.length] ?? [])]
  const bare = rows.filter((row) => !row.some((cell) => cell.includes(w.delimiter) || /["\n]/.test(cell)))
  const source = bare.length ? bare : [Array.from({ length: width }, (_, j) => `x${j}`)]
  const like = Array.from({ length: lines }, (_, k) => (source[k % source.length] ?? []).join(w.delimiter))
  const prose = Array.from(
    { length: lines },
    (_, k) => `Le ${k}, « rien » : "bien"; ou, sinon${w.delimiter} voir plus bas`
  )
  const texts: Record<Long['kind'], string[]> = {
    rows: like,
    'rows below a line': ['Bonjour', ...like],
    'rows between lines': ['Bonjour', ...like, 'merci'],
    prose
  }
  const at = place === 'begin' ? 0 : place === 'end' ? rows.length - 1 : rows.length >> 1
  return rows.map((row, i) => (i === at ? row.with(column % width, texts[kind].join('\n')) : row))
}

async function load(bytes: Buffer): Promise<string[][]> {
  return (await loaded(bytes)).back
}

async function loaded(bytes: Buffer): Promise<{ back: string[][]; repairs: LineNote[]; remarks: string[] }> {
  const [input, output] = [join(folder, 'in.csv'), join(folder, 'out.csv')]
  writeFileSync(input, bytes)
  const { notes, remarks } = await convert(input, output)
  return { back: parse(readFileSync(output, 'utf8')), repairs: notes, remarks: remarks.map(({ en }) => en) }
}

/** A plain reader of the plain CSV that convert writes, apart from the code under test. */
function parse(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n"]*))(,|\n)/g)) {
    row.push(quoted !== undefined ? quoted.replaceAll('""', '"') : (bare ?? ''))
    if (end === '\n') {
      rows.push(row)
      row = []
    }
  }
  return rows
}
