import type { LocalizedText, QualityDimension, RegisterEntry, Severity, VerdictState } from '../../contract'

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
  currentness: { fr: 'actualité', en: 'currentness' },
  confidentiality: { fr: 'confidentialité', en: 'confidentiality' }
}

const STATES: Record<VerdictState, LocalizedText> = {
  to_see: { fr: 'à voir', en: 'to see' },
  accepted: { fr: 'acceptée', en: 'accepted' },
  dismissed: { fr: 'écartée', en: 'dismissed' },
  in_repair: { fr: 'en réparation', en: 'in repair' },
  repaired: { fr: 'réparée', en: 'repaired' }
}

/** How an anomaly stands: as it was decided, or settled where its repair was seen to do so. */
export function standingWords({ verdict, settlement }: Pick<RegisterEntry, 'verdict' | 'settlement'>): LocalizedText {
  return settlement?.holds ? { fr: 'réglée', en: 'settled' } : STATES[verdict.state]
}
