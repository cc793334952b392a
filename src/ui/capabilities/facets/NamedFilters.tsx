import { useMutation } from '@tanstack/react-query'
import { Copy, MoreHorizontal, Pencil, RefreshCw, Save, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Filter, NamedFilter, TableInfo } from '../../../contract'
import { refreshProject, useProject } from '../../app/project'
import { api } from '../../client'
import {
  announce,
  Badge,
  Button,
  ErrorState,
  IconButton,
  Menu,
  type MenuEntry,
  Select,
  TextField,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { namedUse, useNamedFilters } from './named'
import type { Sifting } from './state'
import { text } from './text'

type Asking = { kind: 'save' | 'rename' | 'duplicate'; name: string }
type Props = { table: TableInfo; sifting: Sifting; onFilter: (filter: Filter) => void }

/** Applies a named filter of the table, and saves the present one; each change can be undone. */
export function NamedFilters({ table, sifting, onFilter }: Props) {
  const t = useText(text)
  const localize = useLocalize()
  const locked = useProject()?.readOnly ?? true
  const named = useNamedFilters()
  const [asking, setAsking] = useState<Asking | null>(null)
  const { filter, base } = sifting
  const own = (named.data ?? []).filter((one) => one.table.name === table.ref.name)
  const current = own.find(({ id }) => id === base) ?? null
  const isChanged = current !== null && JSON.stringify(current.filter.all) !== JSON.stringify(filter.all)
  const write = useMutation({
    mutationFn: (work: () => Promise<NamedFilter>) => work(),
    onSuccess: async (saved) => {
      setAsking(null)
      onFilter(namedUse(saved))
      announce(t('saved', { name: saved.name }))
      await refreshProject()
    }
  })
  const remove = useMutation({
    mutationFn: ({ id }: NamedFilter) => api.filters.remove({ id }),
    onSuccess: async (_, { name }) => {
      onFilter({ all: filter.all })
      announce(t('removed', { name }))
      await refreshProject()
    }
  })
  const ask = (kind: Asking['kind'], name: string) => (): void => setAsking({ kind, name })
  const entries: MenuEntry[] = current
    ? [
        {
          id: 'update',
          label: t('update'),
          icon: RefreshCw,
          isDisabled: !isChanged,
          onAction: () => write.mutate(() => api.filters.update({ id: current.id, filter: { all: filter.all } }))
        },
        { id: 'rename', label: t('rename'), icon: Pencil, onAction: ask('rename', current.name) },
        {
          id: 'duplicate',
          label: t('duplicate'),
          icon: Copy,
          onAction: ask('duplicate', t('copyOf', { name: current.name }))
        },
        { id: 'remove', label: t('remove'), icon: Trash2, onAction: () => remove.mutate(current) }
      ]
    : []
  const submit = ({ kind, name }: Asking): void => {
    const wanted = name.trim()
    if (!wanted) return
    if (kind === 'save')
      write.mutate(() => api.filters.save({ name: wanted, table: table.ref, filter: { all: filter.all } }))
    else if (current && kind === 'rename') write.mutate(() => api.filters.update({ id: current.id, name: wanted }))
    else if (current) write.mutate(() => api.filters.duplicate({ id: current.id, name: wanted }))
  }
  const failed = [named, write, remove].find((one) => one.isError)
  return (
    <div className="named-filters">
      <div className="named-line">
        <Select
          label={t('named')}
          className="named-select"
          options={[
            { value: 'none', label: filter.all.length && !current ? t('noNamed') : t('noFilter') },
            ...own.map(({ id, name, words, problem }) => ({
              value: `f:${id}`,
              label: visibleText(name, 80),
              description: visibleText(localize(problem ?? words), 160),
              isDisabled: problem !== null
            }))
          ]}
          value={current ? `f:${current.id}` : 'none'}
          onChange={(value) => {
            const chosen = own.find(({ id }) => `f:${id}` === value)
            onFilter(chosen ? namedUse(chosen) : { all: [] })
          }}
        />
        {current && (
          <Menu
            label={t('actions')}
            trigger={<IconButton label={t('actions')} icon={MoreHorizontal} isDisabled={locked} />}
            entries={entries}
          />
        )}
        <IconButton label={t('save')} icon={Save} isDisabled={locked || !filter.all.length} onPress={ask('save', '')} />
      </div>
      {asking && (
        <form
          className="named-form"
          onSubmit={(event) => {
            event.preventDefault()
            submit(asking)
          }}
        >
          <TextField
            label={t('saveAs')}
            value={asking.name}
            maxLength={200}
            autoFocus
            onChange={(name) => setAsking({ ...asking, name })}
          />
          <Button size="small" onPress={() => setAsking(null)}>
            {t('cancel')}
          </Button>
          <Button size="small" variant="primary" type="submit" isDisabled={!asking.name.trim() || write.isPending}>
            {asking.kind === 'save' ? t('save') : t(asking.kind)}
          </Button>
        </form>
      )}
      {own
        .filter(({ problem }) => problem)
        .map(({ id, name, problem }) => (
          <p key={id} className="facet-note">
            <Badge tone="stale">{visibleText(name, 80)}</Badge> {problem && localize(problem)}
          </p>
        ))}
      {failed && <ErrorState error={failed.error} inline />}
    </div>
  )
}
