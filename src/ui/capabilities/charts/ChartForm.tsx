import { columnFamily } from '../../../charts'
import type { ChartAggregate, ChartKind, ColumnInfo, TableInfo, TimeUnit } from '../../../contract'
import { NumberField, type Option, Select, TextField, useText, visibleText } from '../../parts'
import { FilterSelect, useSifting } from '../facets'
import { changeDraft, columnsFor, useDraft } from './draft'
import { text } from './text'

const KINDS = ['bar', 'line', 'histogram', 'scatter'] as const satisfies readonly ChartKind[]
const AGGREGATES = ['count', 'share', 'mean', 'median', 'sum'] as const satisfies readonly ChartAggregate[]
const UNITS = ['auto', 'year', 'quarter', 'month', 'week', 'day', 'hour'] as const
const NONE = '-'

/** The choices that make a chart; each shows only the columns that suit it. */
export function ChartForm({ table }: { table: TableInfo }) {
  const t = useText(text)
  const draft = useDraft()
  const { filter: present } = useSifting(table.ref)
  const { kind, aggregate } = draft
  const options = (columns: readonly ColumnInfo[]): Option[] =>
    columns.map(({ name, type }) => ({
      value: column(name),
      label: visibleText(name, 80),
      description: t(FAMILIES[columnFamily(type)])
    }))
  const x = columnsFor(kind, 'x', table.columns)
  const xType = table.columns.find(({ name }) => name === draft.x)?.type ?? ''
  const isTime = columnFamily(xType) === 'time'
  const measured = kind !== 'histogram' && (kind === 'scatter' || (aggregate !== 'count' && aggregate !== 'share'))
  return (
    <section className="chart-form" aria-label={t('form')}>
      <Select
        label={t('kind')}
        options={KINDS.map((value) => ({ value, label: t(value) }))}
        value={kind}
        onChange={(value) => changeDraft({ kind: value })}
      />
      <Select
        label={kind === 'bar' ? t('barX') : t('x')}
        options={options(x)}
        value={known(draft.x, x)}
        placeholder={t(x.length ? 'chooseColumn' : 'noColumn')}
        isDisabled={!x.length}
        onChange={(value) => changeDraft({ x: named(value) })}
      />
      {isTime && (kind === 'line' || kind === 'bar') && (
        <Select
          label={t('unit')}
          options={UNITS.map((value) => ({ value, label: t(value) }))}
          value={draft.timeUnit ?? 'auto'}
          onChange={(value) => changeDraft({ timeUnit: value === 'auto' ? null : (value satisfies TimeUnit) })}
        />
      )}
      {kind === 'histogram' && (
        <NumberField
          label={t('bins')}
          description={t('binsAuto')}
          minValue={2}
          maxValue={100}
          value={draft.bins ?? NaN}
          onChange={(value) => changeDraft({ bins: Number.isNaN(value) ? null : Math.round(value) })}
        />
      )}
      {kind !== 'scatter' && (
        <Select
          label={t('measure')}
          options={AGGREGATES.filter((value) => kind !== 'histogram' || value === 'count' || value === 'share').map(
            (value) => ({ value, label: t(value) })
          )}
          value={kind === 'histogram' && aggregate !== 'share' ? 'count' : aggregate}
          onChange={(value) => changeDraft({ aggregate: value })}
        />
      )}
      {measured && (
        <Select
          label={kind === 'scatter' ? t('y') : t('measured')}
          options={options(columnsFor(kind, 'y', table.columns))}
          placeholder={t('chooseColumn')}
          value={known(draft.y, columnsFor(kind, 'y', table.columns))}
          onChange={(value) => changeDraft({ y: named(value) })}
        />
      )}
      <Select
        label={t('colour')}
        options={[{ value: NONE, label: t('none') }, ...options(table.columns)]}
        value={known(draft.colour, table.columns) ?? NONE}
        onChange={(value) => changeDraft({ colour: value === NONE ? null : named(value) })}
      />
      {draft.query === null && (
        <FilterSelect
          table={table.ref}
          present={present}
          filter={draft.filter}
          onChange={(filter) => changeDraft({ filter })}
        />
      )}
      <TextField
        className="chart-form-title"
        label={t('heading')}
        placeholder={t('headingHint')}
        value={draft.title}
        maxLength={300}
        onChange={(title) => changeDraft({ title })}
      />
    </section>
  )
}

const FAMILIES = { number: 'numeric', time: 'time', boolean: 'boolean', text: 'text' } as const

/** Column names as option values: marked, so that none is taken for "none". */
function column(name: string): string {
  return `c:${name}`
}

function named(value: string): string {
  return value.slice(2)
}

function known(name: string | null, columns: readonly ColumnInfo[]): string | null {
  return name !== null && columns.some((candidate) => candidate.name === name) ? column(name) : null
}
