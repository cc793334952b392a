import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Condition, type ColumnInfo, type Filter } from '../../../contract'
import { Button, IconButton, Select, TextField, useText, visibleText } from '../../parts'
import { conditionOf, type Line, lineOf, SEVERAL } from './condition-line'
import { text } from './text'

const OPS = Condition.shape.op.options

type ConditionEditorProps = {
  columns: readonly ColumnInfo[]
  filter: Filter
  onApply: (filter: Filter) => void
}

/** The conditions of a filter, written by hand and applied together. Values that were not touched stay as they are. */
export function ConditionEditor({ columns, filter, onApply }: ConditionEditorProps) {
  const t = useText(text)
  const [lines, setLines] = useState<readonly Line[]>(() =>
    filter.all.map((one) => lineOf(one, t('isMissing'), columns))
  )
  const change = (place: number, part: Partial<Line>): void =>
    setLines(lines.map((line, at) => (at === place ? { ...line, ...part } : line)))
  const names = [...new Set([...columns.map(({ name }) => name), ...lines.map(({ column }) => column)])]
  return (
    <form
      className="conditions"
      onSubmit={(event) => {
        event.preventDefault()
        onApply({ all: lines.map((line) => conditionOf(line, columns, t('isMissing'))) })
      }}
    >
      {lines.map(({ column, op, written }, place) => {
        const several = SEVERAL.includes(op)
        return (
          <fieldset key={place} className="condition" aria-label={t('condition', { n: place + 1 })}>
            <Select
              label={t('column')}
              hideLabel
              options={offered(names, column).map((name) => ({ value: `c:${name}`, label: visibleText(name, 60) }))}
              value={`c:${column}`}
              onChange={(value) => change(place, { column: value.slice(2) })}
            />
            <Select
              label={t('operator')}
              hideLabel
              options={OPS.map((value) => ({ value, label: t(`op ${value}`) }))}
              value={op}
              onChange={(value) => change(place, { op: value })}
            />
            {op !== 'missing' && op !== 'present' && (
              <TextField
                label={several ? t('operands') : t('operand')}
                hideLabel
                placeholder={several ? 'a; b' : ''}
                value={written}
                onChange={(value) => change(place, { written: value, values: [] })}
              />
            )}
            <IconButton
              label={t('removeCondition', { n: place + 1 })}
              icon={X}
              onPress={() => setLines(lines.filter((_, at) => at !== place))}
            />
          </fieldset>
        )
      })}
      <div className="conditions-actions">
        <Button
          size="small"
          icon={Plus}
          isDisabled={!columns.length}
          onPress={() => setLines([...lines, { column: columns[0]?.name ?? '', op: '=', written: '', values: [] }])}
        >
          {t('addCondition')}
        </Button>
        <Button size="small" type="submit" variant="primary">
          {t('apply')}
        </Button>
      </div>
    </form>
  )
}

function offered(names: readonly string[], column: string): string[] {
  return [...new Set([column, ...names.slice(0, 200)])]
}
