import { Files, Lightbulb, Map as MapIcon } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ExplorationMap, TableCoverage, TableInfo, TableRef } from '../../../contract'
import { BundledCaseLink } from '../../app/bundled-case'
import { useTables } from '../../app/project'
import { go, readTableParam, setParams, tableParam, useRoute } from '../../app/route'
import { setStatus, useOwnStatus } from '../../app/status'
import {
  Button,
  EmptyState,
  ErrorState,
  formatInteger,
  Loading,
  ScreenHeader,
  SearchField,
  SplitView,
  Tabs,
  useText,
  visibleText
} from '../../parts'
import { BlindList } from './BlindList'
import { ColumnsMatrix } from './ColumnsMatrix'
import { ComparisonsBand } from './Comparisons'
import type { GuessDraft } from './GuessForm'
import { GuessList } from './GuessList'
import { LookList } from './LookList'
import { Periods } from './Periods'
import { useGuesses, useMap, useTableMap } from './queries'
import { seenWords } from './seen-words'
import { TableList } from './TableList'
import { TablesMatrix } from './TablesMatrix'
import { text } from './text'

/** What was looked at and what was not, how many comparisons that made, and the guesses written before. */
export function ExplorationScreen() {
  const t = useText(text)
  const map = useMap()
  const { data: tables = [], isPending } = useTables()
  if (map.isPending || isPending) return <Loading lines={12} height={24} />
  if (map.isError) return <ErrorState error={map.error} onRetry={() => void map.refetch()} />
  if (!map.data.tables.length)
    return (
      <EmptyState
        icon={MapIcon}
        isScreen
        sentence={t('empty')}
        action={{ label: t('toSources'), icon: Files, onPress: () => go('sources') }}
      >
        <BundledCaseLink />
      </EmptyState>
    )
  return <MapView map={map.data} tables={tables} />
}

function MapView({ map, tables }: { map: ExplorationMap; tables: readonly TableInfo[] }) {
  const t = useText(text)
  const { params } = useRoute()
  const [search, setSearch] = useState('')
  const [draft, setDraft] = useState<GuessDraft | null>(null)
  const wanted = params.scope === 'table' ? readTableParam(params.table) : null
  const current = map.tables.find(({ table }) => table.name === wanted?.name) ?? null
  const guesses = useGuesses()
  useOwnStatus()
  const name = current ? visibleText(current.table.name, 120) : t('all')
  useEffect(() => setStatus({ table: name, rows: null }), [name])
  const open = (table: TableRef | null): void =>
    setParams(table ? { table: tableParam(table), scope: 'table' } : { scope: '' })
  const write = (columns: GuessDraft['columns']): void => {
    setDraft({ guess: null, columns })
    setParams({ view: 'guesses' })
  }
  const subtitle = t('subtitle', {
    looks: t('looks', { count: map.looks, n: formatInteger(map.looks) }),
    figures: t('figures', { count: map.figures, n: formatInteger(map.figures) }),
    seenOf: seenWords(
      { seen: sum(map.tables, 'seen'), columns: sum(map.tables, 'columns'), inView: sum(map.tables, 'inView') },
      t
    )
  })
  const tableOf = current?.table ?? tables[0]?.ref ?? { schema: 'raw', name: '' }
  return (
    <SplitView
      id="exploration"
      listLabel={t('tables')}
      listHeader={
        <div className="map-search">
          <SearchField label={t('search')} value={search} onChange={setSearch} />
        </div>
      }
      list={<TableList tables={map.tables} current={current?.table ?? null} search={search} onOpen={open} />}
    >
      <ScreenHeader title={t('title')} subtitle={subtitle}>
        <Button variant="primary" icon={Lightbulb} onPress={() => write([])}>
          {t('write')}
        </Button>
      </ScreenHeader>
      <div className="screen-body map-body">
        <ComparisonsBand comparisons={map.comparisons} />
        <Tabs
          label={t('title')}
          selected={params.view ?? 'coverage'}
          onSelect={(view) => setParams({ view: view === 'coverage' ? '' : view })}
          tabs={[
            {
              id: 'coverage',
              label: t('coverage'),
              content: current ? (
                <TableView table={current.table} onGuess={(column) => write([{ table: current.table.name, column }])} />
              ) : (
                <TablesMatrix tables={map.tables} onOpen={open} />
              )
            },
            { id: 'blind', label: t('blind'), content: <BlindList table={current?.table ?? null} /> },
            {
              id: 'guesses',
              label: t('guesses'),
              count: formatInteger(guesses.data?.length ?? 0),
              content: <GuessList tables={tables} table={tableOf} draft={draft} onDraft={setDraft} />
            },
            { id: 'log', label: t('log'), count: formatInteger(map.looks), content: <LookList /> }
          ]}
        />
      </div>
    </SplitView>
  )
}

/** The map of one table: its periods, then its columns. */
function TableView({ table, onGuess }: { table: TableRef; onGuess: (column: string) => void }) {
  const { data, isPending, isError, error, refetch } = useTableMap(table)
  if (isPending) return <Loading lines={8} height={28} />
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <>
      <Periods map={data} />
      <ColumnsMatrix key={table.name} map={data} onGuess={onGuess} />
    </>
  )
}

function sum(tables: readonly TableCoverage[], what: 'seen' | 'columns' | 'inView'): number {
  return tables.reduce((total, table) => total + table[what], 0)
}
