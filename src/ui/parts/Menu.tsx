import type { LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { Keyboard, Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components'

export type MenuEntry = {
  id: string
  label: string
  description?: string
  icon?: LucideIcon
  shortcut?: string
  isDisabled?: boolean
  onAction: () => void
}

export type MenuProps = { label: string; trigger: ReactElement; entries: readonly MenuEntry[] }

/** Actions behind a button: `<Menu label=… trigger={<Button>…</Button>} entries={[…]} />`. */
export function Menu({ label, trigger, entries }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="popover" offset={4}>
        <AriaMenu aria-label={label} className="listbox">
          {entries.map(({ id, label, description, icon: Icon, shortcut, isDisabled, onAction }) => (
            <MenuItem
              key={id}
              id={id}
              textValue={label}
              className="listbox-item"
              isDisabled={isDisabled}
              onAction={onAction}
            >
              <span className="item-mark">{Icon && <Icon size={14} aria-hidden />}</span>
              <span className="item-texts">
                <Text slot="label" className="isolate">
                  {label}
                </Text>
                {description && <Text slot="description">{description}</Text>}
              </span>
              {shortcut && <Keyboard>{shortcut}</Keyboard>}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
