import { CircleHelp, Languages, Moon, Redo2, Search, Sun, Table2, Undo2, X } from 'lucide-react'
import { useMemo } from 'react'
import { closeEvidence, useEvidence, useText, visibleText } from '../parts'
import { type Command, useCommands } from './commands'
import { setLanguage, setTheme, usePreferences } from './preferences'
import { useJobs } from './jobs'
import { closeProject, redo, undo, useTables } from './project'
import { go, tableParam } from './route'
import { screenShortcut } from './screen'
import { screens } from './screens'
import { text } from './text'

/** The frame's own commands: screens, tables, undo and redo, palette, shortcuts, language, appearance. */
export function useFrameCommands(open: (what: 'palette' | 'shortcuts') => void): void {
  const t = useText(text)
  const language = usePreferences((preferences) => preferences.language)
  const { data: tables } = useTables()
  const fixed = useMemo(
    (): Command[] => [
      ...screens.map(({ id, icon }): Command => ({
        id: `screen:${id}`,
        label: t(id),
        group: 'screens',
        icon,
        shortcut: screenShortcut(id),
        whileTyping: true,
        run: () => go(id)
      })),
      {
        id: 'palette',
        label: t('palette'),
        group: 'actions',
        icon: Search,
        shortcut: 'Ctrl+K',
        whileTyping: true,
        run: () => open('palette')
      },
      { id: 'undo', label: t('undo'), group: 'actions', icon: Undo2, shortcut: 'Ctrl+Z', run: () => void undo() },
      { id: 'redo', label: t('redo'), group: 'actions', icon: Redo2, shortcut: 'Ctrl+Shift+Z', run: () => void redo() },
      { id: 'find', label: t('find'), group: 'actions', icon: Search, shortcut: 'Ctrl+F', run: focusSearch },
      {
        id: 'shortcuts',
        label: t('shortcuts'),
        group: 'actions',
        icon: CircleHelp,
        shortcut: '?',
        run: () => open('shortcuts')
      },
      {
        id: 'language',
        label: t('switchLanguage'),
        group: 'actions',
        icon: Languages,
        run: () => setLanguage(language === 'fr' ? 'en' : 'fr')
      },
      { id: 'light', label: t('themeLight'), group: 'actions', icon: Sun, run: () => setTheme('light') },
      { id: 'dark', label: t('themeDark'), group: 'actions', icon: Moon, run: () => setTheme('dark') },
      { id: 'close-project', label: t('closeProject'), group: 'actions', icon: X, run: () => void closeProject() },
      {
        id: 'close-evidence',
        label: t('closeEvidence'),
        group: 'actions',
        shortcut: 'Escape',
        run: () => useEvidence.getState().evidence && closeEvidence()
      }
    ],
    [t, language, open]
  )
  const ofTables = useMemo(
    (): Command[] =>
      (tables ?? []).map(({ ref }) => ({
        id: `table:${tableParam(ref)}`,
        label: `${visibleText(ref.name, 80)} (${ref.schema})`,
        group: 'tables',
        icon: Table2,
        run: () => go('explore', { table: tableParam(ref) })
      })),
    [tables]
  )
  const running = useJobs(({ jobs }) =>
    jobs
      .filter(({ state }) => state === 'running')
      .map(({ id }) => id)
      .join(' ')
  )
  const ofJobs = useMemo((): Command[] => {
    const ids = running.split(' ')
    const { jobs: known } = useJobs.getState()
    return known
      .filter(({ id }) => ids.includes(String(id)))
      .map(({ id, label, cancel }) => ({
        id: `cancel:${id}`,
        label: t('cancelJob', { label: visibleText(label, 80) }),
        group: 'actions',
        icon: X,
        run: cancel
      }))
  }, [running, t])
  useCommands('frame', fixed)
  useCommands('jobs', ofJobs)
  useCommands('tables', ofTables)
}

/** Puts the cursor in the search box of the screen; does nothing where there is none. */
function focusSearch(): void {
  const box = document.querySelector<HTMLInputElement>('main input[type="search"]')
  box?.focus()
  box?.select()
}
