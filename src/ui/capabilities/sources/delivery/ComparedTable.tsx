import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight, PencilLine, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ComparedKind, ComparedRows, DeliveryDiff } from '../../../../contract'
import { api } from '../../../client'
import {
  DataTable,
  ErrorState,
  formatInteger,
  IconButton,
  Loading,
  useText,
  valueWord,
  visibleText
} from '../../../parts'
import { renamesOf } from './renames'
import { text } from './text'

/** Rows of a comparison that are on show; with `column`, those whose cell of it changed. */
export type OpenedRows = { kind: ComparedKind; column?: string }

const PAGE = 50

type ComparedTableProps = { delivery: string; diff: DeliveryDiff; opened: OpenedRows; onClose: () => void }
type Row = ComparedRows['rows'][number]

/** The rows behind one number, page by page; cells that differ are marked and tell both values. */
export function ComparedTable({ delivery, diff, opened, onClose }: ComparedTableProps) {
  const t = useText(text)
  const [offset, setOffset] = useState(0)
  const { kind, column } = opened
  const page = useQuery({
    queryKey: ['sources', 'compared', delivery, renamesOf(diff), kind, column, offset],
    queryFn: ({ signal }) => api.sources.compared({ delivery, kind, column, offset, limit: PAGE }, { signal }),
    placeholderData: keepPreviousData
  })
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const title = column === undefined ? t(`rows_${kind}`) : t('rowsChangedIn', { column: visibleText(column, 60) })
  const { columns = [], columnCount = 0, total = 0, rows = [] } = page.data ?? {}
  return (
    <div className="compared">
      <div className="section-line">
        <h2 ref={heading} className="isolate">
          {title} <span className="count">{formatInteger(total)}</span>
        </h2>
        {total > PAGE && (
          <span className="compared-pages num">
            <IconButton
              label={t('previousRows')}
              icon={ChevronLeft}
              isDisabled={offset === 0}
              onPress={() => setOffset(Math.max(0, offset - PAGE))}
            />
            {t('rowsShown', {
              from: formatInteger(offset + 1),
              to: formatInteger(Math.min(total, offset + PAGE)),
              total: formatInteger(total)
            })}
            <IconButton
              label={t('nextRows')}
              icon={ChevronRight}
              isDisabled={offset + PAGE >= total}
              onPress={() => setOffset(offset + PAGE)}
            />
          </span>
        )}
        <IconButton label={t('closeRows')} icon={X} onPress={onClose} />
      </div>
      {columnCount > columns.length && (
        <p className="muted">
          {t('someColumns', { n: formatInteger(columns.length), total: formatInteger(columnCount) })}
        </p>
      )}
      {page.isPending && <Loading lines={4} height={24} />}
      {page.isError && <ErrorState inline error={page.error} onRetry={() => void page.refetch()} />}
      {page.data && (
        <DataTable
          caption={title}
          className={page.isPlaceholderData ? 'delivery-examples is-busy' : 'delivery-examples'}
          rows={rows}
          rowKey={(_row, place) => offset + place}
          columns={columns.map(({ name, side, truth = [] }, place) => ({
            id: String(place),
            header: side === 'both' ? visibleText(name, 40) : `${visibleText(name, 40)} (${t(`side_${side}`)})`,
            cell: (row: Row) => <Cell row={row} place={place} kind={kind} truth={truth} />
          }))}
        />
      )}
    </div>
  )
}

type Side = 'before' | 'arriving'

function Cell({ row, place, kind, truth }: { row: Row; place: number; kind: ComparedKind; truth: readonly Side[] }) {
  const t = useText(text)
  const shown = (side: Side): string | null => {
    const cell = row[side]?.[place] ?? null
    return cell === null ? null : visibleText(valueWord(cell, truth.includes(side)), 60)
  }
  const words = (side: Side): string => shown(side) ?? t('empty')
  if (kind === 'changed' && row.changed.includes(place))
    return (
      <span className="changed-cell">
        <PencilLine size={12} aria-hidden />
        <span className="sr-only">{t('changedCell', { before: words('before'), after: words('arriving') })}</span>
        <del aria-hidden>{words('before')}</del>
        <ins aria-hidden>{words('arriving')}</ins>
      </span>
    )
  return (
    <>
      {(kind === 'before' || kind === 'gone' || kind === 'totalsBefore' ? null : shown('arriving')) ??
        shown('before') ??
        ''}
    </>
  )
}
