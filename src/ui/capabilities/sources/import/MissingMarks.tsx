import { Check, Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { ToggleButton } from 'react-aria-components'
import type { ColumnReading } from '../../../../contract'
import { Button, formatInteger, TextField, useText, visibleText } from '../../../parts'
import { chooseColumn, columnChoice, type FoundTable } from './draft'
import { lookAtTables } from './sniffing'
import { changeDraft } from './store'
import { text } from './text'
import { useSeen } from './useSeen'

/** Texts that mean "no answer" in a column: proposed ones with their rows, unticked; others can be added. */
export function MissingMarks({ table, column }: { table: FoundTable; column: ColumnReading }) {
  const t = useText(text)
  const seen = useSeen(table.sniff)
  const [other, setOther] = useState('')
  const field = useRef<HTMLFormElement>(null)
  const chosen = columnChoice(table, column.name).missing
  const counts = new Map(
    [...(table.found.columns.get(column.name)?.missing ?? []), ...column.missing].map((one) => [one.text, one.rows])
  )
  const marks = [...new Set([...counts.keys(), ...chosen])]
  const set = (missing: string[]): void => {
    changeDraft((draft) => chooseColumn(draft, table.key, column.name, { missing }))
    lookAtTables()
  }
  const add = (): void => {
    // The button that was pressed is then disabled: the next text may be written at once.
    field.current?.querySelector('input')?.focus()
    if (other !== '' && !chosen.includes(other)) set([...chosen, other])
    setOther('')
  }
  return (
    <div className="missing-marks" role="group" aria-label={t('missing')}>
      <span className="field-label">{t('missing')}</span>
      <p className="muted">
        {marks.length ? t('missingHint') : t('missingNone')} {counts.size > 0 && t('missingSeen', { seen })}
      </p>
      <div className="chips">
        {marks.map((mark) => (
          <ToggleButton
            key={mark}
            className="chip"
            isSelected={chosen.includes(mark)}
            onChange={(isSelected) => set(isSelected ? [...chosen, mark] : chosen.filter((one) => one !== mark))}
          >
            {({ isSelected }) => (
              <>
                {isSelected ? <Check size={12} aria-hidden /> : <Plus size={12} aria-hidden />}
                <span className="isolate">{visibleText(mark, 40)}</span>
                {counts.has(mark) && (
                  <span className="chip-count">
                    ({t('rows', { count: counts.get(mark) ?? 0, n: formatInteger(counts.get(mark) ?? 0) })})
                  </span>
                )}
              </>
            )}
          </ToggleButton>
        ))}
      </div>
      <form
        ref={field}
        className="missing-other"
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <TextField
          label={t('otherMissing')}
          hideLabel
          placeholder={t('otherMissing')}
          value={other}
          onChange={setOther}
          maxLength={1000}
        />
        <Button type="submit" isDisabled={other === ''}>
          {t('addMissing')}
        </Button>
      </form>
    </div>
  )
}
