import { useMutation } from '@tanstack/react-query'
import { ScanSearch } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Anomaly } from '../../../contract'
import { api } from '../../client'
import { Badge, Button, DataTable, ErrorState, formatInteger, useLocalize, useText } from '../../parts'
import { text } from './text'

/** Which anomalies of the raw rows are no longer in the prepared ones, and which came with the recipe. Searched on demand. */
export function Settled({ table }: { table: string }) {
  const t = useText(text)
  const localize = useLocalize()
  const stop = useRef(new AbortController())
  useEffect(() => () => stop.current.abort(), [])
  const search = useMutation({
    mutationFn: async () => {
      stop.current = new AbortController()
      const { signal } = stop.current
      const before = await findAnomalies(table, 'raw', signal)
      return compare(before, await findAnomalies(table, 'clean', signal))
    }
  })
  const { data } = search
  const count = (key: 'settled' | 'remaining' | 'arisen', n: number): string =>
    t(key, { count: n, n: formatInteger(n) })
  return (
    <div className="recipe-settled">
      {search.isPending ? (
        <p>
          {t('settling')} <Button onPress={() => stop.current.abort()}>{t('cancel')}</Button>
        </p>
      ) : (
        <Button icon={ScanSearch} onPress={() => search.mutate()}>
          {t('settle')}
        </Button>
      )}
      {search.isError && !stop.current.signal.aborted && <ErrorState inline error={search.error} />}
      {data && (
        <>
          <p className="num recipe-counts" role="status">
            {count('settled', data.settled.length)} · {count('remaining', data.remaining)} ·{' '}
            {count('arisen', data.arisen.length)}
          </p>
          {data.settled.length + data.arisen.length > 0 && (
            <DataTable
              caption={t('settledList')}
              rows={[
                ...data.settled.map((anomaly) => ({ anomaly, isSettled: true })),
                ...data.arisen.map((anomaly) => ({ anomaly, isSettled: false }))
              ]}
              rowKey={({ anomaly, isSettled }) => `${String(isSettled)} ${anomaly.id}`}
              columns={[
                {
                  id: 'state',
                  header: t('outcome'),
                  cell: ({ isSettled }) => (
                    <Badge tone={isSettled ? 'good' : 'warning'}>{t(isSettled ? 'settledState' : 'arisenState')}</Badge>
                  )
                },
                { id: 'message', header: t('settledList'), cell: ({ anomaly }) => localize(anomaly.message) }
              ]}
            />
          )}
        </>
      )}
    </div>
  )
}

async function findAnomalies(name: string, schema: 'raw' | 'clean', signal: AbortSignal): Promise<Anomaly[]> {
  for await (const event of await api.anomalies.detect({ tables: [{ schema, name }] }, { signal }))
    if (event.type === 'done') return event.result.findings
  return []
}

/** Anomalies are the same when their detector and columns are. */
function compare(before: readonly Anomaly[], after: readonly Anomaly[]) {
  const key = ({ detector, columns }: Anomaly): string => JSON.stringify([detector, columns])
  const [old, now] = [new Set(before.map(key)), new Set(after.map(key))]
  return {
    settled: before.filter((anomaly) => !now.has(key(anomaly))),
    arisen: after.filter((anomaly) => !old.has(key(anomaly))),
    remaining: after.filter((anomaly) => old.has(key(anomaly))).length
  }
}
