import { X } from 'lucide-react'
import { IconButton, Select, useText, visibleText } from '../../../parts'
import { formText } from './text'

type ColumnsFieldProps = {
  label: string
  options: { value: string; label: string }[]
  chosen: string[]
  onChange: (chosen: string[]) => void
}

/** Several columns: a list to add from, and those chosen, each with a button to take it out. */
export function ColumnsField({ label, options, chosen, onChange }: ColumnsFieldProps) {
  const t = useText(formText)
  return (
    <div className="recipe-form-wide">
      <Select
        label={label}
        placeholder={t('addColumn')}
        options={options.filter(({ value }) => !chosen.includes(value))}
        value={null}
        onChange={(name) => onChange([...chosen, name])}
      />
      {chosen.length > 0 && (
        <ul className="recipe-chosen">
          {chosen.map((name) => (
            <li key={name}>
              <span className="isolate">{visibleText(name, 60)}</span>
              <IconButton
                label={t('removeColumn', { name })}
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
