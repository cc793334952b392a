import type { CompareClass, ComparedPair, SideColumn } from '../../../contract'
import { formatInteger, formatNumber, formatPercent, formatSigned, visibleText } from '../../parts'
import { binEnd } from '../explore/bin-words'
import { topValueWord } from '../explore/value-words'
import type { text } from './text'
import type { useText } from '../../parts'

type T = ReturnType<typeof useText<keyof typeof text.keys>>

/** A measure of a column in its own unit. */
export function measureWords(value: number, column: SideColumn, pair: Pick<ComparedPair, 'basis' | 'unit'>): string {
  if (pair.basis === 'lengths') return formatNumber(value, 1)
  return visibleText(binEnd(value, { ...column, histogram: pair.unit && { unit: pair.unit } }))
}

/** A class of a distribution in words; one of lengths says so, since its numbers are no values of the column. */
export function classWords(one: CompareClass, pair: ComparedPair, t: T): string {
  const words = plainClassWords(one, pair, t)
  return pair.basis === 'lengths' && one.kind === 'range' ? t('characters', { words }) : words
}

function plainClassWords({ kind, value, from, to, values }: CompareClass, pair: ComparedPair, t: T): string {
  switch (kind) {
    case 'value':
      return value?.trim() ? visibleText(topValueWord(value, pair.b.family), 60) : t('emptyText')
    case 'others':
      return t('others', { n: formatInteger(values) })
    case 'range': {
      const end = (at: number): string => measureWords(at, pair.b, pair)
      if (from === null) return t('below', { to: end(to ?? NaN) })
      if (to === null) return t('above', { from: end(from) })
      return pair.unit === 'value' ? end(from) : t('range', { from: end(from), to: end(to) })
    }
    case 'missing':
      return t('missingClass')
    default:
      return t(kind)
  }
}

/** What changed most in one column, in a few words: its mean, or the class whose share changed most, and its gaps. */
export function changeInBrief(pair: ComparedPair, t: T): string {
  const { a, b, mean, missing, classes, moved } = pair
  const parts: string[] = []
  const means = [a, b].map((one) => (one.numeric?.mean == null ? '' : measureWords(one.numeric.mean, one, pair)))
  if (mean && means[0] !== means[1]) parts.push(`${t('mean')} ${means.join(' → ')}`)
  else if (moved && !mean) {
    const change = (one: CompareClass): number => one.b / Math.max(1, b.rows) - one.a / Math.max(1, a.rows)
    const inside = classes.filter(({ kind }) => kind !== 'missing' && kind !== 'others')
    const most = inside.toSorted((one, other) => Math.abs(change(other)) - Math.abs(change(one)))[0]
    if (most && classes.length > 1)
      parts.push(
        t('share', {
          class: classWords(most, pair, t),
          a: formatPercent(most.a / Math.max(1, a.rows)),
          b: formatPercent(most.b / Math.max(1, b.rows))
        })
      )
  }
  if (missing && Math.abs(missing.value) >= 0.0005)
    parts.push(`${t('missing')} ${formatPercent(a.missing / a.rows)} → ${formatPercent(b.missing / b.rows)}`)
  return parts.join(' · ')
}

/** A change of shares in points, with its sign. */
export function points(change: number): string {
  return formatSigned(100 * change, 1)
}
