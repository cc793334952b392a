import { SlidersHorizontal } from 'lucide-react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { ANOMALY_KIND_WORDS, AnomalyKind, type Register, Severity } from '../../../contract'
import { Button, formatPercent, Select, useLocalize, useText, visibleText } from '../../parts'
import {
  countCertain,
  countsOf,
  type FilterName,
  type Filters,
  type Listed,
  NOBODY,
  type SortBy,
  SORTS,
  STATE_CHOICES
} from './register-view'
import { text } from './text'

type Props = {
  entries: readonly Listed[]
  views: Register['views'] | undefined
  filters: Filters
  onChange: (filters: Filters) => void
  sort: SortBy
  onSort: (sort: SortBy) => void
}

/** What the list shows and in which order; beside each choice, how many it would leave. */
export function AnomalyFilters({ entries, views, filters, onChange, sort, onSort }: Props) {
  const t = useText(text)
  if (!entries.length) return null
  const states = countsOf(filters, entries, 'state')
  const set = (name: FilterName, value: string): void => onChange({ ...filters, [name]: value })
  const narrowed = MORE.filter((name) => filters[name] !== '').length
  return (
    <div className="anomaly-filters">
      <Select
        label={t('state')}
        value={filters.state}
        onChange={(state) => onChange({ ...filters, state })}
        options={STATE_CHOICES.map((value) => ({ value, label: `${t(value)} (${states.get(value) ?? 0})` }))}
      />
      {views && (
        <Select
          label={t('certainty')}
          value={filters.certainty || ALL}
          onChange={(value) => set('certainty', value === ALL ? '' : value)}
          options={[
            { value: ALL, label: `${t('certainAll')} (${countCertain(filters, entries, '')})` },
            ...(['sure', 'doubtful'] as const).map((view) => {
              const value = String(views[view].least)
              const n = countCertain(filters, entries, value)
              return { value, label: `${t(view, { share: formatPercent(views[view].precision, 0) })} (${n})` }
            })
          ]}
        />
      )}
      <DialogTrigger>
        <Button size="small" variant="quiet" icon={SlidersHorizontal} className="anomaly-more">
          {narrowed ? t('moreFiltersOn', { count: narrowed }) : t('moreFilters')}
        </Button>
        {/* Beside the list, which is seen to follow and may be worked on meanwhile. */}
        <Popover className="popover" aria-labelledby="" placement="right top" offset={24} isNonModal>
          <Dialog className="anomaly-more-filters" aria-label={t('moreFilters')}>
            {MORE.map((name) => (
              <Choice
                key={name}
                name={name}
                entries={entries}
                filters={filters}
                onChange={(value) => set(name, value)}
              />
            ))}
            <Select
              label={t('sort')}
              value={sort}
              onChange={onSort}
              options={SORTS.map((value) => ({ value, label: t(`by_${value}`) }))}
            />
          </Dialog>
        </Popover>
      </DialogTrigger>
    </div>
  )
}

const MORE = ['severity', 'kind', 'table', 'column', 'owner'] as const

type ChoiceProps = {
  name: (typeof MORE)[number]
  entries: readonly Listed[]
  filters: Filters
  onChange: (value: string) => void
}

function Choice({ name, entries, filters, onChange }: ChoiceProps) {
  const t = useText(text)
  const localize = useLocalize()
  const counts = countsOf(filters, entries, name)
  // The one that is chosen stays to be seen, and unchosen, when nothing passes any more.
  const values = [...new Set([...(filters[name] ? [filters[name]] : []), ...counts.keys()])]
  const total = entries.length ? [...countsOf({ ...filters, [name]: '' }, entries, 'state')] : []
  const all = total.find(([state]) => state === filters.state)?.[1] ?? 0
  const words = (value: string): string => {
    if (name === 'kind') return localize(ANOMALY_KIND_WORDS[AnomalyKind.parse(value)])
    if (name === 'severity') return t(Severity.parse(value))
    return value === NOBODY ? t('nobody') : visibleText(value, 60)
  }
  return (
    <Select
      label={t(name)}
      value={filters[name] || ALL}
      onChange={(value) => onChange(value === ALL ? '' : value)}
      options={[
        { value: ALL, label: `${t('anyOf')} (${all})` },
        ...values.map((value) => ({ value, label: `${words(value)} (${counts.get(value) ?? 0})` }))
      ]}
    />
  )
}

/** Stands for no filter: no value is this. */
const ALL = '\u0000all'
