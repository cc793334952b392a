import { chartExtreme, chartTitle } from '../../../charts'
import type { ChartIntent, Finding } from '../../../contract'
import { api } from '../../client'
import { currentLanguage } from '../../parts'

/** Pins a chart as a finding: its numbers are read again, so that what is pinned is what the data say now. */
export async function pinChart(intent: ChartIntent): Promise<Finding> {
  const data = await api.charts.data({ intent })
  return api.findings.pin({
    title: chartTitle(intent, data, currentLanguage()),
    kind: 'chart',
    evidence: data.evidence,
    text: { fr: chartExtreme(intent, data, 'fr'), en: chartExtreme(intent, data, 'en') }
  })
}
