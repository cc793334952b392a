import type { Anomaly, Severity } from '../../../contract'
import { Badge, formatInteger, type Tone, useLocalize, useText, visibleText } from '../../parts'
import { text } from './text'

export const TONES: Record<Severity, Tone> = { critical: 'critical', warning: 'warning', info: 'info' }

type Props = { findings: readonly Anomaly[]; chosen: string | null; onChoose: (anomaly: Anomaly) => void }

/** The anomalies, worst first: what, where, how many rows. */
export function AnomalyList({ findings, chosen, onChoose }: Props) {
  const t = useText(text)
  const localize = useLocalize()
  return (
    <ul className="anomaly-list">
      {findings.map((anomaly) => (
        <li key={anomaly.id}>
          <button
            type="button"
            className="anomaly-item"
            aria-current={anomaly.id === chosen}
            onClick={() => onChoose(anomaly)}
          >
            <span className="anomaly-item-line">
              <Badge tone={TONES[anomaly.severity]}>{t(anomaly.severity)}</Badge>
              <span className="num muted">{formatInteger(anomaly.rows)}</span>
            </span>
            <span className="anomaly-item-title isolate">{visibleText(localize(anomaly.message), 160)}</span>
            <span className="muted isolate">
              {visibleText(anomaly.table.name, 60)} · {t(anomaly.kind)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
