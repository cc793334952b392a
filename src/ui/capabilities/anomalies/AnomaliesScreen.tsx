import { Files, SearchX } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Anomaly } from '../../../contract'
import { BundledCaseLink } from '../../app/bundled-case'
import { useProject, useTables } from '../../app/project'
import { go, setParams, useRoute } from '../../app/route'
import { setStatus, useOwnStatus } from '../../app/status'
import { EmptyState, formatInteger, Loading, SplitView, useText } from '../../parts'
import { AnomalyFilters, keeps, type Filters } from './AnomalyFilters'
import { AnomalyList } from './AnomalyList'
import { AnomalyView } from './AnomalyView'
import { SearchNotes } from './SearchNotes'
import { startSearch, stateOf, useSearch } from './search'
import { text } from './text'

/** What is wrong in the tables, worst first; each anomaly with its rows, its query and what could be done. */
export function AnomaliesScreen() {
  const t = useText(text)
  const project = useProject()
  const { data: tables, isPending } = useTables()
  const search = useSearch()
  const [filters, setFilters] = useState<Filters>({ kind: 'all', table: 'all' })
  const { params } = useRoute()
  useOwnStatus()
  const state = project && tables?.length ? stateOf(project.path, tables) : null
  const sameProject =
    search.of !== null && project ? search.of.startsWith(JSON.stringify([project.path]).slice(0, -1)) : false
  useEffect(() => {
    // The first look at a project's anomalies starts the search; later changes only mark it stale.
    if (state && !sameProject) void startSearch(state)
  }, [state, sameProject])
  const findings = sameProject ? search.findings : []
  const shown = findings.filter((finding) => keeps(filters, finding))
  useEffect(() => {
    setStatus({ rows: t('shown', { shown: formatInteger(shown.length), total: formatInteger(findings.length) }) })
  }, [t, shown.length, findings.length])
  const first = shown[0]?.id
  const unchosen = !params.anomaly
  useEffect(() => {
    // The one on show stays while worse ones come in.
    if (unchosen && first) setParams({ anomaly: first }, { replace: true })
  }, [unchosen, first])
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
  const chosen: Anomaly | undefined = shown.find(({ id }) => id === params.anomaly) ?? shown[0]
  return (
    <SplitView
      id="anomalies"
      listLabel={t('list')}
      listHeader={
        <div className="anomaly-header">
          <SearchNotes search={search} state={state} />
          <AnomalyFilters findings={findings} filters={filters} onChange={setFilters} />
        </div>
      }
      list={
        <AnomalyList findings={shown} chosen={chosen?.id ?? null} onChoose={({ id }) => setParams({ anomaly: id })} />
      }
    >
      {chosen ? (
        <AnomalyView key={chosen.id} anomaly={chosen} />
      ) : (
        <EmptyState
          icon={SearchX}
          sentence={
            search.progress
              ? t('notYet')
              : findings.length
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
