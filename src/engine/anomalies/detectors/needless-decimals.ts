import type { Detector, DetectorContext } from '../detector'
import { textColumns, textFault, type TextColumn } from '../text-fault'

/** Numbers looked at in a column before it is left as not being one. */
const ENOUGH = 20
/** Share of numbers with one decimal, zero or not, from which one decimal is the format of the column. */
const FIXED = 0.9
/** Greatest share of the numbers that may be told to bear a zero that the others do not. */
const MOST = 0.5

/**
 * Whole numbers written 5.0: what a program writes that holds them as floating-point numbers. Not told of columns with a fixed
 * number of decimals (5.0, 5.3 or 5.00, 5.30), where the zero is part of the format.
 */
export const needlessDecimals: Detector = {
  name: 'needless_decimals',
  title: { fr: 'Décimales inutiles', en: 'Needless decimals' },
  kinds: ['format_minority'],
  async *detect(context) {
    for (const text of textColumns(context)) {
      const found = text.column.numeric && (await describe(context, text))
      if (found) yield found
    }
  }
}

interface Counts {
  numbers: number
  whole: number
  bare: number
  padded: number
  single: number
  lengths: number
}

async function describe(context: DetectorContext, { column, written }: TextColumn) {
  const { value } = written
  const predicate = `coalesce(regexp_full_match(${value}, '[-+]?\\d+[.,]0'), false)`
  const times = (test: string): string => `coalesce(sum(${written.times}) FILTER (${test}), 0)::BIGINT`
  const [ends] = await context.rows<{ n: number }>(
    `SELECT count(*) AS n FROM ${written.texts} WHERE ends_with(${value}, '.0') OR ends_with(${value}, ',0')`
  )
  if (!ends?.n) return null
  const decimals = `regexp_extract(${value}, '^[-+]?\\d+[.,](\\d+)$', 1)`
  const [counts] = await context.rows<Counts & Record<string, number>>(
    `SELECT ${times(`regexp_full_match(${value}, '[-+]?\\d+([.,]\\d+)?')`)} AS numbers, ${times(predicate)} AS whole,
  ${times(`regexp_full_match(${value}, '[-+]?\\d+')`)} AS bare,
  ${times(`length(${decimals}) > 1 AND ends_with(${decimals}, '0')`)} AS padded,
  ${times(`length(${decimals}) = 1 AND ${decimals} <> '0'`)} AS single,
  count(DISTINCT CASE WHEN ${decimals} NOT IN ('', '0') THEN length(${decimals}) END) AS lengths
FROM ${written.texts}`
  )
  if (!counts || counts.numbers < ENOUGH || !counts.whole || counts.padded > 0) return null
  // 4.0 and 5.0 belong to marks of 3.5, 4.2 and 4.8, whatever stray number stands beside them.
  if (counts.single + counts.whole >= FIXED * counts.numbers && counts.single >= counts.whole / 2) return null
  const mixed = counts.bare > 0
  const varied = counts.lengths >= 2
  const onlyWhole = counts.lengths === 0
  if (!mixed && !varied && !onlyWhole) return null
  return textFault(context, {
    column,
    written,
    predicate,
    rows: counts.whole,
    kind: 'format_minority',
    detector: 'needless_decimals',
    severity: 'info',
    // Most numbers of a column written so may be meant to: it is then the form of the column, whatever stands beside them.
    confidence: (varied || mixed) && counts.whole <= MOST * counts.numbers ? 0.6 : 0.2,
    dimension: 'consistency',
    what: { fr: 'écrites avec une décimale inutile', en: 'written with a needless decimal' },
    why: {
      fr: 'Ces nombres entiers portent un zéro que les autres nombres n’ont pas : trace d’un programme qui les tenait pour décimaux',
      en: 'These whole numbers bear a zero that the other numbers do not: the trace of a program that held them as decimals'
    },
    proposal: {
      text: {
        fr: 'Écrire ces nombres sans décimale ; leur valeur ne change pas.',
        en: 'Write these numbers without the decimal; their value stays the same.'
      },
      repair: { kind: 'review' }
    }
  })
}
