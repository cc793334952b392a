/**
 * The map of the exploration. For other screens: `tellLook` where something is looked at for which the engine computes
 * nothing, `tellInView` where values are in view, `ComparisonsNote` beside figures, `ExplorationDays` for the journal.
 */
import './exploration.css'
import { Map as MapIcon } from 'lucide-react'
import type { ScreenDefinition } from '../../app/screen'
import { EvidenceWatch } from './EvidenceWatch'
import { ExplorationScreen } from './ExplorationScreen'

export { ComparisonsNote } from './Comparisons'
export { ExplorationDays } from './Days'
export { tellInView, tellLook } from './tell'

export const screen: ScreenDefinition = { id: 'exploration', icon: MapIcon, component: ExplorationScreen, count: null }

/** Mounted once above every screen. */
export const overlay = EvidenceWatch
