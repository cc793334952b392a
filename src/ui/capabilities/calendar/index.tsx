import './calendar.css'
import { CalendarDays } from 'lucide-react'
import type { ScreenDefinition } from '../../app/screen'
import { CalendarScreen } from './CalendarScreen'

export const screen: ScreenDefinition = { id: 'calendar', icon: CalendarDays, component: CalendarScreen, count: null }
