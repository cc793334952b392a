import { useEffect, useState } from 'react'
import { TextField } from '../../parts'

type DraftFieldProps = {
  label: string
  description?: string
  value: string
  lines?: number
  required?: boolean
  isDisabled?: boolean
  autoFocus?: boolean
  onCommit: (value: string) => void
}

/** A text kept here while it is typed, and handed over when the field is left: one change, one undo. */
export function DraftField({ value, required, lines, onCommit, ...props }: DraftFieldProps) {
  const [draft, setDraft] = useState(value)
  useEffect(() => setDraft(value), [value])
  const commit = (): void => {
    const wanted = lines ? draft : draft.trim()
    if (required && !wanted) setDraft(value)
    else if (wanted !== value) onCommit(wanted)
  }
  return (
    <TextField
      {...props}
      lines={lines}
      value={draft}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !lines) commit()
        if (event.key === 'Escape') setDraft(value)
        event.continuePropagation()
      }}
    />
  )
}
