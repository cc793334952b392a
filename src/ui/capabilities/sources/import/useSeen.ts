import type { Sniff } from '../../../../contract'
import { formatInteger, useText } from '../../../parts'
import { text } from './text'

/** In words, the rows that the counts of a first look come from: « parmi les 200 premières lignes ». */
export function useSeen(sniff: Pick<Sniff, 'rows'> | null): string {
  const t = useText(text)
  const count = sniff?.rows.length ?? 0
  return t('seen', { count, n: formatInteger(count) })
}
