import type { ChartData, ChartIntent, LocalizedText } from '../../contract'
import { TOP_CATEGORIES, TOP_COLOURS } from './columns'
import { MAX_PERIODS } from './compile-line'
import type { OffScale } from './score-scale'

/** The measure in words: what the height of a mark means. */
export function measureInWords({ kind, y }: ChartIntent): LocalizedText {
  const column = y.column ?? ''
  if (kind === 'scatter') return { fr: `«\u00a0${column}\u00a0»`, en: `“${column}”` }
  if (kind === 'histogram' || y.column === undefined) {
    return y.aggregate === 'share'
      ? { fr: 'part des lignes', en: 'share of rows' }
      : { fr: 'nombre de lignes', en: 'number of rows' }
  }
  return {
    count: { fr: 'nombre de lignes', en: 'number of rows' },
    mean: { fr: `moyenne de «\u00a0${column}\u00a0»`, en: `mean of “${column}”` },
    sum: { fr: `somme de «\u00a0${column}\u00a0»`, en: `sum of “${column}”` },
    median: { fr: `médiane de «\u00a0${column}\u00a0»`, en: `median of “${column}”` },
    share: { fr: `part de la somme de «\u00a0${column}\u00a0»`, en: `share of the sum of “${column}”` }
  }[y.aggregate]
}

/** What the chart shows, for its evidence; the scale is told where values are off it. */
export function definitionInWords(intent: ChartIntent, offScale: OffScale | null = null): LocalizedText {
  const { x, y, colour, kind } = intent
  const measure = measureInWords(intent)
  const split = {
    fr: colour === undefined ? '' : `, selon «\u00a0${colour}\u00a0»`,
    en: colour === undefined ? '' : `, split by “${colour}”`
  }
  if (kind === 'scatter')
    return {
      fr: `«\u00a0${y.column}\u00a0» en fonction de «\u00a0${x.column}\u00a0»${split.fr}`,
      en: `“${y.column}” against “${x.column}”${split.en}`
    }
  const scale = {
    fr: offScale ? ` (valeurs de ${offScale.low} à ${offScale.high})` : '',
    en: offScale ? ` (values from ${offScale.low} to ${offScale.high})` : ''
  }
  const within = y.aggregate === 'share' && colour !== undefined && kind !== 'histogram'
  return {
    fr: `${measure.fr} par «\u00a0${x.column}\u00a0»${split.fr}${scale.fr}${within ? ` (la somme des parts vaut 100\u00a0% pour chaque «\u00a0${x.column}\u00a0»)` : ''}`,
    en: `${measure.en} by “${x.column}”${split.en}${scale.en}${within ? ` (shares add up to 100% within each “${x.column}”)` : ''}`
  }
}

/** What a reader must know beside the marks: what was put together, left out, drawn or rounded. */
export function notesOf(
  intent: ChartIntent,
  data: Pick<ChartData, 'missing' | 'others' | 'sample' | 'timeUnit'>,
  truncated: boolean,
  offScale: OffScale | null = null
): LocalizedText[] {
  const notes: LocalizedText[] = []
  const { missing, others, sample, timeUnit } = data
  if (others.x > 0) {
    notes.push({
      fr: `Les ${TOP_CATEGORIES} valeurs principales sont montrées\u00a0; «\u00a0Autres\u00a0» réunit le reste (${number(others.x, 'fr')}), recalculé sur ses lignes.`,
      en: `The top ${TOP_CATEGORIES} values are shown; “Others” puts the rest together (${number(others.x, 'en')}), computed again from its rows.`
    })
  }
  if (others.colour > 0) {
    notes.push({
      fr: `Les couleurs distinguent ${TOP_COLOURS} valeurs\u00a0; «\u00a0Autres\u00a0» réunit le reste (${number(others.colour, 'fr')}).`,
      en: `Colours tell ${TOP_COLOURS} values apart; “Others” puts the rest together (${number(others.colour, 'en')}).`
    })
  }
  if (offScale) {
    const { low, high, values } = offScale
    const many = values > 1
    notes.push({
      fr: `${number(values, 'fr')}\u00a0valeur${many ? 's' : ''} hors de l’échelle ${low}–${high} laissée${many ? 's' : ''} de côté.`,
      en: `${number(values, 'en')} value${many ? 's' : ''} off the ${low}–${high} scale left out.`
    })
  }
  if (missing > 0)
    notes.push({
      fr: `Lignes laissées de côté faute de valeur\u00a0: ${number(missing, 'fr')}.`,
      en: `Rows left out for want of a value: ${number(missing, 'en')}.`
    })
  if (sample) {
    notes.push({
      fr: `Échantillon aléatoire fixe de ${number(sample.shown, 'fr')} lignes sur ${number(sample.of, 'fr')}.`,
      en: `A fixed random sample of ${number(sample.shown, 'en')} rows out of ${number(sample.of, 'en')}.`
    })
  }
  if (timeUnit && intent.x.timeUnit && timeUnit !== intent.x.timeUnit) {
    notes.push({
      fr: 'L’unité de temps demandée donnerait trop de périodes\u00a0: une unité plus large est montrée.',
      en: 'The time unit asked for would make too many periods: a wider one is shown.'
    })
  }
  if (truncated)
    notes.push({
      fr: `Seules les ${number(MAX_PERIODS, 'fr')} premières valeurs de l’axe sont montrées.`,
      en: `Only the first ${number(MAX_PERIODS, 'en')} values of the axis are shown.`
    })
  return notes
}

function number(value: number, language: 'fr' | 'en'): string {
  return value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB')
}
