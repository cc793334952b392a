import { CircleCheck, CircleDashed, CircleSlash, Flag, History, type LucideIcon, Undo2, Wrench } from 'lucide-react'
import { memo, useMemo } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import { ANOMALY_KIND_WORDS, type Severity, type VerdictState } from '../../../contract'
import { Badge, formatInteger, type Tone, useLocalize, useText, visibleText } from '../../parts'
import { isSettled, isUndone, type Listed } from './register-view'
import { text } from './text'
import { useRange } from './useRange'

export const TONES: Record<Severity, Tone> = { critical: 'critical', warning: 'warning', info: 'info' }
const STATE_TONES: Record<VerdictState, Tone> = {
  to_see: 'neutral',
  accepted: 'info',
  dismissed: 'neutral',
  in_repair: 'info',
  repaired: 'good'
}

/** By shape as well as by colour. */
const STATE_ICONS: Partial<Record<VerdictState, LucideIcon>> = {
  to_see: CircleDashed,
  accepted: Flag,
  dismissed: CircleSlash,
  in_repair: Wrench
}

/** The state of an anomaly as a badge: that it is settled goes before what was decided. */
export function StateBadge({ state, settled }: { state: VerdictState; settled?: boolean }) {
  const t = useText(text)
  return settled ? (
    <Badge tone="good" icon={CircleCheck}>
      {t('is_settled')}
    </Badge>
  ) : (
    <Badge tone={STATE_TONES[state]} icon={STATE_ICONS[state]}>
      {t(`is_${state}`)}
    </Badge>
  )
}

type Props = {
  entries: readonly Listed[]
  chosen: ReadonlySet<string>
  onChoose: (ids: ReadonlySet<string>) => void
}

/**
 * The anomalies: what, where, how many rows, what was decided. Several are chosen with Shift and the arrows, Ctrl and Space,
 * or Ctrl+A. Laid out anew only when they change: a search under way tells its progress many times a second.
 */
export const AnomalyList = memo(function AnomalyList({ entries, chosen, onChoose }: Props) {
  const t = useText(text)
  const ids = useMemo(() => entries.map(({ anomaly }) => anomaly.id), [entries])
  const range = useRange(ids, chosen, onChoose)
  return (
    <ListBox
      {...range}
      aria-label={t('list')}
      className="anomaly-list"
      selectionMode="multiple"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={chosen}
    >
      {entries.map((entry) => (
        <ListBoxItem
          key={entry.anomaly.id}
          id={entry.anomaly.id}
          textValue={entry.anomaly.message.fr}
          className="anomaly-item"
        >
          <Item entry={entry} />
        </ListBoxItem>
      ))}
    </ListBox>
  )
})

function Item({ entry }: { entry: Listed }) {
  const t = useText(text)
  const localize = useLocalize()
  const { anomaly, verdict, changes, found } = entry
  return (
    <>
      <span className="anomaly-item-line">
        <span className="anomaly-badges">
          <Badge tone={TONES[anomaly.severity]}>{t(anomaly.severity)}</Badge>
          {verdict.state !== 'to_see' && <StateBadge state={verdict.state} settled={isSettled(entry)} />}
          {changes.length > 0 && <Badge tone="stale">{t('changedShort')}</Badge>}
          {isUndone(entry) && (
            <Badge tone="stale" icon={Undo2}>
              {t('undoneShort')}
            </Badge>
          )}
          {!found && !entry.settlement && (
            <Badge tone="neutral" icon={History}>
              {t('goneShort')}
            </Badge>
          )}
        </span>
        <span className="num muted">{formatInteger(anomaly.rows)}</span>
      </span>
      <span className="anomaly-item-title isolate">{visibleText(localize(anomaly.message), 160)}</span>
      <span className="muted isolate">
        {visibleText(anomaly.table.name, 60)} · {localize(ANOMALY_KIND_WORDS[anomaly.kind])}
        {verdict.owner && ` · ${visibleText(verdict.owner, 40)}`}
      </span>
    </>
  )
}
