import { Search } from 'lucide-react'
import { useMemo } from 'react'
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Keyboard,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  SearchField
} from 'react-aria-components'
import { useText } from '../parts'
import { type Command, shortcutText, useCommandRegistry } from './commands'
import { text } from './text'

const GROUPS = [
  ['screens', 'groupScreens'],
  ['tables', 'groupTables'],
  ['actions', 'groupActions']
] as const

/** Finds and runs any command: screens, tables, actions. Typing filters, arrows choose, Enter runs. */
export function Palette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useText(text)
  const owners = useCommandRegistry((state) => state.owners)
  const commands = useMemo(() => [...owners.values()].flat(), [owners])
  const run = (key: string | number): void => {
    onClose()
    const command = commands.find(({ id }) => id === key)
    if (command) setTimeout(command.run)
  }
  return (
    <ModalOverlay className="scrim scrim-top" isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable>
      <Modal className="modal palette">
        <Dialog className="palette-dialog" aria-label={t('palette')}>
          {/* Before the search field, which would take a first Escape to clear itself. */}
          <div className="palette-inside" onKeyDownCapture={(event) => event.key === 'Escape' && onClose()}>
            <Autocomplete filter={matches}>
              <SearchField autoFocus aria-label={t('palette')} className="palette-search">
                <Search size={16} aria-hidden />
                <Input role="combobox" aria-expanded className="palette-input" placeholder={t('palette')} />
              </SearchField>
              <ListBox
                aria-label={t('palette')}
                className="palette-list"
                selectionMode="none"
                onAction={run}
                renderEmptyState={() => <p className="palette-empty muted">{t('paletteEmpty')}</p>}
              >
                {GROUPS.map(([group, name]) => {
                  const members = commands.filter((command) => command.group === group)
                  return members.length > 0 ? (
                    <ListBoxSection key={group} id={group}>
                      <Header className="overline palette-group">{t(name)}</Header>
                      {members.map((command) => (
                        <PaletteItem key={command.id} command={command} />
                      ))}
                    </ListBoxSection>
                  ) : null
                })}
              </ListBox>
            </Autocomplete>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function PaletteItem({ command }: { command: Command }) {
  const Icon = command.icon
  return (
    <ListBoxItem id={command.id} textValue={command.label} className="listbox-item">
      <span className="item-mark">{Icon && <Icon size={14} aria-hidden />}</span>
      <span className="item-texts isolate">{command.label}</span>
      {command.shortcut && <Keyboard>{shortcutText(command.shortcut)}</Keyboard>}
    </ListBoxItem>
  )
}

/** All words typed are in the label, accents and case aside. */
function matches(label: string, typed: string): boolean {
  const plain = folded(label)
  return folded(typed)
    .split(/\s+/)
    .every((word) => plain.includes(word))
}

function folded(value: string): string {
  return value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
