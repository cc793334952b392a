import { Search, X } from 'lucide-react'
import { Button as AriaButton, Input, Label, SearchField as AriaSearchField } from 'react-aria-components'

export type SearchFieldProps = {
  label: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  autoFocus?: boolean
  className?: string
}

/** A search box; its label is for screen readers, its placeholder for the eye. */
export function SearchField({ label, value, onChange, placeholder, autoFocus, className = '' }: SearchFieldProps) {
  return (
    <AriaSearchField value={value} onChange={onChange} autoFocus={autoFocus} className={`search-field ${className}`}>
      <Label className="sr-only">{label}</Label>
      <Search size={14} aria-hidden />
      <Input className="search-input" placeholder={placeholder ?? label} />
      {value && (
        <AriaButton className="icon-button icon-button-small">
          <X size={14} aria-hidden />
        </AriaButton>
      )}
    </AriaSearchField>
  )
}
