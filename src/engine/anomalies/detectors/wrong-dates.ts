import type { ColumnProfile } from '../../../contract'
import type { DetectorContext } from '../detector'
import { toldOrders } from './date-order'
import { swapsOf } from './swapped-days'

/** Predicate of the rows whose date other checks tell wrong: day and month changed over, or before what it follows. They make no break in time. */
export async function wrongDateSql(context: DetectorContext, column: ColumnProfile): Promise<string> {
  const swaps = (await swapsOf(context)).filter((swap) => swap.column === column)
  const orders = (await toldOrders(context)).filter(({ start, end }) => start === column || end === column)
  const wrong = [...swaps.map(({ where }) => where), ...orders.map(({ where }) => where)]
  return wrong.length ? `coalesce(${wrong.map((one) => `(${one})`).join(' OR ')}, false)` : 'false'
}
