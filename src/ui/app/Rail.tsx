import type { ProjectInfo } from '../../contract'
import { useText } from '../parts'
import { shortcutText } from './commands'
import { useRoute, writeRoute } from './route'
import { type ScreenDefinition, type ScreenId, screenShortcut } from './screen'
import { screens } from './screens'
import { text } from './text'

/** The steps of the journey, each with how far it is: empty, or begun (with its count). */
export function Rail({ project, current }: { project: ProjectInfo; current: ScreenId }) {
  const t = useText(text)
  const { table } = useRoute().params
  return (
    <nav className="rail" aria-label={t('journey')}>
      <ul>
        {screens.map((screen) => {
          const shortcut = screenShortcut(screen.id)
          const count = countOf(screen, project)
          const Icon = screen.icon
          return (
            <li key={screen.id} className={screen.id === 'sql' ? 'rail-break' : undefined}>
              <a
                href={writeRoute({ screen: screen.id, params: table ? { table } : {} })}
                className="rail-link"
                aria-current={screen.id === current ? 'page' : undefined}
                title={shortcut && shortcutText(shortcut)}
              >
                <Icon size={18} strokeWidth={1.75} aria-hidden />
                <span className="rail-name">{t(screen.id)}</span>
                {count ? <span className="rail-mark rail-count num">{count > 99 ? '99+' : count}</span> : null}
                {count === 0 && <span className="sr-only">{t('stepEmpty')}</span>}
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** Number of things in a step; null where the project counts nothing of that name. */
function countOf(screen: ScreenDefinition, project: ProjectInfo): number | null {
  if (screen.count === null) return null
  return project.counts[screen.count ?? screen.id] ?? null
}
