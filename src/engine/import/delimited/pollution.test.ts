import { afterAll, describe, expect, it } from 'vitest'
import { TestLoader } from './testLoad'

/** The kinds of pollution of the Pollock benchmark (Vitagliano et al., 2023), over tables that it does not have. */

const files = new TestLoader()
afterAll(() => files.remove())

const ROWS = 60
const SEEDS = [1, 2, 3]

interface Base {
  name: string
  /** Columns whose cells are written in quotes, as exporters do with text. */
  quoted: number[]
  table: string[][]
}

const pick = (random: () => number, list: string[]): string => list[Math.floor(random() * list.length)] ?? ''
const two = (value: number): string => String(value).padStart(2, '0')
const TOWNS = ['Lyon', 'Nantes', 'Saint-Étienne', 'Le Mans', 'Aix', 'Brest']
const NAMES = ['Martin', 'Lefèvre', 'Nguyen', 'Dupont', 'Roux', 'Garnier', 'Le Goff']
const VIEWS = [
  'Très bon accueil, je reviendrai.',
  'Livraison lente, colis abîmé, mais remboursé.',
  'Conforme à la description',
  'Le « plus » : rapide, simple, sûr.',
  'Taille 12" trop petite, sinon parfait.'
]

const BASES: Base[] = [
  {
    name: 'orders',
    quoted: [5],
    table: [
      ['Commande', 'Date', 'Heure', 'Quantité', 'Prix', 'Avis', 'Ville'],
      ...rowsOf(11, (i, random) => [
        `CMD-${1000 + i}`,
        `${two((i % 28) + 1)}/0${(i % 9) + 1}/2024`,
        `${two(8 + (i % 11))}:${two((i * 7) % 60)}`,
        String(Math.floor(random() * 20)),
        `${Math.floor(random() * 900) + 1}.${two(Math.floor(random() * 100))}`,
        pick(random, VIEWS),
        pick(random, TOWNS)
      ])
    ]
  },
  {
    name: 'people',
    quoted: [],
    table: [
      ['id', 'nom', 'courriel', 'naissance', 'code_postal', 'actif'],
      ...rowsOf(23, (i, random) => [
        String(i + 1),
        pick(random, NAMES),
        `client${i}@exemple.fr`,
        `19${two(50 + (i % 49))}-${two((i % 12) + 1)}-${two((i % 28) + 1)}`,
        String(10_000 + Math.floor(random() * 80_000)),
        pick(random, ['oui', 'non'])
      ])
    ]
  },
  {
    name: 'measures',
    quoted: [0, 4],
    table: [
      ['station', 'instant', 'temperature', 'humidite', 'remarque'],
      ...rowsOf(37, (i, random) => [
        `${pick(random, TOWNS)}, quai ${1 + (i % 4)}`,
        `2023-${two((i % 12) + 1)}-${two((i % 28) + 1)}T${two(i % 24)}:00:00`,
        (random() * 40 - 5).toFixed(1),
        `${Math.floor(random() * 100)} %`,
        i % 3 ? pick(random, VIEWS) : ''
      ])
    ]
  }
]

function rowsOf(seed: number, row: (i: number, random: () => number) => string[]): string[][] {
  const random = randomOf(seed)
  return Array.from({ length: ROWS }, (_, i) => row(i, random))
}

/** A small generator of Lehmer's kind, the same on all machines. */
function randomOf(seed: number): () => number {
  let state = seed * 7919
  return () => (state = (state * 48_271) % 0x7fffffff) / 0x7fffffff
}

interface Style {
  delimiter: string
  quote: string
  escape: string
  newline: string
}
const PLAIN: Style = { delimiter: ',', quote: '"', escape: '"', newline: '\n' }

function cellOf(cell: string, wanted: boolean, { delimiter, quote, escape }: Style): string {
  const must = cell.includes(delimiter) || cell.includes(quote) || cell.includes('\n')
  return must || (wanted && cell !== '') ? quote + cell.replaceAll(quote, escape + quote) + quote : cell
}

const cellsOf = ({ table, quoted }: Base, style: Style): string[][] =>
  table.map((row) => row.map((cell, j) => cellOf(cell, quoted.includes(j), style)))
const linesOf = (base: Base, style: Style): string[] => cellsOf(base, style).map((row) => row.join(style.delimiter))

function written(base: Base, changes: Partial<Style> = {}): string {
  const style = { ...PLAIN, ...changes }
  return linesOf(base, style).join(style.newline) + style.newline
}

const joinedNames = (table: string[][], times: number): string[][] => [
  (table[0] ?? []).map((name) => Array.from({ length: times }, () => name).join(' ')),
  ...table.slice(1)
]

const FILES: [string, (base: Base) => string, (table: string[][]) => string[][]][] = [
  ['as it is', (base) => written(base), (table) => table],
  ...[';', '\t', ', ', ' ', '|'].map((delimiter): (typeof FILES)[number] => [
    `delimiter ${JSON.stringify(delimiter)}`,
    (base) => written(base, { delimiter }),
    (table) => table
  ]),
  ["quotation mark '", (base) => written(base, { quote: "'", escape: "'" }), (table) => table],
  ['escape \\', (base) => written(base, { escape: '\\' }), (table) => table],
  ['escape NUL', (base) => written(base, { escape: '\0' }), (table) => table],
  ['records ended by CR', (base) => written(base, { newline: '\r' }), (table) => table],
  ['records ended by CRLF', (base) => written(base, { newline: '\r\n' }), (table) => table],
  ['no end of the last line', (base) => written(base).trimEnd(), (table) => table],
  ['two ends of the last line', (base) => `${written(base)}\n`, (table) => table],
  ['names only', (base) => written({ ...base, table: base.table.slice(0, 1) }), (table) => table.slice(0, 1)],
  ['one record', (base) => written({ ...base, table: base.table.slice(0, 2) }), (table) => table.slice(0, 2)],
  ['nothing at all', () => '', () => []],
  ['no names', (base) => written({ ...base, table: base.table.slice(1) }), (table) => table.slice(1)],
  ['names twice', (base) => `${headOf(base)}${written(base)}`, (table) => joinedNames(table, 2)],
  ['names three times', (base) => `${headOf(base)}${headOf(base)}${written(base)}`, (table) => joinedNames(table, 3)],
  [
    'an introduction',
    (base) => {
      const rest = ','.repeat((base.table[0]?.length ?? 1) - 1)
      return `PREAMBLE${rest}\n${rest}\n${written(base)}`
    },
    (table) => table
  ],
  ['another table below', (base) => written(base) + written(base), (table) => table],
  ['a wider table below', (base) => written(base) + written(resized(base, 1)), (table) => table],
  ['a narrower table below', (base) => written(base) + written(resized(base, -1)), (table) => table]
]

const headOf = (base: Base): string => written({ ...base, table: base.table.slice(0, 1) })
const resized = (base: Base, by: number): Base => ({
  ...base,
  table: base.table.map((row, i) => (by < 0 ? row.slice(0, by) : [...row, i ? String(i) : 'col1']))
})

interface RecordPollution {
  kind: string
  pollute: (cells: string[], at: number) => string
  /** The record that is wanted back. */
  clean: (cells: string[], at: number) => string[]
  /** Share of the files that must come back exactly. */
  exact: number
}

const RECORDS: RecordPollution[] = [
  {
    kind: 'a quotation mark too many',
    pollute: (cells, at) => cells.map((cell, j) => (j === at ? `"${cell}` : cell)).join(','),
    // As in the benchmark: nothing tells that the mark is not meant, and none is dropped.
    clean: (cells, at) => cells.map((cell, j) => (j === at ? `"${cell}` : cell)),
    exact: 1
  },
  {
    kind: 'a separator too many',
    pollute: (cells, at) => [...cells.slice(0, at), '', ...cells.slice(at)].join(','),
    clean: (cells) => cells,
    exact: 1
  },
  {
    kind: 'a separator too few',
    pollute: (cells, at) => cells.map((cell, j) => (j && j !== Math.max(1, at) ? `,${cell}` : cell)).join(''),
    clean: (cells) => cells,
    // `3` and `31.49`, or `Roux` and `client7@…`, touch where nothing tells one cell from the next.
    exact: 0.8
  },
  {
    kind: 'another separator',
    pollute: (cells) =>
      cells.map((cell) => (cell.includes(' ') && !cell.startsWith('"') ? `"${cell}"` : cell)).join(' '),
    clean: (cells) => cells,
    exact: 1
  }
]

describe.each(BASES)('$name, polluted', (base) => {
  it.each(FILES)('in the whole file: %s', async (_, pollute, clean) => {
    const { rows } = await files.load(pollute(base))
    expect(rows).toEqual(clean(base.table))
  })

  it.each(RECORDS)('in one record: $kind', async ({ pollute, clean, exact }) => {
    const results: boolean[] = []
    const width = base.table[0]?.length ?? 1
    const cells = cellsOf(base, PLAIN)
    // Names that touch (`idnom`) cannot be told apart; all else is tried on the header too.
    for (const seed of exact < 1 ? SEEDS : [0, ...SEEDS]) {
      const random = randomOf(seed)
      for (let at = 0; at < width; at++) {
        const place = seed ? 1 + Math.floor(random() * ROWS) : 0
        const lines = cells.map((row, i) => (i === place ? pollute(row, at) : row.join(',')))
        const want = base.table.map((row, i) => (i === place ? clean(row, at) : row))
        const { rows } = await files.load(`${lines.join('\n')}\n`)
        expect(agreement(rows, want)).toBeGreaterThanOrEqual(0.99)
        results.push(JSON.stringify(rows) === JSON.stringify(want))
      }
    }
    expect(results.filter(Boolean).length / results.length).toBeGreaterThanOrEqual(exact)
  })
})

/** F1 of the cells of two tables, places apart. */
function agreement(got: string[][], want: string[][]): number {
  const left = new Map<string, number>()
  for (const cell of want.flat()) left.set(cell, (left.get(cell) ?? 0) + 1)
  let both = 0
  for (const cell of got.flat()) {
    const count = left.get(cell) ?? 0
    if (count > 0) both += 1
    left.set(cell, count - 1)
  }
  return (2 * both) / (got.flat().length + want.flat().length)
}
