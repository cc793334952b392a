import type { LocalizedText, Measure, MeasureRequest, Segmentation } from '../../contract'
import { inBothLanguages } from '../figure-text'
import { booleanInWords } from '../sql'

/** The measure's name: NPS, satisfied share, mean score. */
export function measureName(measure: Measure): LocalizedText {
  if (measure.kind === 'nps') return { fr: 'NPS', en: 'NPS' }
  if (measure.kind === 'csat') return { fr: 'Part de satisfaits (CSAT)', en: 'Share satisfied (CSAT)' }
  return { fr: 'Note moyenne', en: 'Mean score' }
}

/** What the measure computes, in plain words. */
export function measureDefinition(measure: Measure): LocalizedText {
  if (measure.kind === 'nps')
    return {
      fr: 'Part des promoteurs (notes 9 et 10) moins part des détracteurs (notes 0 à 6), en points de −100 à +100.',
      en: 'Share of promoters (9 and 10) less share of detractors (0 to 6), in points from −100 to +100.'
    }
  const range = inBothLanguages((format) => {
    const bounds = [format(measure.low), format(measure.high)]
    return { low: bounds[0], high: bounds[1], from: measure.kind === 'csat' ? format(measure.threshold) : '' }
  })
  if (measure.kind === 'csat')
    return {
      fr: `Part des notes de ${range.fr.from} à ${range.fr.high} parmi les notes valables (échelle de ${range.fr.low} à ${range.fr.high}).`,
      en: `Share of scores from ${range.en.from} to ${range.en.high} among valid scores (scale ${range.en.low} to ${range.en.high}).`
    }
  return {
    fr: `Moyenne des notes valables (échelle de ${range.fr.low} à ${range.fr.high}).`,
    en: `Mean of the valid scores (scale ${range.en.low} to ${range.en.high}).`
  }
}

/** Title of the whole result. */
export function resultTitle({ measure, score, segment }: MeasureRequest): LocalizedText {
  const name = measureName(measure)
  const by = segment && segmentName(segment)
  return {
    fr: `${name.fr} de «\u00a0${score}\u00a0»${by ? `, par ${by.fr}` : ''}`,
    en: `${name.en} of “${score}”${by ? `, by ${by.en}` : ''}`
  }
}

/** The segmentation in words: « région » (table clients), month of « date ». */
export function segmentName({ column, by, via }: Segmentation): LocalizedText {
  const where = via
    ? { fr: ` (table «\u00a0${via.table.name}\u00a0»)`, en: ` (table “${via.table.name}”)` }
    : { fr: '', en: '' }
  const units = {
    month: ['mois de', 'month of'],
    quarter: ['trimestre de', 'quarter of'],
    year: ['année de', 'year of']
  }
  const [fr, en] =
    by.kind === 'period' ? (units[by.unit] ?? []) : by.kind === 'classes' ? ['classes de', 'classes of'] : ['', '']
  return {
    fr: `${fr ?? ''} «\u00a0${column}\u00a0»${where.fr}`.trim(),
    en: `${en ?? ''} “${column}”${where.en}`.trim()
  }
}

/** A segment's own name: its value, its period in letters, or its class in bounds. */
export function segmentLabel(
  key: string | null,
  by: Segmentation['by'],
  { edges, isYesNo }: { edges: readonly number[]; isYesNo: boolean }
): LocalizedText {
  if (key === null) return { fr: '(non renseigné)', en: '(not given)' }
  if (by.kind === 'classes') return classLabel(Number(key), edges)
  if (by.kind === 'period') return periodLabel(key)
  if (isYesNo) return booleanInWords(key === 'true')
  return { fr: key, en: key }
}

function classLabel(index: number, edges: readonly number[]): LocalizedText {
  const [from, to] = [edges[index - 1], edges[index]]
  const bounds = inBothLanguages((format) => ({
    from: from === undefined ? '' : format(from, { maximumFractionDigits: 3 }),
    to: to === undefined ? '' : format(to, { maximumFractionDigits: 3 })
  }))
  if (from === undefined && to === undefined) return { fr: 'toutes les valeurs', en: 'all values' }
  if (from === undefined) return { fr: `moins de ${bounds.fr.to}`, en: `below ${bounds.en.to}` }
  if (to === undefined) return { fr: `${bounds.fr.from} et plus`, en: `${bounds.en.from} and over` }
  return {
    fr: `de ${bounds.fr.from} à moins de ${bounds.fr.to}`,
    en: `${bounds.en.from} to below ${bounds.en.to}`
  }
}

function periodLabel(key: string): LocalizedText {
  const quarter = /^(\d{4})-T(\d)$/.exec(key)
  if (quarter) return { fr: `T${quarter[2]} ${quarter[1]}`, en: `Q${quarter[2]} ${quarter[1]}` }
  if (!/^\d{4}-\d{2}$/.test(key)) return { fr: key, en: key }
  const date = new Date(`${key}-01T00:00:00Z`)
  const month = (locale: string): string =>
    new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date)
  return { fr: month('fr-FR'), en: month('en-GB') }
}
