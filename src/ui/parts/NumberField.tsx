import { Minus, Plus } from 'lucide-react'
import {
  Button as AriaButton,
  Group,
  Input,
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps
} from 'react-aria-components'
import { FieldLabel, FieldNotes, type FieldTexts } from './FieldParts'

export type NumberFieldProps = Omit<AriaNumberFieldProps, 'children' | 'className'> &
  FieldTexts & { className?: string }

/** A number typed by the locale's habits, with steps by buttons and arrows. */
export function NumberField({ label, hideLabel, description, error, className = '', ...props }: NumberFieldProps) {
  const texts = { label, hideLabel, description, error }
  return (
    <AriaNumberField {...props} isInvalid={props.isInvalid ?? Boolean(error)} className={`field ${className}`}>
      <FieldLabel {...texts} />
      <Group className="input number-group">
        <AriaButton slot="decrement">
          <Minus size={14} aria-hidden />
        </AriaButton>
        <Input className="number-input num" />
        <AriaButton slot="increment">
          <Plus size={14} aria-hidden />
        </AriaButton>
      </Group>
      <FieldNotes {...texts} />
    </AriaNumberField>
  )
}
