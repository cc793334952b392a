import type { TextReading } from '../../../contract'
import type { NumberReading } from './number-pattern'
import { parseNumber, type Marks, type NumberLook } from './parse-number'
import { readsText } from './reads-text'
import type { Counted } from './tally'
import { isMoney, isShare } from './units'

type Mark = '.' | ','
type Grouping = NumberReading['grouping']

interface Look extends NumberLook {
  n: number
}

/** The number reading that takes most of the texts, or null where fewer than half of them look like numbers. */
export function numberReading(values: readonly Counted[], decimal?: Mark): NumberReading | null {
  const looks: Look[] = []
  let total = 0
  for (const { value, n } of values) {
    total += n
    const look = parseNumber(value)
    if (look) looks.push({ unit: look.unit, body: look.body, marks: look.marks, n })
  }
  const numbers = sum(looks)
  if (numbers < total / 2) return null
  const unit = unitOf(looks, numbers)
  const counted = looks.filter((look) => look.unit === unit || (unit !== null && look.unit === null))
  // An amount is the same with its sign and without: both show how the digits are marked.
  const united = unit !== null && isMoney(unit) ? counted : looks.filter((look) => look.unit === unit)
  if (sum(counted) < total / 2) return null
  const { mark, grouping, open, whole } = marksOf(united, decimal)
  const ambiguous = open ? { ambiguous: true } : {}
  if (unit === null && whole) return wide(counted, { kind: 'integer', grouping, ...ambiguous })
  const bare = unit !== null && isShare(unit) ? bareToo(counted, unit) : {}
  return exact(counted, values, { kind: 'number', decimal: mark, grouping, unit, ...bare, ...ambiguous })
}

/** The share of amounts with the sign of their money that makes it a way of writing them. */
const MONEY = 0.2

/** The unit of at least half of the numbers: on a few cells only it is a fault for the anomalies to find, not a way of writing. */
function unitOf(looks: readonly Look[], numbers: number): string | null {
  const counts = new Map<string, number>()
  for (const { unit, n } of looks) if (unit !== null) counts.set(unit, (counts.get(unit) ?? 0) + n)
  const [best] = [...counts].sort((a, b) => b[1] - a[1])
  return best && best[1] >= numbers * (isMoney(best[0]) ? MONEY : 0.5) ? best[0] : null
}

/** Shares without their sign are read where there are many and they are on the same scale as the others. */
function bareToo(looks: readonly Look[], unit: string): { bare?: boolean } {
  const bare = looks.filter((look) => look.unit === null)
  if (sum(bare) < sum(looks) * 0.1) return {}
  const sizes = bare.map(({ body }) => Number(body.replace(',', '.'))).filter(Number.isFinite)
  const large = sizes.filter((size) => size > 1).length
  return large > sizes.length / 2 && unit === '%' ? { bare: true } : {}
}

interface Choice {
  mark: Mark
  grouping: Grouping
  open: boolean
  whole: boolean
}

const GROUPINGS: readonly Grouping[] = ['', ' ', "'", '.', ',']

/** The decimal mark and grouping that read most numbers; where that leaves two, the shapes of the whole column decide. */
function marksOf(looks: readonly Look[], wanted?: Mark): Choice {
  const tallies = new Map<Marks, { look: Look; n: number }>()
  for (const look of looks) {
    const tally = tallies.get(look.marks)
    if (tally) tally.n += look.n
    else tallies.set(look.marks, { look, n: look.n })
  }
  const scored = (['.', ','] as const).flatMap((mark) =>
    GROUPINGS.filter((grouping) => grouping !== mark).map((grouping) => {
      const read = [...tallies.values()].filter(({ look }) => takes(look, mark, grouping))
      return { mark, grouping, n: read.reduce((total, { n }) => total + n, 0), read: read.map(({ look }) => look) }
    })
  )
  const most = Math.max(...scored.map(({ n }) => n))
  // A grouping that no number shows is not supposed.
  const best = scored.filter(
    ({ n, grouping, read }) => n === most && (grouping === '' || read.some((look) => groups(look, grouping)))
  )
  const open = [...tallies.values()].find(({ look }) => look.marks.open)?.look.marks.decimal as Mark | undefined
  const asDecimal = best.find(({ mark, grouping }) => mark === open && grouping === '')
  const asGrouping = best.find(({ grouping }) => grouping === open)
  if (open && asDecimal && asGrouping) {
    const verdict = openMark(looks, open, wanted)
    const chosen = verdict.grouping ? asGrouping : asDecimal
    return { ...described(chosen), open: verdict.open }
  }
  const preferred = best.find(({ mark }) => mark === (wanted ?? '.')) ?? best[0]
  return preferred ? { ...described(preferred), open: false } : { mark: '.', grouping: '', open: false, whole: false }
}

function takes({ marks }: Look, mark: Mark, grouping: Grouping): boolean {
  if (marks.open) return marks.decimal === mark || marks.decimal === grouping
  return (marks.grouping === '' || marks.grouping === grouping) && (marks.decimal === '' || marks.decimal === mark)
}

function groups({ marks }: Look, grouping: Grouping): boolean {
  return marks.grouping === grouping || (marks.open && marks.decimal === grouping)
}

function described({ mark, grouping, read }: { mark: Mark; grouping: Grouping; read: Look[] }): Omit<Choice, 'open'> {
  const whole = read.every(({ marks }) => marks.decimal === '' || (marks.open && marks.decimal === grouping))
  // Of whole numbers grouped by points, the decimal mark would be the other one.
  return { mark, grouping, whole }
}

/**
 * Whether the mark of numbers that all look like `1.234` groups thousands, and whether that stays open: read wrongly, every value would be
 * a thousand times too large, so that a mark is decimal unless more speaks for thousands. Numbers from 1000 up without a mark say decimal,
 * those below are weighed; without any, many that end in 00 speak for thousands, as do heads of every length.
 */
function openMark(looks: readonly Look[], mark: Mark, wanted?: Mark): { grouping: boolean; open: boolean } {
  const plain = looks.filter(({ body, marks }) => marks.decimal === '' && marks.grouping === '' && Number(body) > 0)
  const marked = looks.filter(({ marks }) => marks.open)
  const large = plain.filter(({ body }) => body.length > 3)
  if (sum(large) >= sum(marked) * 0.05 && large.length) return { grouping: false, open: false }
  if (plain.length >= 2 && sum(plain) >= sum(looks) * 0.02) return besideUnmarked(plain, marked, mark, wanted)
  if (wanted) return { grouping: wanted !== mark, open: marked.length < 50 }
  const round = marked.filter(({ body }) => body.endsWith('00')).length
  const tens = marked.filter(({ body }) => body.length > 5).length
  if (marked.length >= 8 && round >= marked.length * 0.3) return { grouping: tens >= marked.length / 2, open: true }
  const leads = new Set(marked.map(({ body }) => body.length - 4))
  return { grouping: marked.length >= 20 && leads.size === 3, open: true }
}

/** Marked numbers that show, beside unmarked ones, how the column goes on past 999. */
const SHOWN = 8
/** Decades by which unmarked numbers must lie above marked ones, read as decimals, to speak for thousands. */
const DECADES = 1

/**
 * The same, beside numbers below 1000 without a mark. If the mark groups, those go on to 999 and the others begin at 1000; if it is
 * decimal, both are of one magnitude: 12 and 7 beside 3,125 are kilograms.
 */
function besideUnmarked(
  plain: readonly Look[],
  marked: readonly Look[],
  mark: Mark,
  wanted?: Mark
): { grouping: boolean; open: boolean } {
  const above = magnitude(plain, mark) - magnitude(marked, mark) >= DECADES
  const reaching = sum(plain.filter(({ body }) => Number(body) >= 500)) >= sum(plain) * 0.05
  if (above && reaching) return { grouping: true, open: marked.length < SHOWN || wanted === mark }
  // Who leaves ,000 off whole numbers writes 2,25 rather than 2,250.
  const zeros = marked.filter(({ body }) => body.endsWith('0')).length
  if (reaching && wanted !== mark && marked.length >= 20 && zeros >= marked.length * 0.04)
    return { grouping: true, open: true }
  if (wanted === undefined) return { grouping: false, open: true }
  return { grouping: wanted !== mark && (above || reaching), open: wanted !== mark }
}

/** The mean decade of numbers, their mark being decimal. */
function magnitude(looks: readonly Look[], mark: Mark): number {
  return looks.reduce((total, { body, n }) => total + n * Math.log10(Number(body.replace(mark, '.'))), 0) / sum(looks)
}

/** Whole numbers beyond 64 bits are read as decimals without a fraction. */
function wide(looks: readonly Look[], reading: NumberReading): NumberReading {
  const digits = Math.max(...looks.map(({ body }) => body.replace(/\D/g, '').length))
  if (digits <= 18) return reading
  const decimal = reading.grouping === '.' ? ',' : '.'
  return { kind: 'number', decimal, grouping: reading.grouping, unit: null, decimals: 0, width: 38 }
}

/**
 * A decimal type where it is exact and a double is not: plain texts that all have as many decimals, as prices do, and numbers of more than
 * 15 digits written with as many decimals.
 */
function exact(
  looks: readonly Look[],
  values: readonly Counted[],
  reading: TextReading & { kind: 'number' }
): NumberReading {
  const sizes = looks.map(({ body, marks }) => sizeOf(body, marks.decimal === reading.decimal ? reading.decimal : ''))
  const places = Math.max(...sizes.map(({ fraction }) => fraction))
  const fixed = sizes.every(({ fraction }) => fraction === places || fraction === 0)
  const before = Math.max(...sizes.map(({ whole }) => whole))
  if (fixed && before + places > 15 && before + places <= 38 && places <= 15 && before > 1)
    return checked(values, { ...reading, decimals: places, width: 38 })
  if (reading.decimal !== '.' || reading.grouping !== '' || reading.unit !== null) return reading
  if (!places || places > 6 || before > 12 || looks.some(({ body }) => /^0\d/.test(body))) return reading
  if (!sizes.every(({ fraction }) => fraction === places)) return reading
  return looks.length === values.length ? checked(values, { ...reading, decimals: places }) : reading
}

/** A decimal reading that takes all that the double takes; else the double. */
function checked(values: readonly Counted[], reading: TextReading & { kind: 'number' }): NumberReading {
  const { decimals: _decimals, width: _width, ...double } = reading
  const [reads, could] = [readsText(reading), readsText(double)]
  return values.every(({ value }) => reads(value) || !could(value)) ? reading : double
}

function sizeOf(body: string, mark: string): { whole: number; fraction: number } {
  const [whole = '', fraction = ''] = mark ? body.split(mark) : [body]
  return { whole: whole.replace(/\D/g, '').length, fraction: fraction.length }
}

function sum(looks: readonly { n: number }[]): number {
  return looks.reduce((total, { n }) => total + n, 0)
}
