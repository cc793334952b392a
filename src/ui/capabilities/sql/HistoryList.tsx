import { useMutation, useQuery } from '@tanstack/react-query'
import { CircleAlert, Play, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { PastQuery } from '../../../contract'
import { queryClient } from '../../app/queries'
import { api } from '../../client'
import {
  Button,
  ErrorState,
  formatDateTime,
  formatDuration,
  formatInteger,
  IconButton,
  SearchField,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { text } from './text'

/** The queries that were run in this project, the latest first. */
export function useHistory() {
  return useQuery({
    queryKey: ['queries', 'history'],
    queryFn: ({ signal }) => api.queries.history({}, { signal })
  })
}

type Props = { onTake: (sql: string) => void; onRun: (sql: string) => void }

/** Past queries, to search, take up again, run again or forget. */
export function HistoryList({ onTake, onRun }: Props) {
  const t = useText(text)
  const past = useHistory()
  const [search, setSearch] = useState('')
  const forget = useMutation({
    mutationFn: (id?: string) => api.queries.forget({ id }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['queries', 'history'] })
  })
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = (past.data ?? []).filter(({ sql }) => words.every((word) => sql.toLowerCase().includes(word)))
  if (past.isError) return <ErrorState error={past.error} inline />
  if (!past.data?.length) return <p className="muted sql-list-none">{t('noHistory')}</p>
  return (
    <>
      <div className="sql-search">
        <SearchField label={t('searchHistory')} value={search} onChange={setSearch} />
      </div>
      {forget.isError && <ErrorState error={forget.error} inline />}
      {!found.length && <p className="muted sql-list-none">{t('nothingFound')}</p>}
      <ul>
        {found.slice(0, 200).map((one) => (
          <Past key={one.id} past={one} onTake={onTake} onRun={onRun} onForget={() => forget.mutate(one.id)} />
        ))}
      </ul>
      <Button size="small" variant="quiet" icon={Trash2} onPress={() => forget.mutate(undefined)}>
        {t('forgetAll')}
      </Button>
    </>
  )
}

function Past({ past, onTake, onRun, onForget }: { past: PastQuery; onForget: () => void } & Props) {
  const t = useText(text)
  const localize = useLocalize()
  const { sql, at, milliseconds, rows, error } = past
  const facts = [
    formatDateTime(at),
    ...(error ? [t('failed')] : [t('rows', { count: rows ?? 0, n: formatInteger(rows) }), formatDuration(milliseconds / 1000)]) // prettier-ignore
  ]
  return (
    <li className="sql-past">
      <button type="button" className="sql-past-text" title={visibleText(sql, 2000)} onClick={() => onTake(sql)}>
        <span className="mono isolate">{visibleText(sql, 160)}</span>
        <span className="list-item-note" title={error ? visibleText(localize(error), 500) : undefined}>
          {error && <CircleAlert size={12} aria-hidden />} {facts.join(' · ')}
        </span>
      </button>
      <IconButton label={t('runAgain')} icon={Play} size={14} onPress={() => onRun(sql)} />
      <IconButton label={t('forget')} icon={Trash2} size={14} onPress={onForget} />
    </li>
  )
}
