import { Plus, X } from 'lucide-react'
import { Condition, type ColumnInfo } from '../../../../contract'
import { Button, IconButton, Select, TextField, useText, visibleText } from '../../../parts'
import { EMPTY_CONDITION, NO_VALUE, type ConditionForm } from './form'
import { formText } from './text'

type Props = {
  label: string
  columns: readonly ColumnInfo[]
  conditions: readonly ConditionForm[]
  onChange: (conditions: readonly ConditionForm[]) => void
}

/** Conditions that hold together. */
export function ConditionFields({ label, columns, conditions, onChange }: Props) {
  const t = useText(formText)
  const put = (place: number, changed: Partial<ConditionForm>): void =>
    onChange(conditions.map((one, at) => (at === place ? { ...one, ...changed } : one)))
  return (
    <fieldset className="rule-form-wide rule-conditions">
      <legend>{label}</legend>
      {conditions.map(({ column, op, value }, place) => (
        <div key={place} className="rule-condition">
          <Select
            label={t('column')}
            options={columns.map(({ name, type }) => ({
              value: name,
              label: visibleText(name, 80),
              description: visibleText(type, 40)
            }))}
            value={column || null}
            onChange={(name) => put(place, { column: name })}
          />
          <Select
            label={t('op')}
            options={Condition.shape.op.options.map((one) => ({ value: one, label: t(`op_${one}`) }))}
            value={op}
            onChange={(one) => put(place, { op: one })}
          />
          {!NO_VALUE.includes(op) && (
            <TextField
              label={t('value')}
              value={value}
              description={['in', 'not in', 'between'].includes(op) ? t('valuesHint') : undefined}
              onChange={(text) => put(place, { value: text })}
            />
          )}
          {conditions.length > 1 && (
            <IconButton
              label={t('removeCondition')}
              icon={X}
              onPress={() => onChange(conditions.filter((_, at) => at !== place))}
            />
          )}
        </div>
      ))}
      <Button
        size="small"
        variant="quiet"
        icon={Plus}
        onPress={() => onChange([...conditions, { ...EMPTY_CONDITION }])}
      >
        {t('addCondition')}
      </Button>
    </fieldset>
  )
}
