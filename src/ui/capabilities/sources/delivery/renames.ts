import type { DeliveryDiff } from '../../../../contract'

/** The pairs that stand, as the engine is told them: from the name in the delivery to the name in the source. */
export function acceptedRenames(
  { columns }: Pick<DeliveryDiff, 'columns'>,
  refused: readonly number[]
): { from: string; to: string }[] {
  return columns.renamed
    .filter((_pair, place) => !refused.includes(place))
    .map(({ from, to }) => ({ from: to, to: from }))
}

/** What becomes of each column that does not stay as it is, once the pairs left are columns gone and come. */
export function changedColumns(
  { columns }: Pick<DeliveryDiff, 'columns'>,
  refused: readonly number[]
): { added: string[]; gone: string[] } {
  const left = columns.renamed.filter((_pair, place) => refused.includes(place))
  return {
    added: [...columns.added, ...left.map(({ to }) => to)],
    gone: [...columns.gone, ...left.map(({ from }) => from)]
  }
}

/** Names over the cells of the examples: kept columns, then the source's names of those renamed. */
export function exampleColumns({ columns }: Pick<DeliveryDiff, 'columns'>): string[] {
  return [...columns.kept, ...columns.renamed.map(({ from }) => from)]
}
