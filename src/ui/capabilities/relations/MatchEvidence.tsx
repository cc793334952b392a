import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Evidence } from '../../../contract'
import { Button, EvidenceFacts, EvidenceRows, useLocalize, useText, visibleText } from '../../parts'
import { text } from './text'

/** The evidence of a figure of the match report, in its place: the panel of the window stands behind the dialog. */
export function MatchEvidence({ evidence, onClose }: { evidence: Evidence; onClose: () => void }) {
  const t = useText(text)
  const localize = useLocalize()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [evidence])
  return (
    <div
      className="match-evidence"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <div>
        <Button size="small" variant="quiet" icon={ArrowLeft} onPress={onClose}>
          {t('backToReport')}
        </Button>
      </div>
      <h3 ref={heading} tabIndex={-1} className="isolate">
        {visibleText(localize(evidence.title))}
      </h3>
      <EvidenceFacts evidence={evidence} />
      <EvidenceRows evidence={evidence} />
    </div>
  )
}
