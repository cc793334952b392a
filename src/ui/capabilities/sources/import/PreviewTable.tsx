import { memo } from 'react'
import type { ColumnReading } from '../../../../contract'
import { formatInteger, useText, visibleText } from '../../../parts'
import { ColumnMenu } from './ColumnMenu'
import { columnChoice, type FoundTable } from './draft'
import { isNumeric } from './readings'
import { text } from './text'

type PreviewTableProps = {
  title: string
  table: FoundTable
  columns: readonly ColumnReading[]
  /** Place of the first of these columns in the rows. */
  first: number
  rows: readonly (readonly (string | null)[])[]
}

/** Rows of 24 pixels under headers that say, and change, how each column is read. */
export function PreviewTable({ title, table, columns, first, rows }: PreviewTableProps) {
  const t = useText(text)
  return (
    <div className="preview-scroll" tabIndex={0} role="region" aria-label={title}>
      <table className="preview-table">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            <td className="preview-place" aria-hidden />
            {columns.map((column, place) => (
              <th key={first + place} scope="col" className={isNumeric(column) ? 'num' : undefined}>
                <span className="preview-name isolate" title={visibleText(column.name)}>
                  {visibleText(column.name, 60)}
                </span>
                <ColumnMenu table={table} column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <Rows
          rows={rows}
          columns={columns}
          first={first}
          missing={columns.map(({ name }) => columnChoice(table, name).missing)}
        />
      </table>
      {rows.length === 0 && <p className="preview-none muted">{t('noRows')}</p>}
    </div>
  )
}

type RowsProps = Pick<PreviewTableProps, 'rows' | 'columns' | 'first'> & { missing: readonly (readonly string[])[] }

const Rows = memo(PreviewRows)

function PreviewRows({ rows, columns, first, missing }: RowsProps) {
  return (
    <tbody>
      {rows.map((row, place) => (
        <tr key={place}>
          <td className="preview-place num">{formatInteger(place + 1)}</td>
          {columns.map((column, at) => {
            const cell = row[first + at] ?? null
            const isMissing = cell !== null && missing[at]?.includes(cell)
            const name = isNumeric(column) ? 'num' : 'isolate'
            return (
              <td key={at} className={isMissing ? `${name} preview-missing` : name}>
                {cell === null ? '' : visibleText(cell, 120)}
              </td>
            )
          })}
        </tr>
      ))}
    </tbody>
  )
}
