import {
  Input,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps
} from 'react-aria-components'
import { FieldLabel, FieldNotes, type FieldTexts } from './FieldParts'

export type TextFieldProps = Omit<AriaTextFieldProps, 'children' | 'className'> &
  FieldTexts & {
    placeholder?: string
    lines?: number
    className?: string
    /** Id of a `datalist` of texts to offer. */
    list?: string
  }

/** One line of text, or several with `lines`. */
export function TextField({
  label,
  hideLabel,
  description,
  error,
  placeholder,
  lines,
  list,
  className = '',
  ...props
}: TextFieldProps) {
  const texts = { label, hideLabel, description, error }
  return (
    <AriaTextField {...props} isInvalid={props.isInvalid ?? Boolean(error)} className={`field ${className}`}>
      <FieldLabel {...texts} />
      {lines ? (
        <TextArea className="input" rows={lines} placeholder={placeholder} />
      ) : (
        <Input className="input" placeholder={placeholder} list={list} />
      )}
      <FieldNotes {...texts} />
    </AriaTextField>
  )
}
