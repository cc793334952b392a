import type { KeyCandidate } from '../../../contract'
import { Badge, useText } from '../../parts'
import { text } from './text'

/** What a key is worth: exact, nearly one, or perhaps unique by chance only. */
export function KeyKind({ candidate: { columns, unique, weak } }: { candidate: KeyCandidate }) {
  const t = useText(text)
  if (weak) return <Badge tone="neutral">{t('weak')}</Badge>
  const count = columns.length
  return <Badge tone={unique ? 'good' : 'warning'}>{t(unique ? 'uniqueYes' : 'uniqueNear', { count })}</Badge>
}
