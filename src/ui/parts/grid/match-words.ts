import type { FindAnswer } from '../../../contract'
import { formatInteger } from '../format'
import type { useText } from '../i18n'
import type { text } from './text'

/** Where a hit stands among the cells that hold the text, and in how many rows they are. */
export function matchWords(
  { cells, rows, rank }: FindAnswer,
  t: ReturnType<typeof useText<keyof typeof text.keys>>
): string {
  if (!cells) return t('noMatch')
  return t('matches', {
    rank: formatInteger(rank),
    cells: t('cells', { count: cells, n: formatInteger(cells) }),
    rows: t('rows', { count: rows, n: formatInteger(rows) })
  })
}
