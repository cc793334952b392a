import type { TableCoverage } from '../../../contract'
import { formatInteger, type useText } from '../../parts'
import type { text } from './text'

type Words = ReturnType<typeof useText<keyof typeof text.keys>>

/** How many columns were looked at, and how many others were no more than in view in the grid. */
export function seenWords(
  { seen, columns, inView }: Pick<TableCoverage, 'seen' | 'columns' | 'inView'>,
  t: Words
): string {
  const seenOf = t('seenOf', { seen: formatInteger(seen), columns: formatInteger(columns) })
  return inView ? t('inViewToo', { count: inView, n: formatInteger(inView), seenOf }) : seenOf
}
