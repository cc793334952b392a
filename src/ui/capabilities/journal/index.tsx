import './journal.css'
import { History } from 'lucide-react'
import type { ScreenDefinition } from '../../app/screen'
import { JournalScreen } from './JournalScreen'

export const screen: ScreenDefinition = { id: 'journal', icon: History, component: JournalScreen, count: null }
