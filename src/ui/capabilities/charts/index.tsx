import './charts.css'
import { ChartColumn } from 'lucide-react'
import type { ScreenDefinition } from '../../app/screen'
import { ChartsScreen } from './ChartsScreen'

export { chartQuery } from './draft'

export const screen: ScreenDefinition = { id: 'charts', icon: ChartColumn, component: ChartsScreen, count: 'chart' }
