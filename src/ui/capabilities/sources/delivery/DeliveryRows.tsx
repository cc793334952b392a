import { Equal, Minus, PencilLine, Plus, type LucideIcon } from 'lucide-react'
import type { DeliveryDiff } from '../../../../contract'
import { formatInteger, useText } from '../../../parts'
import { quoted } from '../quoted'
import type { DeliveryMode } from './store'
import { text } from './text'

/** Rows of both sides, and what sets them apart; the counts are exact. */
export function DeliveryRows({ diff, mode }: { diff: DeliveryDiff; mode: DeliveryMode }) {
  const t = useText(text)
  const { rows, key } = diff
  return (
    <section aria-label={t('rows')} className="delivery-rows">
      <h2>{t('rows')}</h2>
      <dl className="delivery-counts">
        <Count name={t('before')} value={rows.before} />
        <Count name={t('arriving')} value={rows.arriving} />
        <Count name={t('same')} value={rows.same} icon={Equal} tone={mode === 'append' ? 'warning' : undefined} />
        <Count name={t('added')} value={rows.added} icon={Plus} tone="good" />
        {mode === 'refresh' && <Count name={t('gone')} value={rows.gone} icon={Minus} tone="critical" />}
        <Count name={t('changed')} value={rows.changed} icon={PencilLine} tone="warning" />
      </dl>
      <p className="muted isolate">
        {key ? t('byKey', { key: key.map((name) => quoted(name, 60)).join(', ') }) : t('noKey')}{' '}
        {mode === 'append' && t('appendAll')}
      </p>
    </section>
  )
}

type CountProps = { name: string; value: number | null; icon?: LucideIcon; tone?: 'good' | 'critical' | 'warning' }

function Count({ name, value, icon: Icon, tone }: CountProps) {
  const t = useText(text)
  return (
    <div className={tone && value ? `delivery-count delivery-${tone}` : 'delivery-count'}>
      <dt>
        {Icon && <Icon size={14} aria-hidden />}
        {name}
      </dt>
      <dd className="num">{value === null ? <span className="muted">{t('unknown')}</span> : formatInteger(value)}</dd>
    </div>
  )
}
