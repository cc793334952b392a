import './sources.css'
import './import/import.css'
import './delivery/delivery.css'
import { Files } from 'lucide-react'
import type { ScreenDefinition } from '../../app/screen'
import { SourcesScreen } from './SourcesScreen'

export const screen: ScreenDefinition = { id: 'sources', icon: Files, component: SourcesScreen, count: 'source' }
