import type { Family, RowOrder } from '../../contract'
import type { ColumnWork } from './column-work'
import { orderSql } from './sql/order'

/** Rows looked at first: most columns go both ways within these. */
const HEAD = 4_096
const ORDERED: readonly Family[] = ['number', 'date', 'time', 'text']

/** Whether a column of at least 3 values goes one way in the order of the rows. A sample keeps that order, so that what it shows both ways does. */
export async function orderOf(
  { connection, table, stored, rows, signal }: Pick<ColumnWork, 'connection' | 'table' | 'stored' | 'rows' | 'signal'>,
  family: Family
): Promise<RowOrder | null> {
  if (!ORDERED.includes(family)) return null
  const [head] = await connection.rows<Moves>(orderSql(table, stored, HEAD), { signal })
  if (!head || !wayOf(head)) return null
  if (rows <= HEAD) return wayOf(head)
  const [whole] = await connection.rows<Moves>(orderSql(table, stored, null), { signal })
  return whole ? wayOf(whole) : null
}

type Moves = { n: number; up: number; down: number; same: number }

function wayOf({ up, down, same }: Moves): RowOrder | null {
  if (up && down) return null
  if (down) return same ? 'not_increasing' : 'decreasing'
  return same ? 'not_decreasing' : 'increasing'
}
