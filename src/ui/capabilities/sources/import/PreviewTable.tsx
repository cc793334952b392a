import { memo, useState } from 'react'
import type { ColumnReading, Sniff } from '../../../../contract'
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
  /** Of each column of the file, rows whose text its reading does not take as it stands. */
  marks: Sniff['marks']
}

/** Rows of 24 pixels under headers that say, and change, how each column is read. */
export function PreviewTable({ title, table, columns, first, rows, marks }: PreviewTableProps) {
  const t = useText(text)
  const [entry, setEntry] = useState(0)
  return (
    <div className="preview-scroll" tabIndex={0} role="region" aria-label={title}>
      <table className="preview-table">
        <caption className="sr-only">{title}</caption>
        <thead onKeyDownCapture={(event) => moveAlong(event, setEntry)}>
          <tr>
            <td className="preview-place" aria-hidden />
            {columns.map((column, place) => (
              <th key={first + place} scope="col" className={isNumeric(column) ? 'num' : undefined}>
                <span className="preview-name isolate" title={visibleText(column.name)}>
                  {visibleText(column.name, 60)}
                </span>
                <ColumnMenu table={table} column={column} isEntry={place === Math.min(entry, columns.length - 1)} />
              </th>
            ))}
          </tr>
        </thead>
        <Rows
          rows={rows}
          columns={columns}
          first={first}
          marks={marks}
          missing={columns.map(({ name }) => columnChoice(table, name).missing)}
          labelled={columns.map(({ name }) => columnChoice(table, name).labelled === true)}
        />
      </table>
      {rows.length === 0 && <p className="preview-none muted">{t(table.sniff?.cut ? 'rowsTooLong' : 'noRows')}</p>}
    </div>
  )
}

/** The headers are one stop of the Tab key; arrows go from column to column. */
function moveAlong(event: React.KeyboardEvent<HTMLElement>, setEntry: (place: number) => void): void {
  if (!(event.target instanceof HTMLElement) || !event.target.matches('.column-type')) return
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('.column-type')]
  const place = buttons.indexOf(event.target)
  const steps: Record<string, number> = {
    ArrowLeft: place - 1,
    ArrowRight: place + 1,
    Home: 0,
    End: buttons.length - 1
  }
  const next = Object.hasOwn(steps, event.key) ? (steps[event.key] ?? -1) : -1
  if (!buttons[next]) return
  event.preventDefault()
  setEntry(next)
  buttons[next].focus()
}

type RowsProps = Pick<PreviewTableProps, 'rows' | 'columns' | 'first' | 'marks'> & {
  missing: readonly (readonly string[])[]
  labelled: readonly boolean[]
}

const Rows = memo(PreviewRows)

function PreviewRows({ rows, columns, first, marks, missing, labelled }: RowsProps) {
  const t = useText(text)
  const marked = columns.map((_, at) => {
    const { unread = [], coded = [] } = marks?.[first + at] ?? {}
    return { unread: new Set(unread), coded: new Set(coded) }
  })
  const labels = columns.map((column, at) =>
    labelled[at] ? new Map(column.labels?.map(({ code, label }) => [code, label])) : null
  )
  return (
    <tbody>
      {rows.map((row, place) => (
        <tr key={place}>
          <td className="preview-place num">{formatInteger(place + 1)}</td>
          {columns.map((column, at) => {
            const cell = row[first + at] ?? null
            const isMissing = cell !== null && missing[at]?.includes(cell)
            const name = isNumeric(column) ? 'num' : 'isolate'
            if (cell !== null && marked[at]?.unread.has(place))
              return (
                <td key={at} className={`${name} preview-unread`} title={t('cellUnread')}>
                  {visibleText(cell, 120)}
                  <span className="sr-only"> {t('cellUnread')}</span>
                </td>
              )
            if (cell !== null && marked[at]?.coded.has(place))
              return (
                <td
                  key={at}
                  className={`${name} preview-coded`}
                  title={t('cellCoded', { text: visibleText(cell, 120) })}
                >
                  <span className="preview-zeros">{zerosOf(cell)}</span>
                  {visibleText(cell.slice(zerosOf(cell).length), 120)}
                </td>
              )
            return (
              <td key={at} className={isMissing ? `${name} preview-missing` : name}>
                {cell === null ? '' : visibleText(labels[at]?.get(cell) ?? cell, 120)}
              </td>
            )
          })}
        </tr>
      ))}
    </tbody>
  )
}

/** What a number written so loses at its beginning: its zeros, not the last one before a mark or the end. */
function zerosOf(cell: string): string {
  return /^[^\d]*0+(?=\d)/.exec(cell)?.[0] ?? ''
}
