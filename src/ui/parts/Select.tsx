import { Check, ChevronDown } from 'lucide-react'
import {
  Button as AriaButton,
  Header,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text
} from 'react-aria-components'
import { FieldLabel, FieldNotes, type FieldTexts } from './FieldParts'
import { useText } from './i18n'
import { text } from './text'

export type Option<V extends string = string> = {
  value: V
  label: string
  description?: string
  isDisabled?: boolean
  /** Options of one group stand together, below its name. */
  group?: string
}

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
  const t = useText(text)
  const choose = (key: string | number | null): void => {
    const option = options.find((candidate) => candidate.value === key)
    if (option) onChange(option.value)
  }
  return (
    <AriaSelect
      className={`field ${className}`}
      value={value}
      onChange={choose}
      placeholder={placeholder ?? t('choose')}
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
        <ListBox className="listbox">
          {groupsOf(options).map(({ name, options: own }) =>
            name === undefined ? (
              own.map(item)
            ) : (
              <ListBoxSection key={name} className="listbox-section">
                <Header className="listbox-header">{name}</Header>
                {own.map(item)}
              </ListBoxSection>
            )
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

function item({ value, label, description, isDisabled }: Option) {
  return (
    <ListBoxItem key={value} id={value} textValue={label} className="listbox-item" isDisabled={isDisabled}>
      {({ isSelected }) => (
        <>
          <span className="item-mark">{isSelected && <Check size={14} aria-hidden />}</span>
          <span className="item-texts">
            <Text slot="label" className="isolate">
              {label}
            </Text>
            {description && <Text slot="description">{description}</Text>}
          </span>
        </>
      )}
    </ListBoxItem>
  )
}

/** Options that follow one another in one group. */
function groupsOf(options: readonly Option[]): { name: string | undefined; options: Option[] }[] {
  const groups: { name: string | undefined; options: Option[] }[] = []
  for (const option of options) {
    const last = groups.at(-1)
    if (last && last.name === option.group) last.options.push(option)
    else groups.push({ name: option.group, options: [option] })
  }
  return groups
}
