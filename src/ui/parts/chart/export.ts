import { chartSpec, chartTitle, LIGHT } from '../../../charts'
import type { ChartData, ChartIntent } from '../../../contract'
import { currentLanguage } from '../i18n'
import { downloadFile } from '../download'

const WIDTH = 800

/** Saves a chart as an SVG file with its title, in light colours. */
export async function saveSvg(intent: ChartIntent, data: ChartData): Promise<void> {
  const language = currentLanguage()
  const { chartSvg } = await import('../../../charts/view')
  const svg = await chartSvg(chartSpec(intent, data, { language, theme: LIGHT, width: WIDTH }), language, 'c')
  downloadFile(
    `${chartTitle(intent, data, language)}.svg`,
    new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`], { type: 'image/svg+xml' })
  )
}

/** Saves a chart as a PNG file at twice its size. */
export async function savePng(intent: ChartIntent, data: ChartData): Promise<void> {
  const language = currentLanguage()
  const { chartView } = await import('../../../charts/view')
  const view = chartView(chartSpec(intent, data, { language, theme: LIGHT, width: WIDTH }), language)
  try {
    const canvas = await view.toCanvas(2)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (!blob) throw new Error('the picture could not be made')
    downloadFile(`${chartTitle(intent, data, language)}.png`, blob)
  } finally {
    view.finalize()
  }
}

/** The numbers of a chart as tab-separated text, for a spreadsheet; cells that it would compute are marked as text. */
export function tableText(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const safe = (cell: string): string =>
    (/^[=+@\t\r＝＋＠]/.test(cell) || /^-(?!\d)/.test(cell) ? `'${cell}` : cell).replace(/[\t\n\r]/g, ' ')
  return [headers, ...rows].map((row) => row.map(safe).join('\t')).join('\n')
}
