import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Copy,
  EyeOff,
  Filter as FilterIcon,
  FilterX,
  type LucideIcon,
  Pin,
  PinOff,
  Search
} from 'lucide-react'
import { useRef } from 'react'
import { Header, Keyboard, Menu, MenuItem, MenuSection, Popover, Text } from 'react-aria-components'
import type { Glance } from '../../../contract'
import { useText } from '../i18n'
import { visibleText } from '../visible-text'
import { beyondFacts } from './GridHead'
import { text } from './text'

export type ColumnAction =
  | 'ascending'
  | 'descending'
  | 'addAscending'
  | 'addDescending'
  | 'unsort'
  | 'is'
  | 'isNot'
  | 'missing'
  | 'present'
  | 'contains'
  | 'between'
  | 'below'
  | 'above'
  | 'pin'
  | 'hide'
  | 'moveLeft'
  | 'moveRight'
  | 'find'
  | 'copy'

export type ColumnMenuProps = {
  /** Id of the element it opens at. */
  anchor: string
  name: string
  type: string
  isSorted: boolean
  /** True where other columns sort the view. */
  othersSort: boolean
  isPinned: boolean
  canHide: boolean
  /** True where cells are selected, which a header is not. */
  canCopy: boolean
  /** The active cell's value as it is shown; null where there is none to filter by. */
  value: string | null
  /** False for columns whose values have no order or cannot be compared. */
  canCompare: boolean
  /** What lies beyond what its header draws. */
  beyond: Glance['beyond'] | null
  onAction: (action: ColumnAction) => void
  onClose: () => void
}

type Entry = { id: ColumnAction; label: string; icon: LucideIcon; note?: string; shortcut?: string }

/** What can be done with a column: sort, filter, place. */
export function ColumnMenu(props: ColumnMenuProps) {
  const { anchor, name, type, isSorted, othersSort, isPinned, canHide, canCopy, value, canCompare, beyond } = props
  const { onAction, onClose } = props
  const t = useText(text)
  const trigger = useRef<Element | null>(null)
  trigger.current = document.getElementById(anchor)
  const short = value === null ? '' : visibleText(value, 40)
  const sections: { label: string; entries: (Entry | false)[] }[] = [
    {
      label: t('sort'),
      entries: [
        { id: 'ascending', label: t('ascending'), icon: ArrowUp },
        { id: 'descending', label: t('descending'), icon: ArrowDown },
        othersSort && { id: 'addAscending', label: t('addAscending'), icon: ArrowUp },
        othersSort && { id: 'addDescending', label: t('addDescending'), icon: ArrowDown },
        isSorted && { id: 'unsort', label: t('unsort'), icon: FilterX }
      ]
    },
    {
      label: t('filter'),
      entries: [
        value !== null && { id: 'is', label: t('only', { value: short }), icon: FilterIcon },
        value !== null && { id: 'isNot', label: t('without', { value: short }), icon: FilterX },
        { id: 'missing', label: t('onlyMissing'), icon: FilterIcon },
        { id: 'present', label: t('onlyPresent'), icon: FilterIcon },
        { id: 'contains', label: t('containsMore'), icon: FilterIcon },
        canCompare && { id: 'between', label: t('betweenMore'), icon: FilterIcon },
        !!beyond?.below && { id: 'below', label: t('onlyBelow', beyondFacts(beyond.below, type)), icon: FilterIcon },
        !!beyond?.above && { id: 'above', label: t('onlyAbove', beyondFacts(beyond.above, type)), icon: FilterIcon }
      ]
    },
    {
      label: t('column'),
      entries: [
        { id: 'pin', label: t(isPinned ? 'unpin' : 'pin'), icon: isPinned ? PinOff : Pin },
        canHide && { id: 'hide', label: t('hide'), icon: EyeOff },
        { id: 'moveLeft', label: t('moveLeft'), icon: ArrowLeft },
        { id: 'moveRight', label: t('moveRight'), icon: ArrowRight },
        { id: 'find', label: t('findHere'), icon: Search }
      ]
    },
    {
      label: t('selection'),
      entries: [canCopy && { id: 'copy', label: t('copy'), icon: Copy, note: t('copyNote'), shortcut: 'Ctrl+C' }]
    }
  ]
  return (
    <Popover
      className="popover"
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      placement="bottom start"
      offset={2}
    >
      <Menu
        aria-label={t('menuOf', { name: visibleText(name, 60) })}
        className="listbox"
        autoFocus="first"
        onAction={(key) => onAction(key as ColumnAction)}
        onClose={onClose}
      >
        {sections
          .filter(({ entries }) => entries.some(Boolean))
          .map(({ label, entries }) => (
            <MenuSection key={label} className="listbox-section">
              <Header className="listbox-header">{label}</Header>
              {entries.map(
                (entry) =>
                  entry && (
                    <MenuItem key={entry.id} id={entry.id} textValue={entry.label} className="listbox-item">
                      <span className="item-mark">
                        <entry.icon size={14} aria-hidden />
                      </span>
                      <span className="item-texts">
                        <Text slot="label" className="isolate">
                          {entry.label}
                        </Text>
                        {entry.note && <Text slot="description">{entry.note}</Text>}
                      </span>
                      {entry.shortcut && <Keyboard>{entry.shortcut}</Keyboard>}
                    </MenuItem>
                  )
              )}
            </MenuSection>
          ))}
      </Menu>
    </Popover>
  )
}
