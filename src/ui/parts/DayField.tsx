import { type CalendarDate, parseDate } from '@internationalized/date'
import { useEffect, useState } from 'react'
import { DateField, DateInput, DateSegment } from 'react-aria-components'
import { FieldLabel, FieldNotes } from './FieldParts'

type DayFieldProps = {
  label: string
  description?: string
  value: string | null
  isDisabled?: boolean
  onCommit: (day: string | null) => void
}

/**
 * A date typed in the order of the app's language, whatever the browser's; handed over when it is whole and the field is
 * left, or Enter is pressed. Days are `YYYY-MM-DD`.
 */
export function DayField({ label, description, value, isDisabled, onCommit }: DayFieldProps) {
  const [draft, setDraft] = useState(() => dayOf(value))
  useEffect(() => setDraft(dayOf(value)), [value])
  const commit = (): void => {
    const day = draft?.toString() ?? null
    if (day !== value) onCommit(day)
  }
  return (
    <DateField
      className="field"
      value={draft}
      onChange={setDraft}
      isDisabled={isDisabled}
      minValue={parseDate('1900-01-01')}
      maxValue={parseDate('2199-12-31')}
      onFocusChange={(isFocused) => !isFocused && commit()}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    >
      <FieldLabel label={label} />
      <DateInput className="input day-input">
        {(segment) => <DateSegment className="day-segment" segment={segment} />}
      </DateInput>
      <FieldNotes label={label} description={description} />
    </DateField>
  )
}

function dayOf(value: string | null): CalendarDate | null {
  return value === null ? null : parseDate(value)
}
