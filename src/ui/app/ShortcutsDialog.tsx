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
    { id: 'next', label: t('nextControl'), shortcut: 'Tab' },
    { id: 'grid-f2', label: t('gridKeys'), shortcut: 'F2' },
    { id: 'grid-copy', label: t('gridCopy'), shortcut: 'Ctrl+C' },
    { id: 'grid-sort', label: t('gridSort'), shortcut: 'Enter' },
    { id: 'grid-menu', label: t('gridMenu'), shortcut: 'Alt+ArrowDown' },
    { id: 'grid-find', label: t('gridFind'), shortcut: 'Ctrl+F' },
    { id: 'grid-go', label: t('gridGoTo'), shortcut: 'Ctrl+G' },
    { id: 'grid-move', label: t('gridMove'), shortcut: 'Alt+Shift+ArrowLeft' },
    { id: 'brush', label: t('brushKeys'), shortcut: 'ArrowRight' },
    { id: 'figure', label: t('figureKeys'), shortcut: 'Enter' },
    { id: 'run', label: t('runQuery'), shortcut: 'Ctrl+Enter' },
    { id: 'complete', label: t('completeQuery'), shortcut: 'Ctrl+Space' },
    { id: 'past', label: t('pastQuery'), shortcut: 'Alt+ArrowUp' }
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
