import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { ChartData, ChartIntent } from '../../../contract'
import { api } from '../../client'
import { ErrorState, Loading } from '../../parts'
import { VegaChart } from '../../parts/chart'

const PAUSE_MS = 250

/** Numbers of the chart being built, read when the choices have rested a moment; the last ones stay until the next come. */
function useChartData(intent: ChartIntent | null) {
  const [title, asked] = useRested(intent)
  const query = useQuery({
    queryKey: ['charts', 'data', asked],
    enabled: asked !== null,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<Answer> => {
      const wanted = JSON.parse(asked ?? '') as ChartIntent
      return { intent: wanted, data: await api.charts.data({ intent: wanted }, { signal }) }
    }
  })
  const { data } = query
  const answer = useMemo(
    () => (data && asked !== null ? { ...data, intent: { ...data.intent, title } } : null),
    [data, asked, title]
  )
  return { query, answer }
}

type Answer = { intent: ChartIntent; data: ChartData }

/** The picture of the draft, its error or its wait. */
export function Preview({ intent }: { intent: ChartIntent }) {
  const { query, answer } = useChartData(intent)
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (!answer) return <Loading lines={3} height={120} />
  return <VegaChart intent={answer.intent} data={answer.data} />
}

/** The intent without its title, once it has rested: a title is written without asking for the numbers again. */
function useRested(intent: ChartIntent | null): [title: string, asked: string | null] {
  const key = intent && JSON.stringify({ ...intent, title: '' })
  const [rested, setRested] = useState(key)
  useEffect(() => {
    const timer = setTimeout(() => setRested(key), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [key])
  return [intent?.title ?? '', rested]
}
