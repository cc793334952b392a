import './anomalies.css'
import { SearchX } from 'lucide-react'
import type { ScreenDefinition } from '../../app/screen'
import { AnomaliesScreen } from './AnomaliesScreen'

export const screen: ScreenDefinition = { id: 'anomalies', icon: SearchX, component: AnomaliesScreen, count: null }
