import { useMutation } from '@tanstack/react-query'
import { Download, Files, SearchX } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { RegisterEntry } from '../../../contract'
import { BundledCaseLink } from '../../app/bundled-case'
import { reportFailure } from '../../app/jobs'
import { useProject, useTables } from '../../app/project'
import { go, setParams, useRoute } from '../../app/route'
import { setStatus, useOwnStatus } from '../../app/status'
import { api } from '../../client'
import {
  Button,
  currentLanguage,
  EmptyState,
  ErrorState,
  formatInteger,
  IconButton,
  Loading,
  SplitView,
  useText
} from '../../parts'
import { downloadFile } from '../../parts/download'
import { AnomalyFilters } from './AnomalyFilters'
import { AnomalyList } from './AnomalyList'
import { AnomalyView } from './AnomalyView'
import { BulkView } from './BulkView'
import { useRegister } from './queries'
import {
  type Filters,
  type Listed,
  listed,
  NO_FILTERS,
  passes,
  setAside,
  type SortBy,
  sorted,
  standingOf
} from './register-view'
import { SearchNotes } from './SearchNotes'
import { startSearch, stateOf, useSearch } from './search'
import { text } from './text'

const NO_ENTRIES: readonly RegisterEntry[] = []
const NO_NAMES: readonly string[] = []
const NONE: ReadonlySet<string> = new Set()

/** The register of what is wrong in the tables, worst first; each anomaly with its rows, its query and what was decided. */
export function AnomaliesScreen() {
  const t = useText(text)
  const project = useProject()
  const { data: tables, isPending } = useTables()
  const search = useSearch()
  const register = useRegister()
  const [filters, setFilters] = useState<Filters>(NO_FILTERS)
  const [sort, setSort] = useState<SortBy>('severity')
  const [several, setSeveral] = useState<ReadonlySet<string>>(NONE)
  const { params } = useRoute()
  useOwnStatus()
  const state = project && tables?.length ? stateOf(project.path, tables) : null
  const sameProject =
    search.of !== null && project ? search.of.startsWith(JSON.stringify([project.path]).slice(0, -1)) : false
  useEffect(() => {
    // The first look at a project's anomalies starts the search; later changes only mark it stale.
    if (state && !sameProject) void startSearch(state)
  }, [state, sameProject])
  const kept = register.data?.entries ?? NO_ENTRIES
  const owners = register.data?.owners ?? NO_NAMES
  const entries = useMemo(() => listed(kept, sameProject ? search.findings : []), [kept, sameProject, search.findings])
  const shown = useMemo(
    () => sorted(entries.filter((entry) => passes(filters, entry)), sort), // prettier-ignore
    [entries, filters, sort]
  )
  const standing = useMemo(() => standingOf(entries), [entries])
  useEffect(() => {
    setStatus({ rows: t('shown', { shown: formatInteger(shown.length), total: formatInteger(entries.length) }) })
  }, [t, shown.length, entries.length])
  const asked = entries.find(({ anomaly }) => anomaly.id === params.anomaly)
  // One that was asked for by a link is shown whatever the filters; it leaves the list once decided, not the screen.
  const chosen: Listed | undefined = asked ?? shown[0]
  const chosenId = chosen?.anomaly.id
  const isUnchosen = !params.anomaly
  useEffect(() => {
    // The one on show stays while worse ones come in.
    if (isUnchosen && chosenId) setParams({ anomaly: chosenId }, { replace: true })
  }, [isUnchosen, chosenId])
  const many = shown.filter(({ anomaly }) => several.has(anomaly.id))
  const isMany = many.length > 1
  const selected = useMemo(
    () => (isMany ? several : new Set(chosenId ? [chosenId] : [])), // prettier-ignore
    [isMany, several, chosenId]
  )
  const choose = useCallback((ids: ReadonlySet<string>): void => {
    setSeveral(ids.size > 1 ? ids : NONE)
    const [only] = ids
    if (ids.size === 1 && only) setParams({ anomaly: only })
  }, [])
  const narrow = (next: Filters): void => {
    setFilters(next)
    const left = sorted(entries.filter((entry) => passes(next, entry)), sort) // prettier-ignore
    // What is on show stays while the filters keep it; a decision alone never takes it away.
    if (!left.some(({ anomaly }) => anomaly.id === chosenId))
      setParams({ anomaly: left[0]?.anomaly.id ?? '' }, { replace: true })
  }
  if (isPending) return <Loading lines={12} height={24} />
  if (!tables?.length || !state)
    return (
      <EmptyState
        icon={SearchX}
        isScreen
        sentence={t('noTable')}
        action={{ label: t('toSources'), icon: Files, onPress: () => go('sources') }}
      >
        <BundledCaseLink />
      </EmptyState>
    )
  return (
    <SplitView
      id="anomalies"
      listLabel={t('list')}
      listHeader={
        <div className="anomaly-header">
          <SearchNotes search={search} state={state} standing={register.isPending ? null : standing} />
          {register.isError && <ErrorState inline error={register.error} onRetry={() => void register.refetch()} />}
          <AnomalyFilters
            entries={entries}
            views={register.data?.views}
            filters={filters}
            onChange={narrow}
            sort={sort}
            onSort={setSort}
          />
        </div>
      }
      list={<AnomalyList entries={shown} chosen={selected} onChoose={choose} />}
      listFooter={<Aside entries={entries} shown={shown} filters={filters} onFilters={narrow} />}
    >
      {isMany ? (
        <BulkView entries={many} owners={owners} />
      ) : chosen ? (
        <AnomalyView key={chosen.anomaly.id} entry={chosen} owners={owners} />
      ) : (
        <EmptyState
          icon={SearchX}
          sentence={
            search.progress
              ? t('notYet')
              : entries.length
                ? t('noneOfFilter')
                : search.report
                  ? t('clean')
                  : t('notYet')
          }
        />
      )}
    </SplitView>
  )
}

type AsideProps = {
  entries: readonly Listed[]
  shown: readonly Listed[]
  filters: Filters
  onFilters: (filters: Filters) => void
}

/** What is out of the way, a click away; and the list as a file. */
function Aside({ entries, shown, filters, onFilters }: AsideProps) {
  const t = useText(text)
  const { dismissed, dismissedGone, settled, gone, followed } = setAside(filters, entries)
  const ids = shown.flatMap(({ anomaly, isKnown }) => (isKnown ? [anomaly.id] : [])).slice(0, 5_000)
  const save = useMutation({
    mutationFn: () => api.register.export({ language: currentLanguage(), ids }),
    onSuccess: ({ name, text: csv }) => downloadFile(name, new Blob([csv], { type: 'text/csv' })),
    onError: (error) => reportFailure(t('exportCsv'), error)
  })
  if (!entries.length) return null
  return (
    <div className="anomaly-aside">
      {filters.state !== 'open' && (
        <Button size="small" variant="quiet" onPress={() => onFilters({ ...filters, state: 'open' })}>
          {t('showOpen')}
        </Button>
      )}
      {settled > 0 && filters.state !== 'settled' && (
        <Button size="small" variant="quiet" onPress={() => onFilters({ ...filters, state: 'settled' })}>
          {t('showSettled', { count: settled, n: formatInteger(settled) })}
        </Button>
      )}
      {dismissed > 0 && filters.state !== 'dismissed' && (
        <Button size="small" variant="quiet" onPress={() => onFilters({ ...filters, state: 'dismissed' })}>
          {t('showDismissed', { count: dismissed, n: formatInteger(dismissed) })}
          {dismissedGone > 0 && t('ofWhichGone', { count: dismissedGone, n: formatInteger(dismissedGone) })}
        </Button>
      )}
      {gone > 0 && filters.state !== 'gone' && (
        <Button size="small" variant="quiet" onPress={() => onFilters({ ...filters, state: 'gone' })}>
          {t('showGone', { count: gone, n: formatInteger(gone) })}
          {followed > 0 && followed < gone && t('ofWhichFollowed', { count: followed, n: formatInteger(followed) })}
        </Button>
      )}
      <IconButton
        label={t('exportCsv')}
        icon={Download}
        isDisabled={!ids.length || save.isPending}
        onPress={() => save.mutate()}
      />
    </div>
  )
}
