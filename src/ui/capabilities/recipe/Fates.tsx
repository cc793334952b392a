import type { AnomalyOutcome, FindingOutcome } from '../../../contract'
import { go } from '../../app/route'
import { Badge, Button, DataTable, formatInteger, type Tone, useLocalize, useText, visibleText } from '../../parts'
import { text } from './text'

const TONES: Record<AnomalyOutcome['fate'] | FindingOutcome['fate'], Tone> = {
  settled: 'good',
  arisen: 'critical',
  more: 'warning',
  fewer: 'good',
  changed: 'info',
  same: 'neutral',
  unknown: 'neutral'
}

/** Which anomalies the recipe settled and made, and how many rows each has on both sides; what stayed as it was is only counted. */
export function FatesOfAnomalies({ anomalies }: { anomalies: readonly AnomalyOutcome[] }) {
  const t = useText(text)
  const localize = useLocalize()
  const rows = anomalies.filter(({ fate }) => fate !== 'same')
  if (!rows.length) return null
  return (
    <>
      <h3>{t('settledList')}</h3>
      <DataTable
        caption={t('settledList')}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { id: 'fate', header: t('fate'), cell: ({ fate }) => <Badge tone={TONES[fate]}>{t(`fate_${fate}`)}</Badge>, sortBy: ({ fate }) => fate }, // prettier-ignore
          { id: 'message', header: t('anomaly'), cell: ({ message }) => visibleText(localize(message), 300) },
          { id: 'rows', header: t('rowsAtFault'), numeric: true, cell: ({ before, after }) => `${formatInteger(before?.rows ?? 0)} → ${formatInteger(after?.rows ?? 0)}` }, // prettier-ignore
          { id: 'state', header: t('registerState'), cell: ({ state }) => t(`state_${state}`) },
          {
            id: 'open',
            header: t('open'),
            cell: ({ id, after }) =>
              after && (
                <Button size="small" variant="quiet" onPress={() => go('anomalies', { anomaly: id })}>
                  {t('open')}
                </Button>
              )
          }
        ]}
      />
    </>
  )
}

/** What became of the findings whose figure reads the table. */
export function FatesOfFindings({ findings }: { findings: readonly FindingOutcome[] }) {
  const t = useText(text)
  const localize = useLocalize()
  if (!findings.length) return <p className="muted">{t('noFindings')}</p>
  return (
    <>
      <h3>{t('findings')}</h3>
      <DataTable
        caption={t('findings')}
        rows={findings}
        rowKey={({ id }) => id}
        columns={[
          { id: 'fate', header: t('fate'), cell: ({ fate }) => <Badge tone={TONES[fate]}>{t(`fate_${fate}`)}</Badge>, sortBy: ({ fate }) => fate }, // prettier-ignore
          { id: 'title', header: t('finding'), cell: ({ title }) => visibleText(title, 300) },
          { id: 'before', header: t('before'), numeric: true, cell: ({ before }) => (before ? localize(before.text) : '–') }, // prettier-ignore
          { id: 'after', header: t('after'), numeric: true, cell: ({ after }) => (after ? localize(after.text) : '–') },
          { id: 'n', header: 'n', numeric: true, cell: ({ before, after }) => `${formatInteger(before?.n)} → ${formatInteger(after?.n)}` }, // prettier-ignore
          { id: 'note', header: t('note'), cell: ({ problem }) => (problem ? visibleText(localize(problem), 300) : '') }
        ]}
      />
    </>
  )
}
