import { X } from 'lucide-react'
import { PivotAggregate, type PivotField, type PivotMeasure, type TableInfo } from '../../../contract'
import { Checkbox, IconButton, type Option, Select, useText, visibleText } from '../../parts'
import { changePivot, columnsFor, groupsOf, type PivotChoice } from './state'
import { text } from './text'

type Props = { table: TableInfo; choice: PivotChoice }

/** What stands in rows and columns, and what is measured. */
export function PivotForm({ table, choice }: Props) {
  const t = useText(text)
  return (
    <div className="pivot-form">
      <Zone table={table} zone="rows" fields={choice.rows} most={3} />
      <Zone table={table} zone="columns" fields={choice.columns} most={2} />
      <Measures table={table} choice={choice} />
      <div className="pivot-options">
        {choice.rows.length + choice.columns.length > 1 && (
          <Checkbox
            isSelected={choice.hasSubtotals}
            onChange={(hasSubtotals) => changePivot(table.ref, { hasSubtotals })}
          >
            {t('subtotals')}
          </Checkbox>
        )}
        <Checkbox isSelected={choice.hasHeat} onChange={(hasHeat) => changePivot(table.ref, { hasHeat })}>
          {t('heat')}
        </Checkbox>
      </div>
    </div>
  )
}

function Zone({
  table,
  zone,
  fields,
  most
}: {
  table: TableInfo
  zone: 'rows' | 'columns'
  fields: readonly PivotField[]
  most: number
}) {
  const t = useText(text)
  const set = (next: readonly PivotField[]): void => changePivot(table.ref, { [zone]: next, sort: null })
  const add = (name: string): void => {
    const column = table.columns.find((candidate) => candidate.name === name.slice(2))
    const [group = 'value'] = column ? groupsOf(column) : []
    if (column) set([...fields, { column: column.name, group }])
  }
  return (
    <fieldset className="pivot-zone">
      <legend>{t(zone)}</legend>
      {fields.map((field, at) => {
        const column = table.columns.find(({ name }) => name === field.column)
        const groups = column ? groupsOf(column) : []
        const name = visibleText(field.column, 60)
        return (
          <div className="pivot-field" key={`${field.column}-${at}`}>
            <span className="pivot-name isolate" title={name}>
              {name}
            </span>
            {groups.length > 1 && (
              <Select
                label={t('grouping', { name })}
                hideLabel
                options={groups.map((value) => ({ value, label: t(value) }))}
                value={field.group}
                onChange={(group) => set(fields.with(at, { ...field, group }))}
              />
            )}
            <IconButton label={t('remove', { name })} icon={X} size={14} onPress={() => set(fields.toSpliced(at, 1))} />
          </div>
        )
      })}
      {fields.length < most && (
        <Select
          label={t('addTo', { zone: t(zone) })}
          hideLabel
          options={named(table)}
          value={null}
          placeholder={t('add')}
          onChange={add}
        />
      )}
    </fieldset>
  )
}

function Measures({ table, choice }: Props) {
  const t = useText(text)
  const { measures } = choice
  const set = (next: readonly PivotMeasure[]): void => changePivot(table.ref, { measures: next, sort: null })
  const words = (aggregate: PivotMeasure['aggregate']): string =>
    t(aggregate === 'missing' ? 'missingValues' : aggregate)
  const turn = (aggregate: PivotMeasure['aggregate'], before?: string): PivotMeasure => {
    if (aggregate === 'count') return { aggregate }
    const fit = columnsFor(aggregate, table.columns)
    const kept = fit.find(({ name }) => name === before)
    if (aggregate.startsWith('share')) return kept ? { aggregate, column: kept.name } : { aggregate }
    const column = kept ?? fit[0]
    return column ? { aggregate, column: column.name } : { aggregate: 'count' }
  }
  return (
    <fieldset className="pivot-zone">
      <legend>{t('measures')}</legend>
      {measures.map((measure, at) => (
        <div className="pivot-field" key={at}>
          <Select
            label={t('measure', { n: at + 1 })}
            hideLabel
            options={PivotAggregate.options
              .filter((one) => one === 'count' || one.startsWith('share') || columnsFor(one, table.columns).length > 0)
              .map((value) => ({ value, label: words(value) }))}
            value={measure.aggregate}
            onChange={(aggregate) => set(measures.with(at, turn(aggregate, measure.column)))}
          />
          {measure.aggregate !== 'count' && (
            <Select
              label={t('measured', { n: at + 1 })}
              hideLabel
              options={[
                ...(measure.aggregate.startsWith('share') ? [{ value: '-', label: t('allRows') }] : []),
                ...named({ ...table, columns: columnsFor(measure.aggregate, table.columns) })
              ]}
              value={measure.column === undefined ? '-' : `c:${measure.column}`}
              onChange={(name) => {
                const { aggregate } = measure
                set(measures.with(at, name === '-' ? { aggregate } : { aggregate, column: name.slice(2) }))
              }}
            />
          )}
          {measures.length > 1 && (
            <IconButton
              label={t('remove', { name: words(measure.aggregate) })}
              icon={X}
              size={14}
              onPress={() => set(measures.toSpliced(at, 1))}
            />
          )}
        </div>
      ))}
      {measures.length < 6 && (
        <Select
          label={t('addTo', { zone: t('measures') })}
          hideLabel
          options={PivotAggregate.options.map((value) => ({ value, label: words(value) }))}
          value={null}
          placeholder={t('add')}
          onChange={(aggregate) => set([...measures, turn(aggregate)])}
        />
      )}
    </fieldset>
  )
}

/** Column names as option values: marked, so that none is taken for another choice. */
function named({ columns }: Pick<TableInfo, 'columns'>): Option[] {
  return columns.map(({ name, type }) => ({
    value: `c:${name}`,
    label: visibleText(name, 80),
    description: type.toLowerCase().slice(0, 40)
  }))
}
