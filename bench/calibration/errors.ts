import type { Random } from '../../src/engine/stats/random'
import type { Kind, Language, MadeTable } from './tables'

/** A kind of error: which columns it falls on, and what it makes of a cell; null where it cannot fall there. */
interface ErrorKind {
  name: string
  on: readonly Kind[]
  damage: (cell: string, at: Place) => string | null
}

interface Place {
  random: Random
  table: MadeTable
  row: number
  col: number
}

const TEXTS: readonly Kind[] = ['name', 'town', 'region', 'category', 'flag', 'product_name', 'family']
const NUMBERS: readonly Kind[] = ['count', 'money', 'product', 'measure', 'age', 'percent', 'score']
const ANY: readonly Kind[] = [
  ...TEXTS,
  ...NUMBERS,
  'code',
  'postcode',
  'date',
  'later',
  'unit',
  'email',
  'phone',
  'text'
]
const MISSING: Record<Language, readonly string[]> = {
  fr: ['N/A', 'NSP', 'inconnu', '-', '?', 'non renseigné', 'NC'],
  en: ['N/A', 'unknown', '-', '?', 'none', 'null', 'n/a']
}

const GAP: ErrorKind = { name: 'gap', on: ANY, damage: () => '' }
const KINDS: readonly ErrorKind[] = [
  { name: 'missing_word', on: ANY, damage: (_, { random, table }) => MISSING[table.language][random.below(3)] ?? null },
  { name: 'missing_code', on: ['score', 'age', 'count', 'percent', 'money'], damage: (_, { col }) => (col % 2 ? '999' : '-1') },
  { name: 'typo', on: TEXTS, damage: (cell, { random }) => slip(cell, random) },
  { name: 'spelling', on: TEXTS, damage: (cell, { random }) => respell(cell, random.below(4)) },
  { name: 'mojibake', on: [...TEXTS, 'text'], damage: (cell) => (/[^ -~]/.test(cell) ? Buffer.from(cell, 'utf8').toString('latin1') : null) },
  { name: 'tenfold', on: ['count', 'money', 'product', 'measure'], damage: (cell, { random }) => scaled(cell, random.pick([10, 100, 1000])) },
  { name: 'sign', on: ['count', 'money', 'measure', 'age'], damage: (cell) => (cell ? `-${cell}` : null) },
  { name: 'wrong_number', on: ['product', 'money', 'count'], damage: (cell, { random }) => scaled(cell, 1 + random.pick([0.1, 0.5, -0.3])) },
  { name: 'out_of_scale', on: ['score', 'age'], damage: (_, { random, col, table }) => (table.kinds[col] === 'score' ? String(6 + random.below(5)) : String(130 + random.below(90))) },
  { name: 'unit', on: ['unit'], damage: (cell, { random }) => (cell ? cell.replace(/ .*/, random.pick(['', ' g', ' KG', ' kilos', ' mm'])) : null) },
  { name: 'symbol', on: ['money', 'measure', 'percent'], damage: (cell, { table, col }) => (cell ? `${cell}${table.kinds[col] === 'percent' ? ' %' : ' €'}` : null) },
  { name: 'needless_decimal', on: ['count', 'age', 'score'], damage: (cell) => (cell ? `${cell}.0` : null) },
  { name: 'lost_zero', on: ['postcode', 'phone'], damage: (cell) => (cell.startsWith('0') ? cell.slice(1) : null) },
  { name: 'cut_short', on: ['code', 'phone', 'postcode', 'email'], damage: (cell, { random }) => (cell.length > 4 ? cell.slice(0, -1 - random.below(2)) : null) },
  { name: 'other_value', on: ['region', 'town', 'postcode', 'family', 'category'], damage: (_, { random, table, col }) => random.pick(table.rows)[col] ?? null },
  { name: 'stray_mark', on: TEXTS, damage: (cell, { random }) => (cell ? cell + random.pick(['*', '-*', ' #', '_']) : null) },
  { name: 'date_form', on: ['date', 'later'], damage: (cell, { random }) => otherDate(cell, random.below(3)) },
  { name: 'date_far', on: ['date', 'later'], damage: (cell, { random }) => (cell ? cell.replace(/(19|20)\d\d/, random.pick(['1900', '2091', '0201'])) : null) },
  { name: 'date_order', on: ['later'], damage: (cell) => cell.replace(/20(19|2\d)/, (year) => String(Number(year) - 2)) || null },
  { name: 'shifted', on: ANY, damage: (_, { table, row, col }) => (col > 1 ? (table.rows[row]?.[col - 1] ?? null) : null) },
  { name: 'spreadsheet', on: ['code'], damage: (cell) => (/^\d{10,}$/.test(cell) ? `${cell[0]},${cell.slice(1, 4)}E+12` : null) },
  { name: 'word_in_number', on: NUMBERS, damage: (_, { random }) => random.pick(['voir note', 'cf. dossier', 'x', 'douze']) },
  { name: 'address_broken', on: ['email'], damage: (cell, { random }) => (cell ? cell.replace('@', random.pick([' ', '@@', ''])) : null) }
] // prettier-ignore

const RATES = [0.002, 0.005, 0.01, 0.02, 0.04]

/** The table with some cells damaged: none at all in one table of four, else two to eight kinds of error, each in one column. */
export function damaged(table: MadeTable, random: Random): { rows: string[][]; kinds: string[] } {
  const rows = table.rows.map((row) => [...row])
  const kinds: string[] = []
  if (random.chance(0.25)) return { rows, kinds }
  for (let left = 2 + random.below(7); left > 0; left--) {
    // Values lost are the commonest fault of all.
    const kind = random.chance(0.15) ? GAP : random.pick(KINDS)
    const columns = table.kinds.flatMap((one, col) => (kind.on.includes(one) ? [col] : []))
    if (!columns.length) continue
    const col = random.pick(columns)
    const many = Math.max(2, Math.round(random.pick(RATES) * rows.length))
    kinds.push(`${kind.name}:${table.head[col] ?? ''}`)
    for (let times = 0; times < many; times++) {
      const row = random.below(rows.length)
      const own = rows[row]
      const made = own?.[col] ? kind.damage(own[col], { random, table, row, col }) : null
      if (own && made !== null) own[col] = made
    }
  }
  return { rows, kinds }
}

function slip(cell: string, random: Random): string | null {
  if (cell.length < 3) return null
  const at = 1 + random.below(cell.length - 2)
  const [before, one, next, after] = [cell.slice(0, at), cell[at] ?? '', cell[at + 1] ?? '', cell.slice(at + 2)]
  return [before + next + one + after, before + next + after, before + one + one + next + after, before + 'x' + next + after][random.below(4)] ?? null // prettier-ignore
}

function respell(cell: string, way: number): string {
  if (way === 0) return cell.toUpperCase()
  if (way === 1) return cell.toLowerCase()
  if (way === 2) return cell.normalize('NFD').replace(/\p{M}/gu, '')
  return cell.includes(' ') ? cell.replace(' ', '  ') : cell.replace('-', ' ')
}

function scaled(cell: string, times: number): string | null {
  const comma = cell.includes(',')
  const value = Number(cell.replace(',', '.')) * times
  if (!cell || !Number.isFinite(value)) return null
  const digits = /[.,](\d+)/.exec(cell)?.[1]?.length ?? 0
  return comma ? value.toFixed(digits).replace('.', ',') : value.toFixed(digits)
}

function otherDate(cell: string, way: number): string | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(cell)
  const [, a = '', b = '', c = ''] = iso ?? /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(cell) ?? []
  if (!a) return null
  const [year, month, day] = iso ? [a, b, c] : [c, b, a]
  return [`${day}.${month}.${year.slice(2)}`, iso ? `${day}/${month}/${year}` : `${year}-${month}-${day}`, `${day} ${month} ${year}`][way] ?? null // prettier-ignore
}
