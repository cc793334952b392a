import { ArrowDown, ArrowUp } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useText } from './i18n'
import { PageTurner } from './PageTurner'
import { text } from './text'

export type DataColumn<R> = {
  id: string
  header: string
  /** Right-aligned with tabular figures. */
  numeric?: boolean
  cell: (row: R) => ReactNode
  /** Makes the column sortable by this value; nulls go last. */
  sortBy?: (row: R) => number | string | null
}

export type DataTableProps<R> = {
  /** Says what the table shows; read by screen readers, shown if `showCaption`. */
  caption: string
  showCaption?: boolean
  columns: readonly DataColumn<R>[]
  rows: readonly R[]
  rowKey: (row: R, place: number) => string | number
  initialSort?: { column: string; descending: boolean }
  className?: string
}

/** Rows laid out at once: a browser freezes on ten thousand. */
const PAGE = 200

/** A table of results, in plain HTML, by pages where it is long; sorting is over all its rows. For tables of the project use the grid. */
export function DataTable<R>({
  caption,
  showCaption = false,
  columns,
  rows,
  rowKey,
  initialSort,
  className = ''
}: DataTableProps<R>) {
  const t = useText(text)
  const [sort, setSort] = useState(initialSort ?? null)
  const [from, setFrom] = useState(0)
  const sorted = useMemo(() => sortRows(rows, columns, sort), [rows, columns, sort])
  const first = from < sorted.length ? from : 0
  const turn = (column: string): void => {
    setFrom(0)
    setSort(sort?.column === column ? { column, descending: !sort.descending } : { column, descending: false })
  }
  return (
    <div className={`table-scroll ${className}`} tabIndex={0} role="region" aria-label={caption}>
      <table className="data-table">
        <caption className={showCaption ? undefined : 'sr-only'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => {
              const direction = sort?.column === column.id ? (sort.descending ? 'descending' : 'ascending') : undefined
              const Arrow = direction === 'descending' ? ArrowDown : ArrowUp
              return (
                <th key={column.id} scope="col" aria-sort={direction} className={column.numeric ? 'num' : undefined}>
                  {column.sortBy ? (
                    <button
                      type="button"
                      className="sort-button"
                      onClick={() => turn(column.id)}
                      title={t('sortBy', { name: column.header })}
                    >
                      {column.header}
                      <Arrow size={12} aria-hidden className={direction ? '' : 'sort-idle'} />
                    </button>
                  ) : (
                    column.header
                  )}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {sorted.slice(first, first + PAGE).map((row, place) => (
            <tr key={rowKey(row, first + place)}>
              {columns.map((column) => (
                <td key={column.id} className={column.numeric ? 'num' : 'isolate'}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <PageTurner first={first} size={PAGE} total={sorted.length} onTurn={setFrom} />
    </div>
  )
}

function sortRows<R>(
  rows: readonly R[],
  columns: readonly DataColumn<R>[],
  sort: { column: string; descending: boolean } | null
): readonly R[] {
  const key = columns.find((column) => column.id === sort?.column)?.sortBy
  if (!sort || !key) return rows
  const sign = sort.descending ? -1 : 1
  return rows.toSorted((a, b) => {
    const left = key(a)
    const right = key(b)
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right)
    return sign * String(left).localeCompare(String(right))
  })
}
