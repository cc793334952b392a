import { ChevronDown, CircleHelp, Languages, Monitor, Moon, Redo2, Search, Sun, Undo2 } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import type { ProjectInfo } from '../../contract'
import { Badge, IconButton, Menu, useLocalize, useText, visibleText } from '../parts'
import { shortcutText } from './commands'
import { JobTray } from './JobTray'
import { setLanguage, setTheme, usePreferences } from './preferences'
import { closeProject, redo, undo } from './project'
import { SaveState } from './SaveState'
import { text } from './text'

/** Signs of a change that a tip shows; the journal has all of it. */
const MOST_SHOWN = 160

/** Project · saved state · search · undo, redo · jobs · language · theme. */
export function TitleBar({
  project,
  onPalette,
  onShortcuts
}: {
  project: ProjectInfo
  onPalette: () => void
  onShortcuts: () => void
}) {
  const t = useText(text)
  const localize = useLocalize()
  const name = visibleText(project.name, 80)
  return (
    <header className="title-bar">
      <div className="title-left">
        <Menu
          label={t('projectMenu', { name })}
          trigger={
            <AriaButton className="project-name" aria-label={t('projectMenu', { name })}>
              <span className="isolate">{name}</span>
              <ChevronDown size={14} aria-hidden />
            </AriaButton>
          }
          entries={[
            {
              id: 'close',
              label: t('closeProject'),
              description: visibleText(project.path, 120),
              onAction: () => void closeProject()
            }
          ]}
        />
        {project.readOnly ? <Badge tone="warning">{t('readOnly')}</Badge> : <SaveState />}
      </div>
      <AriaButton className="palette-button" onPress={onPalette} aria-keyshortcuts="Control+K">
        <Search size={14} aria-hidden />
        <span>{t('palette')}</span>
        <kbd>{shortcutText('Ctrl+K')}</kbd>
      </AriaButton>
      <div className="title-right">
        <IconButton
          label={
            project.canUndo
              ? t('undoThis', { what: visibleText(localize(project.canUndo), MOST_SHOWN) })
              : t('nothingToUndo')
          }
          icon={Undo2}
          shortcut={shortcutText('Ctrl+Z')}
          isDisabled={!project.canUndo || project.readOnly}
          onPress={() => void undo()}
        />
        <IconButton
          label={
            project.canRedo
              ? t('redoThis', { what: visibleText(localize(project.canRedo), MOST_SHOWN) })
              : t('nothingToRedo')
          }
          icon={Redo2}
          shortcut={shortcutText('Ctrl+Shift+Z')}
          isDisabled={!project.canRedo || project.readOnly}
          onPress={() => void redo()}
        />
        <JobTray />
        <LanguageButton />
        <ThemeMenu />
        <IconButton label={t('shortcuts')} icon={CircleHelp} shortcut="?" onPress={onShortcuts} />
      </div>
    </header>
  )
}

/** Switches between French and English. */
export function LanguageButton() {
  const t = useText(text)
  const language = usePreferences((preferences) => preferences.language)
  return (
    <IconButton
      label={t('switchLanguage')}
      icon={Languages}
      onPress={() => setLanguage(language === 'fr' ? 'en' : 'fr')}
    />
  )
}

/** Light, dark, or as the system. */
export function ThemeMenu() {
  const t = useText(text)
  const theme = usePreferences((preferences) => preferences.theme)
  const icon = theme === 'dark' ? Moon : theme === 'light' ? Sun : Monitor
  return (
    <Menu
      label={t('theme')}
      trigger={<IconButton label={t('theme')} icon={icon} />}
      entries={[
        { id: 'system', label: t('themeSystem'), icon: Monitor, onAction: () => setTheme('system') },
        { id: 'light', label: t('themeLight'), icon: Sun, onAction: () => setTheme('light') },
        { id: 'dark', label: t('themeDark'), icon: Moon, onAction: () => setTheme('dark') }
      ]}
    />
  )
}
