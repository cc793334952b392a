import './sql.css'
import { SquareTerminal } from 'lucide-react'
import type { ScreenDefinition } from '../../app/screen'
import { SqlScreen } from './SqlScreen'

export const screen: ScreenDefinition = { id: 'sql', icon: SquareTerminal, component: SqlScreen, count: null }
