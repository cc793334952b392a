import { History } from 'lucide-react'
import type { ProjectInfo } from '../../contract'
import { formatInteger, useText } from '../parts'
import { shortcutText } from './commands'
import { useRoute, writeRoute } from './route'
import { type ScreenDefinition, type ScreenId, screenShortcut } from './screen'
import { screens } from './screens'
import { text } from './text'

/** The steps of the journey, each with how far it is: empty, begun (with its count), or stale. */
export function Rail({ project, current }: { project: ProjectInfo; current: ScreenId }) {
  const t = useText(text)
  const { table } = useRoute().params
  return (
    <nav className="rail" aria-label={t('journey')}>
      <ul>
        {screens.map((screen) => {
          const shortcut = screenShortcut(screen.id)
          const count = countOf(screen, project)
          const stale = (project.counts[`${screen.id}.stale`] ?? 0) > 0
          const state = stale
            ? t('stepStale')
            : count === null
              ? ''
              : count === 0
                ? t('stepEmpty')
                : formatInteger(count)
          const Icon = screen.icon
          return (
            <li key={screen.id} className={screen.id === 'sql' ? 'rail-break' : undefined}>
              <a
                href={writeRoute({ screen: screen.id, params: table ? { table } : {} })}
                className="rail-link"
                aria-current={screen.id === current ? 'page' : undefined}
                aria-label={state ? `${t(screen.id)}, ${state}` : t(screen.id)}
                title={shortcut && shortcutText(shortcut)}
              >
                <span className="rail-icon">
                  <Icon size={18} strokeWidth={1.75} aria-hidden />
                  {stale ? (
                    <History size={11} className="rail-stale" aria-hidden />
                  ) : count ? (
                    <span className="rail-count num" aria-hidden>
                      {count > 99 ? '99+' : count}
                    </span>
                  ) : null}
                </span>
                <span className="rail-name">{t(screen.id)}</span>
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** Number of things in a step; null where the step counts nothing. */
function countOf(screen: ScreenDefinition, project: ProjectInfo): number | null {
  if (screen.count === null) return null
  return project.counts[screen.count ?? screen.id] ?? 0
}
