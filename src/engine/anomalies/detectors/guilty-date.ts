import type { ColumnProfile } from '../../../contract'
import { DATE_CODES } from '../../import'
import { quantileAt } from '../../profile'
import type { DetectorContext } from '../detector'
import { before, secondsOf } from './moment-order'
import { dayOf, placeOf } from './row-place'
import { swapsOf } from './swapped-days'

const DAY = 86_400
/** The default days of programs, in seconds. */
const CODES = DATE_CODES.map((code) => Date.parse(code) / 1000)

/** Two dates of which one comes first. */
interface Pair {
  start: ColumnProfile
  end: ColumnProfile
}

/** By what one of two dates in the wrong order is told: it is in order with day and month changed over, far from all others, out of order beside a third one, or out of the order of the rows. */
export const TOLD_BY = ['swap', 'far', 'third', 'place'] as const
export type ToldBy = (typeof TOLD_BY)[number]

/** Which of two dates in the wrong order is at fault, as SQL: twice the place of what tells it, one more where it is the end; NULL where nothing does. */
export async function guiltyDateSql(context: DetectorContext, pair: Pair, orders: readonly Pair[]): Promise<string> {
  const { start, end } = pair
  const swaps = await swapsOf(context)
  const isSwapped = (column: ColumnProfile): string => swaps.find((swap) => swap.column === column)?.where ?? 'false'
  const oneOf = (test: (column: ColumnProfile) => string): [string, string] => [
    `(${test(start)}) AND NOT (${test(end)})`,
    `(${test(end)}) AND NOT (${test(start)})`
  ]
  const doubts = [
    oneOf(isSwapped),
    oneOf(isFar),
    [isAlone(start, end, orders), isAlone(end, start, orders)],
    await misplacedSql(context, pair)
  ].flat()
  return `CASE ${doubts.flatMap((doubt, at) => (doubt === 'false' ? [] : [`WHEN ${doubt} THEN ${at}`])).join(' ')} END`
}

/** Where dates follow the order of the rows: the one that leaves it while the other stands at its place, or far before or behind the one that does. */
async function misplacedSql(context: DetectorContext, { start, end }: Pair): Promise<[start: string, end: string]> {
  if ([start, end].some(({ family }) => family === 'time')) return ['false', 'false']
  const [first, second] = [await placeOf(context, start), await placeOf(context, end)]
  const outOf = ({ placed, near }: NonNullable<typeof first>): string =>
    `rowid IN (SELECT id FROM (${placed}) WHERE abs(day - due) > ${near})`
  const apart = `${dayOf(start)} - ${dayOf(end)}`
  if (first && second) return [`${outOf(first)} AND NOT ${outOf(second)}`, `${outOf(second)} AND NOT ${outOf(first)}`]
  if (first) return [outOf(first), `NOT ${outOf(first)} AND ${apart} > ${first.near}`]
  if (second) return [`NOT ${outOf(second)} AND ${apart} > ${second.near}`, outOf(second)]
  return ['false', 'false']
}

/** Whether a third date has one of two dates out of its order too, and the other in it. */
function isAlone(wrong: ColumnProfile, right: ColumnProfile, orders: readonly Pair[]): string {
  const breaks = (column: ColumnProfile, other: ColumnProfile): [broken: string, kept: string][] =>
    orders.flatMap(({ start, end }): [string, string][] =>
      (start === column && end === other) || (start === other && end === column)
        ? [[before(end, start), `NOT ${before(end, start)}`]]
        : []
    )
  const thirds = new Set(orders.flatMap(({ start, end }) => [start, end]))
  const said = [...thirds].flatMap((third) =>
    breaks(wrong, third).flatMap(([broken]) => breaks(right, third).map(([, kept]) => `(${broken} AND ${kept})`))
  )
  return said.length ? `coalesce(${said.join(' OR ')}, false)` : 'false'
}

/**
 * Whether a date lies outside the time that its column covers, by more than a quarter of that time; the first and last hundredth of the
 * dates do not count. The default day of a program is far where nine in ten of the dates lie on one side of it.
 */
function isFar(column: ColumnProfile): string {
  const [low, high] = [quantileAt(column.numeric, 0.01), quantileAt(column.numeric, 0.99)]
  if (Number.isNaN(low + high)) return 'false'
  const slack = Math.max(DAY, (high - low) / 4)
  const seconds = secondsOf(column)
  const [first, last] = [quantileAt(column.numeric, 0.05), quantileAt(column.numeric, 0.95)]
  const codes = CODES.filter((code) => code < first || code >= last + DAY)
  const isCode = codes.length ? `${seconds} IN (${codes.join(', ')}) OR ` : ''
  return `coalesce(${isCode}${seconds} NOT BETWEEN ${low - slack} AND ${high + slack}, false)`
}
