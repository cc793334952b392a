import './priorities.css'
import { ListOrdered } from 'lucide-react'
import type { ScreenDefinition } from '../../app/screen'
import { PrioritiesScreen } from './PrioritiesScreen'

export const screen: ScreenDefinition = {
  id: 'priorities',
  icon: ListOrdered,
  component: PrioritiesScreen,
  count: null
}
