import { History } from 'lucide-react'
import type { Rule } from '../../../contract'
import {
  Badge,
  Button,
  DataTable,
  ErrorState,
  formatDateTime,
  formatInteger,
  ProgressBar,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { ShareBar } from './ShareBar'
import { Spark } from './Spark'
import { stateWord, toneOf } from './state-words'
import { text } from './text'
import type { useHistory } from './useRules'

type Props = {
  rule: Rule
  history: ReturnType<typeof useHistory>
  isAsked: boolean
  onAsk: (isAsked: boolean) => void
}

/** What a rule found in the rows as they stood after each delivery, judged on demand. */
export function RuleHistoryView({ rule, history, isAsked, onAsk }: Props) {
  const t = useText(text)
  const localize = useLocalize()
  if (!isAsked)
    return (
      <p>
        <Button size="small" icon={History} onPress={() => onAsk(true)}>
          {t('showHistory')}
        </Button>
      </p>
    )
  // Of deliveries that are no longer all of them, none is told.
  const data = history.isStale ? undefined : history.data
  const own = data?.rules.find((one) => one.rule === rule.id)
  const past = own?.past ?? []
  const rows = (data?.deliveries ?? []).map((delivery) => ({
    ...delivery,
    found: past.find((one) => one.delivery === delivery.id) ?? null
  }))
  return (
    <div className="rule-history">
      <div className="section-line">
        <h2>{t('history')}</h2>
        {past.length > 1 && <Spark past={past} name={visibleText(rule.name || localize(rule.words), 160)} />}
        <Button size="small" variant="quiet" onPress={() => onAsk(false)}>
          {t('hideHistory')}
        </Button>
      </div>
      {history.isFetching && (
        <ProgressBar label={t('historyRunning')} progress={history.progress} onCancel={history.cancel} />
      )}
      {history.isError && <ErrorState inline error={history.error} onRetry={() => void history.refetch()} />}
      {data && (
        <>
          <DataTable
            caption={t('history')}
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              { id: 'delivery', header: t('delivery'), cell: ({ label }) => visibleText(label, 60) },
              { id: 'at', header: t('loadedAt'), cell: ({ at }) => formatDateTime(at) },
              {
                id: 'state',
                header: t('state'),
                cell: ({ found, problem }) =>
                  found?.counts ? (
                    <Badge tone={toneOf(found.counts)}>{t(stateWord(found.counts))}</Badge>
                  ) : (
                    <>
                      <Badge tone="stale">{t(problem ? 'gone' : 'broken')}</Badge>{' '}
                      {found?.problem && localize(found.problem)}
                    </>
                  )
              },
              {
                id: 'share',
                header: t('failingShare'),
                cell: ({ found }) => found?.counts && <ShareBar counts={found.counts} />
              },
              {
                id: 'failing',
                header: t('failing'),
                numeric: true,
                cell: ({ found }) => formatInteger(found?.counts?.failing)
              },
              {
                id: 'judged',
                header: t('judged'),
                numeric: true,
                cell: ({ found }) => formatInteger(found?.counts?.judged)
              }
            ]}
          />
          {rows.length < 2 && <p className="muted">{t('noDelivery')}</p>}
          {own && <p className="muted">{localize(own.method)}</p>}
        </>
      )}
    </div>
  )
}
