import type { EstimateSource, LocalizedText, ScoreInput } from '../../contract'

export type InputName = ScoreInput['name']

/** The inputs of the scores, as they are named on screen. */
export const INPUTS: Record<InputName, { label: LocalizedText; unit: LocalizedText }> = {
  reach: {
    label: { fr: 'portée', en: 'reach' },
    unit: { fr: 'personnes par trimestre', en: 'people per quarter' }
  },
  impact: {
    label: { fr: 'impact', en: 'impact' },
    unit: { fr: 'échelle de 0,25 à 3', en: 'scale from 0.25 to 3' }
  },
  confidence: { label: { fr: 'confiance', en: 'confidence' }, unit: { fr: '%', en: '%' } },
  value: { label: { fr: 'valeur', en: 'value' }, unit: { fr: 'points sur 10', en: 'points out of 10' } },
  effort: { label: { fr: 'effort', en: 'effort' }, unit: { fr: 'jours-personnes', en: 'person-days' } }
}

export const EUROS: LocalizedText = { fr: '€', en: '€' }

/** One input as it was used in a score. */
export function inputOf(
  name: InputName,
  value: number,
  source: EstimateSource = { kind: 'manual' },
  unit: LocalizedText = INPUTS[name].unit
): ScoreInput {
  return { name, label: INPUTS[name].label, value, unit, source }
}

/** A number as each language writes it: as it was given, up to six decimals. */
export function written(value: number): LocalizedText {
  return inBoth(value, { maximumFractionDigits: 6 })
}

/** A computed score as each language writes it: four significant digits, whole from 1,000 on. */
export function rounded(score: number): LocalizedText {
  return inBoth(score, score >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 })
}

function inBoth(value: number, options: Intl.NumberFormatOptions): LocalizedText {
  const format = (locale: string) => new Intl.NumberFormat(locale, options).format(value)
  return { fr: format('fr-FR'), en: format('en-GB') }
}
