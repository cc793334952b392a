import type { DeliveryDiff, Rename } from '../../../../contract'

type Columns = Pick<DeliveryDiff['columns'], 'renamed'>

/** The pairs of a comparison as the engine is told them: from the name in the delivery to the name in the source. */
export function renamesOf({ columns }: { columns: Columns }): Rename[] {
  return columns.renamed.map(({ from, to }) => ({ from: to, to: from }))
}

/** The same with another partner for one column of the source, or with none. */
export function withPair({ columns }: { columns: Columns }, own: string, arriving: string | null): Rename[] {
  const others = renamesOf({ columns }).filter(({ from, to }) => to !== own && from !== arriving)
  return arriving === null ? others : [...others, { from: arriving, to: own }]
}
