import { useQuery } from '@tanstack/react-query'
import type { FacetBin, TableInfo } from '../../../contract'
import { api } from '../../client'
import { ErrorState, formatInteger, Select, useText, visibleText } from '../../parts'
import { type Draft, type Ground, isRest, REST } from './draft'
import { TableSelect } from './TableSelect'
import { text } from './text'

type SegmentDraft = Extract<Draft, { kind: 'values' }>
type Props = { draft: SegmentDraft; ground: Ground; onChange: (draft: Draft) => void }

/** Two values of a column of one table, the most frequent first, or one and all other rows. */
export function SegmentChoice({ draft, ground, onChange }: Props) {
  const t = useText(text)
  const table = ground.tables.find(({ ref }) => ref.name === draft.table)
  const values = useValues(table, draft.column)
  const bins = values.data ?? []
  const keyOf = (value: FacetBin['value']): string => JSON.stringify(value)
  const options = bins.map(({ value, n }) => ({
    value: keyOf(value),
    label: value === null ? t('missingValue') : visibleText(String(value), 80) || t('emptyText'),
    description: t('valueRows', { n: formatInteger(n) })
  }))
  const valueOf = (key: string): FacetBin['value'] => bins.find(({ value }) => keyOf(value) === key)?.value ?? null
  return (
    <>
      <TableSelect
        tables={ground.tables}
        value={draft.table}
        onChange={(name) => onChange({ kind: 'values', table: name })}
      />
      <Select
        label={t('column')}
        placeholder={t('choose')}
        options={(table?.columns ?? []).map(({ name }) => ({ value: name, label: visibleText(name, 80) }))}
        value={draft.column ?? null}
        onChange={(column) => onChange({ kind: 'values', table: draft.table, column })}
      />
      <Select
        label={t('first')}
        placeholder={t('choose')}
        isDisabled={!values.data}
        options={options}
        value={draft.a === undefined ? null : keyOf(draft.a)}
        onChange={(key) => onChange({ ...draft, a: valueOf(key), b: draft.b ?? REST })}
      />
      <Select
        label={t('second')}
        placeholder={t('choose')}
        isDisabled={draft.a === undefined}
        options={[{ value: 'rest', label: t('rest'), description: t('restHint') }, ...options]}
        value={draft.b === undefined ? null : isRest(draft.b) ? 'rest' : keyOf(draft.b)}
        onChange={(key) => onChange({ ...draft, b: key === 'rest' ? REST : valueOf(key) })}
      />
      {values.error && <ErrorState error={values.error} inline />}
    </>
  )
}

/** The values of a column and their rows, and how many rows have none. */
function useValues(table: TableInfo | undefined, column: string | undefined) {
  return useQuery({
    queryKey: ['compare-values', table?.ref, table?.fingerprint, column],
    enabled: table !== undefined && column !== undefined,
    queryFn: async ({ signal }): Promise<FacetBin[]> => {
      if (!table || column === undefined) return []
      const facets = [{ kind: 'text' as const, column, search: '' }]
      const { facets: [counted] } = await api.filters.facets({ table: table.ref, filter: { all: [] }, facets }, { signal }) // prettier-ignore
      const bins = counted?.bins ?? []
      const told = bins.some(({ value }) => value === null)
      return counted?.missing && !told ? [...bins, { value: null, n: counted.missing }] : bins
    }
  })
}
