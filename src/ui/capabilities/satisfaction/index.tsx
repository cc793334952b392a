import './satisfaction.css'
import { Smile } from 'lucide-react'
import type { ScreenDefinition } from '../../app/screen'
import { SatisfactionScreen } from './SatisfactionScreen'

export const screen: ScreenDefinition = { id: 'satisfaction', icon: Smile, component: SatisfactionScreen, count: null }
