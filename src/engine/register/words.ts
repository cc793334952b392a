import type { LocalizedText, QualityDimension, Severity, VerdictState } from '../../contract'

export const SEVERITY_WORDS: Record<Severity, LocalizedText> = {
  critical: { fr: 'grave', en: 'serious' },
  warning: { fr: 'à vérifier', en: 'to check' },
  info: { fr: 'pour information', en: 'for information' }
}

export const DIMENSION_WORDS: Record<QualityDimension, LocalizedText> = {
  accuracy: { fr: 'exactitude', en: 'accuracy' },
  completeness: { fr: 'complétude', en: 'completeness' },
  consistency: { fr: 'cohérence', en: 'consistency' },
  credibility: { fr: 'crédibilité', en: 'credibility' },
  currentness: { fr: 'actualité', en: 'currentness' }
}

const STATES: Record<VerdictState, LocalizedText> = {
  to_see: { fr: 'à voir', en: 'to see' },
  accepted: { fr: 'acceptée', en: 'accepted' },
  dismissed: { fr: 'écartée', en: 'dismissed' },
  in_repair: { fr: 'en réparation', en: 'in repair' },
  repaired: { fr: 'réparée', en: 'repaired' }
}

/** A state as an anomaly has it. */
export function stateWords(state: VerdictState): LocalizedText {
  return STATES[state]
}
