import './recipe.css'
import { ListChecks } from 'lucide-react'
import type { ScreenDefinition } from '../../app/screen'
import { RecipeScreen } from './RecipeScreen'

export const screen: ScreenDefinition = { id: 'recipe', icon: ListChecks, component: RecipeScreen, count: 'step' }

export { PreviewView } from './editor/PreviewView'
