import { FieldError, Label, Text } from 'react-aria-components'

export type FieldTexts = {
  label: string
  /** Keeps the label for screen readers only, where the place makes it plain. */
  hideLabel?: boolean
  description?: string
  error?: string
}

/** Label of a field; use before the control. */
export function FieldLabel({ label, hideLabel }: FieldTexts) {
  return <Label className={hideLabel ? 'sr-only' : 'field-label'}>{label}</Label>
}

/** Help and error of a field; use after the control. */
export function FieldNotes({ description, error }: FieldTexts) {
  return (
    <>
      {description && (
        <Text slot="description" className="field-description">
          {description}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </>
  )
}
