import { RefreshCw } from 'lucide-react'
import type { Filter, TableRef } from '../../../contract'
import { Badge, Button, Select, useLocalize, useText, visibleText } from '../../parts'
import { isStaleFilter, namedUse, useNamedFilters } from './named'
import { text } from './text'

/** Chooses the rows of a result: all, the present filter of Explore, or a named one. Tells where a named filter changed since. */
export function FilterSelect({
  table,
  present,
  filter,
  onChange
}: {
  table: TableRef
  /** The filter of Explore on this table. */
  present: Filter
  filter: Filter | undefined
  onChange: (filter: Filter | undefined) => void
}) {
  const t = useText(text)
  const localize = useLocalize()
  const named = useNamedFilters()
  const own = (named.data ?? []).filter((one) => one.table.name === table.name)
  const used = filter?.all.length ? filter : undefined
  const source = used?.named ? own.find(({ id }) => id === used.named?.id) : undefined
  const isStale = isStaleFilter(own, used)
  const value = used?.named ? `f:${used.named.id}` : used ? 'kept' : 'all'
  const isGone = named.isSuccess && used?.named !== undefined && source === undefined
  return (
    <div className="filter-select">
      <Select
        label={t('filterOf')}
        options={[
          { value: 'all', label: t('noFilter') },
          ...(used && !used.named ? [{ value: 'kept', label: t('noNamed') }] : []),
          ...(present.all.length && !present.named ? [{ value: 'present', label: t('presentFilter') }] : []),
          ...own.map(({ id, name, words, problem }) => ({
            value: `f:${id}`,
            label: visibleText(name, 80),
            description: visibleText(localize(problem ?? words), 160),
            isDisabled: problem !== null
          })),
          ...(isGone && used?.named ? [{ value, label: visibleText(used.named.name, 80) }] : [])
        ]}
        value={value}
        onChange={(chosen) => {
          const one = own.find(({ id }) => `f:${id}` === chosen)
          if (one) onChange(namedUse(one))
          else if (chosen === 'present') onChange(present)
          else if (chosen === 'all') onChange(undefined)
        }}
      />
      {source && isStale && (
        <p className="filter-stale">
          <Badge tone="stale">{t('stateStale')}</Badge> {t('stale', { name: visibleText(source.name, 80) })}{' '}
          <Button size="small" icon={RefreshCw} onPress={() => onChange(namedUse(source))}>
            {t('takeNew')}
          </Button>
        </p>
      )}
      {isGone && used?.named && (
        <p className="filter-stale">
          <Badge tone="stale">{t('stateStale')}</Badge> {t('gone', { name: visibleText(used.named.name, 80) })}
        </p>
      )}
    </div>
  )
}
