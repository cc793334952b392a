import { useMutation } from '@tanstack/react-query'
import { ScanSearch } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Progress, RecipeJudged, RecipeMoved } from '../../../contract'
import { followEvents } from '../../app/jobs'
import { api } from '../../client'
import { Button, ErrorState, formatInteger, ProgressBar, useLocalize, useText, visibleText } from '../../parts'
import { FatesOfAnomalies, FatesOfFindings } from './Fates'
import { Moved } from './Moved'
import { Scores } from './Scores'
import { text } from './text'

/**
 * Before and after the recipe: quality by dimension, anomalies and findings settled and new, and what moved in the columns.
 * Both sides are searched, on demand; `state` names the rows: a change of them starts a search under way anew, and takes the
 * answer of an earlier one away.
 */
export function Settled({ table, state }: { table: string; state: string }) {
  const t = useText(text)
  const stop = useRef(new AbortController())
  const [progress, setProgress] = useState<Progress | null>(null)
  const [moved, setMoved] = useState<RecipeMoved | null>(null)
  useEffect(() => () => stop.current.abort(), [])
  const search = useMutation({
    mutationFn: async () => {
      stop.current = new AbortController()
      const { signal } = stop.current
      setProgress(null)
      setMoved(null)
      return followEvents(await api.recipe.judge({ table }, { signal }), setProgress, setMoved)
    }
  })
  const { isPending, mutate, reset } = search
  const judged = useRef(state)
  useEffect(() => {
    if (judged.current === state) return
    judged.current = state
    stop.current.abort()
    setMoved(null)
    if (isPending) mutate()
    else reset()
  }, [state, isPending, mutate, reset])
  return (
    <div className="recipe-settled">
      {search.isPending ? (
        <ProgressBar label={t('settling')} progress={progress} onCancel={() => stop.current.abort()} />
      ) : (
        <Button icon={ScanSearch} onPress={() => search.mutate()}>
          {t('settle')}
        </Button>
      )}
      {search.isError && !stop.current.signal.aborted && <ErrorState inline error={search.error} />}
      {search.data && <Judged judged={search.data} />}
      {moved && !search.data && (
        <>
          <p className="muted">{t(search.isPending ? 'settlingStill' : 'settlingStopped')}</p>
          <MovedBy table={table} moved={moved} />
        </>
      )}
    </div>
  )
}

function Judged({ judged }: { judged: RecipeJudged }) {
  const t = useText(text)
  const localize = useLocalize()
  const { anomalies, scores, skipped } = judged
  const count = (key: 'settled' | 'remaining' | 'arisen', ...fates: RecipeJudged['anomalies'][number]['fate'][]) => {
    const n = anomalies.filter(({ fate }) => fates.includes(fate)).length
    return t(key, { count: n, n: formatInteger(n) })
  }
  return (
    <>
      <p className="num recipe-counts" role="status">
        {count('settled', 'settled')} · {count('remaining', 'same', 'fewer', 'more')} · {count('arisen', 'arisen')}
      </p>
      {skipped.length > 0 && (
        <ul className="recipe-skipped">
          {skipped.map(({ detector, side, reason, bounded }) => (
            <li key={`${detector} ${side}`} className="isolate">
              {t(bounded ? 'partlyChecked' : 'notChecked', { detector, reason: visibleText(localize(reason), 200) })}
            </li>
          ))}
        </ul>
      )}
      <Scores scores={scores} />
      <FatesOfAnomalies anomalies={anomalies} />
      <MovedBy table={judged.table} moved={judged} />
    </>
  )
}

/** What takes no search: findings on both sides, and what moved in the columns. */
function MovedBy({ table, moved: { findings, compared } }: { table: string; moved: RecipeMoved }) {
  return (
    <>
      <FatesOfFindings findings={findings} />
      {compared && <Moved table={table} compared={compared} />}
    </>
  )
}
