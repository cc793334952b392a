import type { TableInfo } from '../../../contract'
import { readTableParam } from '../../app/route'
import { formatDate, type Option, Select, useText, visibleText } from '../../parts'
import { type Draft, type DraftKind, type Ground, lastDeliveries, wholeTables } from './draft'
import { SegmentChoice } from './SegmentChoice'
import { TableSelect } from './TableSelect'
import { text } from './text'

type Props = { draft: Draft; ground: Ground; onChange: (draft: Draft) => void }

/** What is compared: the kind of comparison, then its two sides. */
export function SideChoice({ draft, ground, onChange }: Props) {
  const t = useText(text)
  const { tables, sources } = ground
  const prepared = tables.filter(({ ref }) => ref.schema === 'clean')
  const delivered = sources.filter(({ deliveries }) => deliveries.length > 1)
  const first = tables[0]?.ref.name
  const table = 'table' in draft ? (draft.table ?? first) : first
  const begin: Record<DraftKind, () => Draft> = {
    recipe: () => ({ kind: 'recipe', table: prepared.find(({ ref }) => ref.name === table)?.ref.name ?? prepared[0]?.ref.name }), // prettier-ignore
    deliveries: () => (delivered[0] ? lastDeliveries(delivered[0]) : { kind: 'deliveries' }),
    values: () => ({ kind: 'values', table }),
    filters: () => ({ kind: 'filters', table }),
    tables: () => ({ kind: 'tables', a: wholeTables(tables)[0] })
  }
  return (
    <div className="compare-choice">
      <Select
        label={t('what')}
        className="compare-kind"
        options={[
          { value: 'recipe', label: t('recipe'), description: prepared.length ? t('recipeHint') : t('noRecipe'), isDisabled: !prepared.length }, // prettier-ignore
          { value: 'deliveries', label: t('deliveries'), description: delivered.length ? t('deliveriesHint') : t('noDeliveries'), isDisabled: !delivered.length }, // prettier-ignore
          { value: 'values', label: t('values'), description: t('valuesHint') },
          { value: 'filters', label: t('filters'), description: t('filtersHint') },
          { value: 'tables', label: t('tables'), description: t('tablesHint') }
        ]}
        value={draft.kind}
        onChange={(kind) => kind !== draft.kind && onChange(begin[kind]())}
      />
      {draft.kind === 'recipe' && (
        <>
          <TableSelect
            tables={prepared}
            value={draft.table}
            onChange={(name) => onChange({ kind: 'recipe', table: name })}
          />
          <Select
            label={t('rowsOf')}
            options={filterOptions(draft.table, ground, t)}
            value={draft.filter ?? 'all'}
            onChange={(filter) => onChange({ ...draft, filter: filter === 'all' ? undefined : filter })}
          />
        </>
      )}
      {draft.kind === 'deliveries' && <DeliveryChoice draft={draft} ground={ground} onChange={onChange} />}
      {draft.kind === 'values' && <SegmentChoice draft={draft} ground={ground} onChange={onChange} />}
      {draft.kind === 'filters' && <FilterChoice draft={draft} ground={ground} onChange={onChange} />}
      {draft.kind === 'tables' && (
        <BothSelect
          options={wholeTables(tables).map((value) => ({ value, label: tableLabel(value, tables, t) }))}
          draft={draft}
          onChange={onChange}
        />
      )}
    </div>
  )
}

/** The two sides, each one of the same options; the second may have its own. */
function BothSelect<D extends Draft & { a?: string; b?: string }>({
  options,
  seconds = options,
  draft,
  onChange
}: {
  options: readonly Option[]
  seconds?: readonly Option[]
  draft: D
  onChange: (draft: D) => void
}) {
  const t = useText(text)
  return (
    <>
      <Select
        label={t('first')}
        placeholder={t('choose')}
        options={options}
        value={draft.a ?? null}
        onChange={(a) => onChange({ ...draft, a })}
      />
      <Select
        label={t('second')}
        placeholder={t('choose')}
        options={seconds}
        value={draft.b ?? null}
        onChange={(b) => onChange({ ...draft, b })}
      />
    </>
  )
}

function DeliveryChoice({ draft, ground, onChange }: Props & { draft: Extract<Draft, { kind: 'deliveries' }> }) {
  const t = useText(text)
  const sources = ground.sources.filter(({ deliveries }) => deliveries.length > 1)
  const source = sources.find(({ id }) => id === draft.source)
  const options = (source?.deliveries ?? []).flatMap(({ id, mode, files, loadedAt }) => {
    const told = { date: formatDate(loadedAt), file: visibleText(files[0]?.name ?? '', 60) }
    const arrived = { value: `arrived:${id}`, label: t('arrived', told) }
    return mode === 'append' ? [arrived, { value: `whole:${id}`, label: t('whole', told) }] : [arrived]
  })
  return (
    <>
      <Select
        label={t('source')}
        placeholder={t('choose')}
        options={sources.map(({ id, table }) => ({ value: id, label: visibleText(table.name, 80) }))}
        value={draft.source ?? null}
        onChange={(id) => {
          const chosen = sources.find((one) => one.id === id)
          if (chosen) onChange(lastDeliveries(chosen))
        }}
      />
      <BothSelect options={options} draft={draft} onChange={onChange} />
    </>
  )
}

function FilterChoice({ draft, ground, onChange }: Props & { draft: Extract<Draft, { kind: 'filters' }> }) {
  const t = useText(text)
  const filters = filterOptions(draft.table, ground, t)
  const leavesNoRest = (other: string | undefined): boolean =>
    other === undefined || other === 'all' || other === 'rest'
  const optionsBeside = (other: string | undefined): Option[] => [
    ...filters,
    { value: 'rest', label: t('rest'), description: t('restHint'), isDisabled: leavesNoRest(other) }
  ]
  return (
    <>
      <TableSelect
        tables={ground.tables}
        value={draft.table}
        onChange={(table) => onChange({ kind: 'filters', table })}
      />
      <BothSelect
        options={optionsBeside(draft.b)}
        seconds={optionsBeside(draft.a)}
        draft={draft}
        onChange={(changed) => onChange({ ...changed, b: changed.b ?? (leavesNoRest(changed.a) ? undefined : 'rest') })}
      />
    </>
  )
}

/** The filters that rows of a table may be kept by: none, the present one of Explore, the named ones. */
function filterOptions(
  table: string | undefined,
  { filters, present }: Ground,
  t: ReturnType<typeof useText<keyof typeof text.keys>>
): Option[] {
  return [
    { value: 'all', label: t('allRows') },
    ...(present.all.length ? [{ value: 'present', label: t('presentFilter') }] : []),
    ...filters
      .filter((one) => one.table.name === table)
      .map(({ id, name, problem }) => ({
        value: `f:${id}`,
        label: visibleText(name, 80),
        isDisabled: problem !== null
      }))
  ]
}

function tableLabel(
  param: string,
  tables: readonly TableInfo[],
  t: ReturnType<typeof useText<keyof typeof text.keys>>
) {
  const ref = readTableParam(param)
  if (!ref) return param
  const hasTwo = tables.some((table) => table.ref.name === ref.name && table.ref.schema === 'clean')
  return t(hasTwo ? ref.schema : 'plainTable', { name: visibleText(ref.name, 80) })
}
