import { chartExtreme, chartTitle } from '../../../charts'
import type { ChartIntent } from '../../../contract'
import { api } from '../../client'
import { currentLanguage } from '../../parts'
import { askToPin } from '../findings'

/** Opens the dialog that pins a chart as a finding: its numbers are read again, so that what is pinned is what the data say now. */
export async function askToPinChart(intent: ChartIntent): Promise<void> {
  const data = await api.charts.data({ intent })
  const text = { fr: chartExtreme(intent, data, 'fr'), en: chartExtreme(intent, data, 'en') }
  const language = currentLanguage()
  askToPin(data.evidence, text[language], { kind: 'chart', title: chartTitle(intent, data, language), text })
}
