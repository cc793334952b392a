import { useQuery } from '@tanstack/react-query'
import { typeInWords, type ColumnOutcome, type RecipeOutcome } from '../../../contract'
import { api } from '../../client'
import { DataTable, ErrorState, formatInteger, Loading, useLocalize, useText, visibleText } from '../../parts'
import { text } from './text'

/** Before and after: what the recipe made of each column. */
export function Outcome({ table }: { table: string }) {
  const t = useText(text)
  const found = useQuery({
    queryKey: ['recipe', 'outcome', table],
    queryFn: ({ signal }) => api.recipe.outcome({ table }, { signal })
  })
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <Loading lines={6} height={24} />
  return (
    <>
      <RowsKept rows={found.data.rows} />
      <CellsChanged columns={found.data.columns} />
      <ColumnsTable caption={t('outcome')} columns={found.data.columns} none={t('outcomeNone')} />
    </>
  )
}

/** What became of the raw rows, and in which of them cells are compared; nothing where they all are there, alone. */
function RowsKept({ rows: { before, after, kept } }: { rows: RecipeOutcome['rows'] }) {
  const t = useText(text)
  if (kept === before && after === before) return null
  return (
    <p className="muted">
      {kept === null
        ? t('outcomeGrouped')
        : `${t('outcomeRows', {
            kept: formatInteger(kept),
            before: formatInteger(before),
            dropped: formatInteger(before - kept),
            added: formatInteger(after - kept)
          })} ${t('outcomeStayed')}`}
    </p>
  )
}

/** How many cells hold another value, in all; and how many a reading only wrote otherwise. */
export function CellsChanged({ columns }: { columns: readonly ColumnOutcome[] }) {
  const t = useText(text)
  const changed = columns.flatMap((column) => valuesChanged(column) || [])
  const read = columns.flatMap(({ readCells }) => readCells || [])
  if (!changed.length && !read.length) return null
  const told = (some: readonly number[]) => ({
    count: some.length,
    cells: formatInteger(some.reduce((sum, n) => sum + n, 0)),
    columns: formatInteger(some.length)
  })
  const of = formatInteger(columns.filter(({ before }) => before).length)
  return (
    <p className="muted num recipe-counts">
      {t('outcomeChanged', { ...told(changed), of })}
      {read.length > 0 && ` ${t('outcomeRead', told(read))}`}
    </p>
  )
}

/** Cells whose value is another one, those left out that were only read. */
function valuesChanged({ changedCells, readCells }: ColumnOutcome): number | null {
  return changedCells === null ? null : changedCells - readCells
}

type ColumnsTableProps = {
  caption: string
  columns: readonly ColumnOutcome[]
  /** Said where no column is another one. */
  none: string
}

/** The columns that are other ones on the two sides. */
export function ColumnsTable({ caption, columns, none }: ColumnsTableProps) {
  const t = useText(text)
  const localize = useLocalize()
  const changed = columns.filter(isChanged)
  if (!changed.length) return <p className="muted">{none}</p>
  const state = (name: string, { before, after }: ColumnOutcome) =>
    before === null ? t('outcomeNew') : after === null ? t('outcomeGone') : name
  const pair = (from: number | undefined, to: number | undefined): string =>
    from === to
      ? formatInteger(to ?? 0)
      : `${from === undefined ? '–' : formatInteger(from)} → ${to === undefined ? '–' : formatInteger(to)}`
  return (
    <DataTable
      caption={caption}
      rows={changed}
      rowKey={({ name }) => name}
      columns={[
        { id: 'name', header: t('column'), cell: ({ name }) => <span className="isolate">{visibleText(name, 80)}</span>, sortBy: ({ name }) => name }, // prettier-ignore
        {
          id: 'type',
          header: t('outcomeType'),
          cell: (column) => {
            const { before, after } = column
            const [from, to] = [before, after].map((side) => side && localize(typeInWords(side.type)))
            return from && to && from !== to ? `${from} → ${to}` : state(to ?? from ?? '', column)
          }
        },
        {
          id: 'changed',
          header: t('outcomeCells'),
          numeric: true,
          cell: (column) => {
            const n = valuesChanged(column)
            return n === null ? '–' : formatInteger(n)
          },
          sortBy: valuesChanged
        },
        ...(changed.some(({ readCells }) => readCells)
          ? [{ id: 'read', header: t('outcomeCellsRead'), numeric: true, cell: ({ readCells }: ColumnOutcome) => formatInteger(readCells), sortBy: ({ readCells }: ColumnOutcome) => readCells }] // prettier-ignore
          : []),
        { id: 'missing', header: t('outcomeMissing'), numeric: true, cell: ({ before, after }) => pair(before?.missing, after?.missing) }, // prettier-ignore
        { id: 'distinct', header: t('outcomeDistinct'), numeric: true, cell: ({ before, after }) => pair(before?.distinct, after?.distinct) } // prettier-ignore
      ]}
    />
  )
}

function isChanged({ before, after, changedCells }: ColumnOutcome): boolean {
  if (!before || !after || changedCells) return true
  return before.type !== after.type || before.missing !== after.missing || before.distinct !== after.distinct
}
