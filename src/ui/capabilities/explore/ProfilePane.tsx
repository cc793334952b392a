import './profile.css'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Depth, Filter, TableProfile } from '../../../contract'
import { setParams, useRoute } from '../../app/route'
import { api } from '../../client'
import {
  Button,
  ErrorState,
  Figure,
  formatInteger,
  formatPercent,
  Loading,
  PageTurner,
  ProgressBar,
  SearchField,
  useLocalize,
  useText
} from '../../parts'
import { useSifting } from '../facets'
import { ColumnRow } from './ColumnRow'
import { text as factsText } from './facts-text'
import { FactsPane } from './FactsPane'
import { DepthChoice } from './DepthChoice'
import { text } from './profile-text'
import type { ProfilePaneProps } from './slots'
import { useProfile } from './useProfile'

/** Columns laid out at once: a browser freezes on ten thousand. */
const PAGE = 100

/** The profile of every column of a table, as it comes in. */
export function ProfilePane({ table, column }: ProfilePaneProps) {
  const t = useText(text)
  const localize = useLocalize()
  const facts = useText(factsText)
  const [depth, setDepth] = useState<Depth>('balanced')
  const { filter } = useSifting(table.ref)
  const profile = useProfile(table, depth, filter)
  const sampled = profile.columns.find((one) => one.sampled)?.sampled
  const [search, setSearch] = useState('')
  const { params } = useRoute()
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(params.column ? [params.column] : []))
  // The column of an address is unfolded once; another table may have one of that name.
  useEffect(() => {
    if (params.column) setParams({ column: '' }, { replace: true })
  }, [params.column])
  const shown = profile.columns.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
  const [from, setFrom] = useState(0)
  const first = from < shown.length ? from : 0
  const place = shown.findIndex(({ name }) => name === column)
  useEffect(() => {
    if (place >= 0) setFrom(place - (place % PAGE))
  }, [place])
  const toggle = (name: string): void =>
    setOpen((before) =>
      before.has(name) ? new Set([...before].filter((other) => other !== name)) : new Set([...before, name])
    )
  return (
    <div className="profile">
      <DepthChoice depth={depth} onChange={setDepth} />
      {sampled && (
        <p className="profile-sampled" role="status">
          {facts(depth === 'instant' ? 'sampled' : 'preview', {
            n: formatInteger(sampled.n),
            of: formatInteger(sampled.of)
          })}
        </p>
      )}
      {profile.result?.filtered && (
        <p className="profile-whole" role="status">
          {t('filtered', {
            count: profile.result.rows,
            filter: localize(profile.result.filtered.words),
            n: formatInteger(profile.result.rows),
            of: formatInteger(profile.result.filtered.of)
          })}
        </p>
      )}
      {profile.result && <TableFacts profile={profile.result} filter={filter} />}
      {profile.result && <FactsPane profile={profile.result} filter={filter} />}
      {profile.result && !profile.result.facts && depth === 'balanced' && (
        <p className="profile-none muted">
          {facts('seeFull')}{' '}
          <Button size="small" onPress={() => setDepth('full')}>
            {facts('runFull')}
          </Button>
        </p>
      )}
      {profile.progress && <ProgressBar label={t('working')} progress={profile.progress} onCancel={profile.cancel} />}
      {profile.error !== null && <ErrorState error={profile.error} inline onRetry={profile.restart} />}
      {profile.stopped && (
        <p className="profile-stopped">
          {t('stopped')}{' '}
          <Button size="small" onPress={profile.restart}>
            {t('resume')}
          </Button>
        </p>
      )}
      {table.columns.length > 12 && <SearchField label={t('search')} value={search} onChange={setSearch} />}
      {!profile.columns.length && profile.progress && <Loading lines={8} height={48} />}
      <ul className="column-list" aria-label={t('list')}>
        {shown.slice(first, first + PAGE).map((item) => (
          <ColumnRow
            key={item.name}
            column={item}
            table={table.ref}
            filter={filter}
            current={item.name === column}
            open={open.has(item.name)}
            onToggle={() => toggle(item.name)}
          />
        ))}
      </ul>
      <PageTurner first={first} size={PAGE} total={shown.length} onTurn={setFrom} />
      {profile.columns.length > 0 && !shown.length && <p className="muted profile-none">{t('none')}</p>}
    </div>
  )
}

function TableFacts({ profile, filter }: { profile: TableProfile; filter: Filter }) {
  const t = useText(text)
  const { data } = useQuery({
    queryKey: ['profile-evidence', profile.table, filter],
    queryFn: ({ signal }) => api.profile.tableEvidence({ table: profile.table, filter }, { signal })
  })
  const cells = (profile.sampled?.n ?? profile.rows) * profile.columns.length
  return (
    <dl className="profile-facts profile-table">
      <dt>{t('rows')}</dt>
      <dd>
        <Figure value={profile.rows} format={formatInteger} label={t('rows')} evidence={data?.rows} />
      </dd>
      {profile.duplicateRows !== null && (
        <>
          <dt>{t('duplicateRows')}</dt>
          <dd>
            <Figure
              value={profile.duplicateRows}
              format={formatInteger}
              label={t('duplicateRows')}
              evidence={data?.duplicateRows}
            />
          </dd>
        </>
      )}
      <dt>{t('missingCells')}</dt>
      <dd className="num">{cells ? formatPercent(profile.missingCells / cells) : '–'}</dd>
    </dl>
  )
}
