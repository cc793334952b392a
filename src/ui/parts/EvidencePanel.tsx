import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from './Button'
import { closeEvidence, useEvidence } from './evidence'
import { EvidenceFacts, EvidenceRows } from './EvidenceBody'
import { IconButton } from './IconButton'
import { useLocalize, useText } from './i18n'
import { text } from './text'
import { visibleText } from './visible-text'

/** What stands behind the figure on show: meaning, population, query, rows, and what can be done with it. */
export function EvidencePanel() {
  const t = useText(text)
  const localize = useLocalize()
  const { evidence, figure, actions } = useEvidence()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [evidence])
  if (!evidence) return null
  return (
    <aside
      className="evidence"
      aria-label={t('evidence')}
      onKeyDown={(event) => event.key === 'Escape' && closeEvidence()}
    >
      <header className="evidence-header">
        <div>
          <p className="overline">{t('evidence')}</p>
          <h2 ref={heading} tabIndex={-1} className="isolate">
            {visibleText(localize(evidence.title))}
          </h2>
        </div>
        <IconButton label={t('close')} shortcut="Esc" icon={X} onPress={closeEvidence} />
      </header>
      {figure && <p className="evidence-figure num">{figure}</p>}
      <EvidenceFacts evidence={evidence} />
      {actions.length > 0 && (
        <div className="evidence-actions">
          {actions.map((action) => (
            <Button key={action.id} icon={action.icon} onPress={() => void action.run(evidence, figure)}>
              {localize(action.label)}
            </Button>
          ))}
        </div>
      )}
      <EvidenceRows evidence={evidence} />
    </aside>
  )
}
