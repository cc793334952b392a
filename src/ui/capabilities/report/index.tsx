import './report.css'
import { FileText } from 'lucide-react'
import type { ScreenDefinition } from '../../app/screen'
import { ReportScreen } from './ReportScreen'

export const screen: ScreenDefinition = { id: 'report', icon: FileText, component: ReportScreen, count: 'report' }
