import { Checkbox, DataTable, Dialog, useText } from '../parts'
import { shortcutText, useCommandRegistry } from './commands'
import { usePreferences } from './preferences'
import { text } from './text'

/** Every shortcut of the moment, and the choice of single keys. */
export function ShortcutsDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useText(text)
  const owners = useCommandRegistry((state) => state.owners)
  const singleKeys = usePreferences((preferences) => preferences.singleKeys)
  const known = [...owners.values()]
    .flat()
    .flatMap(({ id, label, shortcut }) => (shortcut ? [{ id, label, shortcut }] : []))
  const rows = [
    ...known,
    { id: 'grid-f2', label: t('gridKeys'), shortcut: 'F2' },
    { id: 'grid-copy', label: t('gridCopy'), shortcut: 'Ctrl+C' }
  ]
  return (
    <Dialog title={t('shortcuts')} isOpen={isOpen} onClose={onClose} size="medium">
      <DataTable
        caption={t('shortcuts')}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { id: 'action', header: t('action'), cell: ({ label }) => label },
          { id: 'keys', header: t('keys'), cell: ({ shortcut }) => <kbd>{shortcutText(shortcut)}</kbd> }
        ]}
      />
      <Checkbox isSelected={singleKeys} onChange={(on) => usePreferences.setState({ singleKeys: on })}>
        {t('shortcutsSingle')}
      </Checkbox>
    </Dialog>
  )
}
