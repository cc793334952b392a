import { Plus, X } from 'lucide-react'
import { CompareOp, type ColumnInfo, type JoinPair, type TableInfo } from '../../../../contract'
import { useSelectedTable } from '../../../app/project'
import { Button, Checkbox, IconButton, NumberField, Select, TextField, useText, visibleText } from '../../../parts'
import { ConditionFields } from './ConditionFields'
import type { RuleForm } from './form'
import { formText } from './text'

export type FieldsProps = {
  form: RuleForm
  table: TableInfo
  onChange: (changed: Partial<RuleForm>) => void
}

/** What the kind of a rule asks for. */
export function SpecFields({ form, table, onChange }: FieldsProps) {
  const t = useText(formText)
  const { columns } = table
  const column =
    <ColumnField label={t('column')} columns={columns} value={form.column} onChange={(name) => onChange({ column: name })} /> // prettier-ignore
  switch (form.kind) {
    case 'range': {
      const isDate = /^(DATE|TIMESTAMP)/.test(columns.find(({ name }) => name === form.column)?.type ?? '')
      const hint = isDate ? t('dateHint') : undefined
      return (
        <>
          {column}
          <TextField label={t('min')} description={hint} value={form.min} onChange={(min) => onChange({ min })} />
          <TextField label={t('max')} description={hint} value={form.max} onChange={(max) => onChange({ max })} />
        </>
      )
    }
    case 'set':
      return (
        <>
          {column}
          <TextField
            label={t('values')}
            className="rule-form-wide"
            lines={6}
            value={form.values}
            onChange={(values) => onChange({ values })}
          />
        </>
      )
    case 'regex':
      return (
        <>
          {column}
          <TextField
            label={t('pattern')}
            className="rule-form-code"
            value={form.pattern}
            spellCheck="false"
            onChange={(pattern) => onChange({ pattern })}
          />
          <div className="rule-form-wide">
            <Checkbox isSelected={form.whole} onChange={(whole) => onChange({ whole })}>
              {t('whole')}
            </Checkbox>
          </div>
        </>
      )
    case 'not_null':
      return column
    case 'unique':
      return (
        <ColumnsField
          label={t('columns')}
          columns={columns}
          chosen={form.columns}
          onChange={(chosen) => onChange({ columns: chosen })}
        />
      )
    case 'relation':
      return <RelationFields form={form} table={table} onChange={onChange} />
    case 'compare':
      return (
        <>
          <ColumnField label={t('left')} columns={columns} value={form.left} onChange={(left) => onChange({ left })} />
          <Select
            label={t('op')}
            value={form.op}
            options={CompareOp.options.map((op) => ({ value: op, label: t(`op_${op}`) }))}
            onChange={(op) => onChange({ op })}
          />
          <ColumnField
            label={t('right')}
            columns={columns}
            value={form.right}
            onChange={(right) => onChange({ right })}
          />{' '}
          {/* prettier-ignore */}
        </>
      )
    case 'total':
      return (
        <>
          <ColumnField
            label={t('total')}
            columns={columns}
            value={form.total}
            onChange={(total) => onChange({ total })}
          />{' '}
          {/* prettier-ignore */}
          <Select
            label={t('sign')}
            value={form.sign}
            options={[
              { value: '+', label: t('sum') },
              { value: '*', label: t('product') }
            ]}
            onChange={(sign) => onChange({ sign })}
          />
          <NumberField
            label={t('tolerance')}
            minValue={0}
            value={form.tolerance}
            onChange={(tolerance) => onChange({ tolerance: Number.isFinite(tolerance) ? tolerance : 0 })}
            formatOptions={{ maximumFractionDigits: 6 }}
          />
          <ColumnsField
            label={t('parts')}
            columns={columns}
            chosen={form.parts}
            onChange={(parts) => onChange({ parts })}
          />{' '}
          {/* prettier-ignore */}
        </>
      )
    case 'depends':
      return (
        <>
          <ColumnsField
            label={t('determinant')}
            columns={columns}
            chosen={form.determinant}
            onChange={(determinant) => onChange({ determinant })}
          />
          <ColumnField
            label={t('dependent')}
            columns={columns}
            value={form.dependent}
            onChange={(dependent) => onChange({ dependent })}
          />
        </>
      )
    case 'implies':
      return (
        <>
          <ConditionFields
            label={t('when')}
            columns={columns}
            conditions={form.when}
            onChange={(when) => onChange({ when })}
          />
          <ConditionFields
            label={t('then')}
            columns={columns}
            conditions={form.then}
            onChange={(then) => onChange({ then })}
          />
        </>
      )
    case 'sql':
      return (
        <TextField
          label={t('condition')}
          className="rule-form-wide rule-form-code"
          lines={4}
          value={form.condition}
          spellCheck="false"
          onChange={(condition) => onChange({ condition })}
        />
      )
  }
}

type ColumnFieldProps = {
  label: string
  columns: readonly ColumnInfo[]
  value: string
  onChange: (name: string) => void
}

/** One column, with its type. */
export function ColumnField({ label, columns, value, onChange }: ColumnFieldProps) {
  return <Select label={label} options={optionsOf(columns)} value={value || null} onChange={onChange} />
}

function optionsOf(columns: readonly ColumnInfo[]) {
  return columns.map(({ name, type }) => ({
    value: name,
    label: visibleText(name, 80),
    description: visibleText(type, 40)
  }))
}

type ColumnsFieldProps = {
  label: string
  columns: readonly ColumnInfo[]
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}

/** Several columns: a list to add from, and those chosen, each with a button to take it out. */
function ColumnsField({ label, columns, chosen, onChange }: ColumnsFieldProps) {
  const t = useText(formText)
  return (
    <div className="rule-form-wide">
      <Select
        label={label}
        placeholder={t('addColumn')}
        options={optionsOf(columns.filter(({ name }) => !chosen.includes(name)))}
        value={null}
        onChange={(name) => onChange([...chosen, name])}
      />
      {chosen.length > 0 && (
        <ul className="rule-chosen">
          {chosen.map((name) => (
            <li key={name}>
              <span className="isolate">{visibleText(name, 60)}</span>
              <IconButton
                label={t('removeColumn', { name: visibleText(name, 60) })}
                icon={X}
                onPress={() => onChange(chosen.filter((other) => other !== name))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function RelationFields({ form, table, onChange }: FieldsProps) {
  const t = useText(formText)
  const { tables } = useSelectedTable()
  const other = tables.find(({ ref }) => ref.name === form.to)
  const put = (place: number, pair: Partial<JoinPair>): void =>
    onChange({ pairs: form.pairs.map((one, at) => (at === place ? { ...one, ...pair } : one)) })
  return (
    <>
      <Select
        label={t('to')}
        options={tables.map(({ ref }) => ({ value: ref.name, label: visibleText(ref.name, 80) }))}
        value={form.to || null}
        onChange={(to) => onChange({ to, pairs: form.pairs.map(({ left }) => ({ left, right: '' })) })}
      />
      <div className="rule-form-wide rule-pairs">
        {form.pairs.map(({ left, right }, place) => (
          <div key={place} className="rule-pair">
            <ColumnField
              label={t('leftKey')}
              columns={table.columns}
              value={left}
              onChange={(name) => put(place, { left: name })}
            />
            <ColumnField
              label={t('rightKey', { table: visibleText(form.to || '…', 40) })}
              columns={other?.columns ?? []}
              value={right}
              onChange={(name) => put(place, { right: name })}
            />
            {form.pairs.length > 1 && (
              <IconButton
                label={t('removePair')}
                icon={X}
                onPress={() => onChange({ pairs: form.pairs.filter((_, at) => at !== place) })}
              />
            )}
          </div>
        ))}
        {form.pairs.length < 6 && (
          <Button
            size="small"
            variant="quiet"
            icon={Plus}
            onPress={() => onChange({ pairs: [...form.pairs, { left: '', right: '' }] })}
          >
            {t('addPair')}
          </Button>
        )}
        <Checkbox isSelected={form.normalise} onChange={(normalise) => onChange({ normalise })}>
          {t('normalise')}
        </Checkbox>
      </div>
    </>
  )
}
