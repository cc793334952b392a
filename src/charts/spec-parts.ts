import type { ChartData, ChartIntent } from '../contract'
import type { ChartLanguage } from './locales'
import type { ChartReading } from './series'
import type { ChartTheme } from './themes'

/** What each kind of chart is drawn from. */
export interface SpecParts {
  intent: ChartIntent
  data: ChartData
  reading: ChartReading
  language: ChartLanguage
  theme: ChartTheme
}
