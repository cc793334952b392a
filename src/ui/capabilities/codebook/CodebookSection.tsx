import type { CodebookColumn, CodebookTable } from '../../../contract'
import { type DataColumn, DataTable, formatInteger, formatPercent, useText, visibleText } from '../../parts'
import { KIND_ICONS } from '../explore/kind-icons'
import { text as kinds } from '../explore/profile-text'
import { topValueWord } from '../explore/value-words'
import { NoteBox } from './NoteBox'
import { proposedByFile, proposedCodes } from './proposed'
import { rangeOf } from './range-words'
import { text } from './text'

/** A table of the codebook: its note, then each column with its facts and note. */
export function CodebookSection({ table: { table, rows, files, note, columns } }: { table: CodebookTable }) {
  const t = useText(text)
  const kind = useText(kinds)
  const name = visibleText(table.name, 120)
  const noted = columns.filter((column) => column.note).length
  const size = [
    t('rows', { count: rows, n: formatInteger(rows) }),
    t('columns', { count: columns.length, n: formatInteger(columns.length) }),
    t('noted', { count: noted, n: formatInteger(noted) }),
    ...files.slice(0, 5).map((file) => visibleText(file, 80))
  ]
  const facts: DataColumn<CodebookColumn>[] = [
    {
      id: 'column',
      header: t('column'),
      cell: (column) => {
        const Icon = KIND_ICONS[column.semantic.kind]
        return (
          <span className="codebook-name">
            <Icon size={14} aria-hidden />
            <span>
              <strong>{visibleText(column.name, 120)}</strong>
              <span className="codebook-kind">
                {kind(column.semantic.kind === 'count' ? 'countKind' : column.semantic.kind)} ·{' '}
                <span className="mono">{visibleText(column.type, 30)}</span>
              </span>
            </span>
          </span>
        )
      },
      sortBy: (column) => column.name
    },
    {
      id: 'note',
      header: t('note'),
      cell: (column) => (
        <NoteBox
          table={table.name}
          column={column.name}
          note={column.note}
          proposed={
            column.proposed
              ? proposedByFile(column.proposed, (values) => t('absent', { values }))
              : proposedCodes(column)
          }
          isFromFile={column.proposed !== null}
        />
      )
    },
    {
      id: 'missing',
      header: t('missing'),
      numeric: true,
      sortBy: ({ missing }) => missing,
      cell: (column) => (column.rows ? formatPercent(column.missing / column.rows) : '–')
    },
    {
      id: 'distinct',
      header: t('distinct'),
      numeric: true,
      sortBy: ({ distinct }) => distinct,
      cell: ({ distinct }) => formatInteger(distinct)
    },
    { id: 'range', header: t('range'), cell: rangeOf },
    {
      id: 'top',
      header: t('top'),
      cell: ({ top, family }) => (
        <span className="codebook-top">
          {top.slice(0, 4).map(({ value, n }, place) => (
            <span key={place}>
              {visibleText(topValueWord(value, family), 24) || '∅'}{' '}
              <span className="muted num">({formatInteger(n)})</span>
            </span>
          ))}
        </span>
      )
    }
  ]
  return (
    <section className="codebook-table" aria-label={name} data-table={table.name}>
      <header>
        <h2 className="isolate">{name}</h2>
        <p className="muted isolate">{size.join(' · ')}</p>
      </header>
      <NoteBox table={table.name} column={null} note={note} />
      <DataTable
        caption={t('columnsOf', { name })}
        columns={facts}
        rows={columns}
        rowKey={(column) => column.name}
        className="codebook-columns"
      />
    </section>
  )
}
