/** Workstreams: their screen, and the parts of them that the ranking and the calendar show too. */
import './workstreams.css'
import { HardHat } from 'lucide-react'
import type { ScreenDefinition } from '../../app/screen'
import { WorkstreamsScreen } from './WorkstreamsScreen'

export { EstimateInput } from './EstimateInput'
export { PredecessorChecks } from './PredecessorChecks'
export { useEditWorkstream, useWorkstreams } from './queries'

export const screen: ScreenDefinition = {
  id: 'workstreams',
  icon: HardHat,
  component: WorkstreamsScreen,
  count: 'workstream'
}
