import './explore.css'
import { Compass } from 'lucide-react'
import type { ScreenDefinition } from '../../app/screen'
import { ExploreScreen } from './ExploreScreen'

export const screen: ScreenDefinition = { id: 'explore', icon: Compass, component: ExploreScreen, count: null }
