import './column-row.css'
import { ChevronRight } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { ColumnProfile, Filter } from '../../../contract'
import { formatInteger, formatPercent, useText, visibleText } from '../../parts'
import { ColumnDetails } from './ColumnDetails'
import { KIND_ICONS } from './kind-icons'
import { MiniHistogram } from './MiniHistogram'
import { text } from './profile-text'

type Props = {
  column: ColumnProfile
  table: { schema: 'raw' | 'clean'; name: string }
  filter: Filter
  current: boolean
  open: boolean
  onToggle: () => void
}

/** One column in two lines: what it is, its distribution, its gaps; opened, everything else. */
export function ColumnRow({ column, table, filter, current, open, onToggle }: Props) {
  const t = useText(text)
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const Icon = KIND_ICONS[column.semantic.kind]
  const missing = column.rows ? (column.missing + column.blank) / column.rows : 0
  const kind = t(column.semantic.kind === 'count' ? 'countKind' : column.semantic.kind)
  const scale = column.semantic.scale ? ` ${t('scale', column.semantic.scale)}` : ''
  return (
    <li ref={row} className="column-item profile-column" aria-current={current || undefined}>
      <button type="button" className="column-row profile-row" aria-expanded={open} onClick={onToggle}>
        <ChevronRight size={14} aria-hidden className="column-chevron" />
        <span className="column-names">
          <span className="column-name isolate" title={visibleText(column.name)}>
            {visibleText(column.name, 80)}
          </span>
          <span className="profile-kind">
            <Icon size={12} aria-hidden />
            {kind}
            {scale} ·{' '}
            {column.unique
              ? t('unique')
              : t('distinctShort', { count: column.distinct, n: formatInteger(column.distinct) })}
            {column.sampled && ` · n = ${formatInteger(column.sampled.n)}`}
          </span>
        </span>
        <span className="profile-marks">
          <MiniHistogram column={column} width={92} height={24} />
          <MissingBar
            share={missing}
            label={missing ? t('missingShare', { share: formatPercent(missing) }) : t('noMissing')}
          />
        </span>
      </button>
      {open && <ColumnDetails column={column} table={table} filter={filter} />}
    </li>
  )
}

/** The present share as a line; the gap is drawn, and written where there is one. */
function MissingBar({ share, label }: { share: number; label: string }) {
  return (
    <span className="missing" title={label}>
      <svg className="missing-bar" width={92} height={4} aria-hidden>
        <rect className="missing-present" x={0} y={0} width={92 * (1 - share)} height={4} />
        {share > 0 && (
          <rect
            className="missing-gap"
            x={Math.min(90, 92 * (1 - share))}
            y={0}
            width={Math.max(2, 92 * share)}
            height={4}
          />
        )}
      </svg>
      <span className="sr-only">{label}</span>
    </span>
  )
}
