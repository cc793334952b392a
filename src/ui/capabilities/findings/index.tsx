/**
 * Findings (constats) for every screen: `askToPin` opens the pin dialog, `withPinHints` tells the evidence panel's pin
 * button what a figure is, `FindingList` and `FindingCard` show what was pinned. No screen of its own.
 */
import './findings.css'
import { Pin } from 'lucide-react'
import { registerEvidenceAction } from '../../parts'
import { PinDialog } from './PinDialog'
import { askToPin } from './pinning'
import { text } from './text'

export { FindingCard } from './FindingCard'
export { FindingList, type FindingListProps } from './FindingList'
export { formatOf } from './figure-format'
export { askToEdit, askToPin, type PinHints, withPinHints } from './pinning'
export { useFindings } from './queries'

registerEvidenceAction({
  id: 'pin-finding',
  label: { fr: text.keys.pin, en: 'Pin as a finding' },
  icon: Pin,
  run: (evidence, figure) => askToPin(evidence, figure)
})

/** Mounted once above every screen. */
export const overlay = PinDialog
