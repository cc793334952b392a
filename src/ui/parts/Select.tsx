import { Check, ChevronDown } from 'lucide-react'
import {
  Button as AriaButton,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text
} from 'react-aria-components'
import { FieldLabel, FieldNotes, type FieldTexts } from './FieldParts'

export type Option<V extends string = string> = { value: V; label: string; description?: string; isDisabled?: boolean }

export type SelectProps<V extends string> = FieldTexts & {
  options: readonly Option<V>[]
  value: V | null
  onChange: (value: V) => void
  placeholder?: string
  isDisabled?: boolean
  autoFocus?: boolean
  className?: string
}

/** A choice of one among several. */
export function Select<V extends string>({
  options,
  value,
  onChange,
  placeholder,
  isDisabled,
  autoFocus,
  className = '',
  ...texts
}: SelectProps<V>) {
  const choose = (key: string | number | null): void => {
    const option = options.find((candidate) => candidate.value === key)
    if (option) onChange(option.value)
  }
  return (
    <AriaSelect
      className={`field ${className}`}
      value={value}
      onChange={choose}
      placeholder={placeholder}
      isDisabled={isDisabled}
      autoFocus={autoFocus}
      isInvalid={Boolean(texts.error)}
    >
      <FieldLabel {...texts} />
      <AriaButton className="input select-button">
        <SelectValue className="select-value" />
        <ChevronDown size={16} aria-hidden />
      </AriaButton>
      <FieldNotes {...texts} />
      <Popover className="popover" offset={4}>
        <ListBox className="listbox" items={options.map((option) => ({ ...option, id: option.value }))}>
          {(option) => (
            <ListBoxItem
              id={option.id}
              textValue={option.label}
              className="listbox-item"
              isDisabled={option.isDisabled}
            >
              {({ isSelected }) => (
                <>
                  <span className="item-mark">{isSelected && <Check size={14} aria-hidden />}</span>
                  <span className="item-texts">
                    <Text slot="label" className="isolate">
                      {option.label}
                    </Text>
                    {option.description && <Text slot="description">{option.description}</Text>}
                  </span>
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
