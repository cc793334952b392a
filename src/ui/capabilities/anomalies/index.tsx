import './anomalies.css'
import { SearchX } from 'lucide-react'
import type { ScreenDefinition } from '../../app/screen'
import { QualityTabs } from './QualityTabs'

export const screen: ScreenDefinition = { id: 'anomalies', icon: SearchX, component: QualityTabs, count: null }
