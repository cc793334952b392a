import type { Semantic, SemanticKind } from '../../../contract'

/** Writes a guess with its reason. */
export function guess(
  kind: SemanticKind,
  confidence: number,
  fr: string,
  en: string,
  scale: Semantic['scale'] = null
): Semantic {
  return { kind, confidence: Math.round(confidence * 100) / 100, scale, reason: { fr, en } }
}
