import { useEffect, useId, useState } from 'react'

type DayFieldProps = {
  label: string
  description?: string
  value: string | null
  isDisabled?: boolean
  onCommit: (day: string | null) => void
}

/** A date by the system's own field; handed over when it is whole and the field is left, or Enter is pressed. */
export function DayField({ label, description, value, isDisabled, onCommit }: DayFieldProps) {
  const id = useId()
  const [draft, setDraft] = useState(value ?? '')
  useEffect(() => setDraft(value ?? ''), [value])
  const commit = (): void => {
    if (draft !== (value ?? '')) onCommit(draft || null)
  }
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="date"
        className="input"
        min="1900-01-01"
        max="2199-12-31"
        value={draft}
        disabled={isDisabled}
        aria-describedby={description ? `${id}-help` : undefined}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
      {description && (
        <span id={`${id}-help`} className="field-description">
          {description}
        </span>
      )}
    </div>
  )
}
