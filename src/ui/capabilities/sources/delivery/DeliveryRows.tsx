import { Equal, Minus, PencilLine, Plus, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ComparedKind, DeliveryDiff } from '../../../../contract'
import { formatInteger, useText } from '../../../parts'
import { quoted } from '../quoted'
import type { OpenedRows } from './ComparedTable'
import type { DeliveryMode } from './store'
import { text } from './text'

type DeliveryRowsProps = {
  diff: DeliveryDiff
  mode: DeliveryMode
  opened: OpenedRows | null
  onOpen: (rows: OpenedRows | null) => void
}

/** Rows of both sides, and what sets them apart: exact counts, each of which opens its rows. */
export function DeliveryRows({ diff, mode, opened, onOpen }: DeliveryRowsProps) {
  const t = useText(text)
  const { rows, key } = diff
  const cells = diff.columns.changed.reduce((sum, column) => sum + column.rows, 0)
  const turn = (kind: ComparedKind): void =>
    onOpen(opened?.kind === kind && opened.column === undefined ? null : { kind })
  const totals = (kind: 'totalsBefore' | 'totalsArriving', value: number) =>
    value > 0 && (
      <dd>
        <button
          type="button"
          className="count-button count-part"
          aria-expanded={opened?.kind === kind}
          onClick={() => turn(kind)}
        >
          {t('totalLines', { count: value, n: formatInteger(value) })}
        </button>
      </dd>
    )
  const count = (kind: CountedKind, more: Pick<CountProps, 'icon' | 'tone' | 'part'> = {}) => {
    const isOpen = opened?.kind === kind && opened.column === undefined
    return <Count name={t(kind)} value={rows[kind]} isOpen={isOpen} onPress={() => turn(kind)} {...more} />
  }
  return (
    <section aria-label={t('rows')} className="delivery-rows">
      <h2>{t('rows')}</h2>
      <dl className="delivery-counts">
        {count('before', { part: totals('totalsBefore', diff.totals.before) })}
        {count('arriving', { part: totals('totalsArriving', diff.totals.arriving) })}
        {count('same', { icon: Equal, tone: mode === 'append' ? 'warning' : undefined })}
        {count('added', { icon: Plus, tone: 'good' })}
        {/* Rows added behind take none away. */}
        {mode === 'refresh' && count('gone', { icon: Minus, tone: 'critical' })}
        {count('changed', { icon: PencilLine, tone: 'warning' })}
      </dl>
      <p className="muted isolate">
        {key
          ? t('byKey', { key: key.map((name) => quoted(name, 60)).join(', ') })
          : diff.columns.kept.length + diff.columns.renamed.length > 0 && t('noKey')}{' '}
        {diff.keyByChance && t('byChance')} {cells > 0 && t('changedCells', { count: cells, n: formatInteger(cells) })}{' '}
        {mode === 'append' && t('appendAll')}
      </p>
    </section>
  )
}

type CountedKind = Exclude<ComparedKind, 'totalsBefore' | 'totalsArriving'>

type CountProps = {
  name: string
  value: number | null
  icon?: LucideIcon
  tone?: 'good' | 'critical' | 'warning'
  isOpen: boolean
  /** What is told of some of these rows. */
  part?: ReactNode
  onPress: () => void
}

function Count({ name, value, icon: Icon, tone, isOpen, part, onPress }: CountProps) {
  const t = useText(text)
  return (
    <div
      className={tone && value ? `delivery-count delivery-${tone}` : 'delivery-count'}
      data-open={isOpen || undefined}
    >
      <dt>
        {Icon && <Icon size={14} aria-hidden />}
        {name}
      </dt>
      <dd className="num">
        {value === null ? (
          <span className="muted">{t('unknown')}</span>
        ) : value === 0 ? (
          formatInteger(value)
        ) : (
          <button
            type="button"
            className="count-button num"
            aria-expanded={isOpen}
            aria-label={t('openRows', { name, n: formatInteger(value) })}
            onClick={onPress}
          >
            {formatInteger(value)}
          </button>
        )}
      </dd>
      {part}
    </div>
  )
}
