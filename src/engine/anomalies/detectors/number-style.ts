import { text } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { firstLook } from '../first-look'
import { countEach, textColumns, textFault, type TextColumn } from '../text-fault'

/** Share of the numbers that must be written in one way, and rows that say so. */
const RULE = 0.85
const ENOUGH = 30

const MARK = '[.,\\s\\x{00A0}\\x{202F}]'

interface Way {
  shows: string
  other: string
}

/**
 * Thousands grouped by a mark, or not grouped. Signs and units may stand around. Three decimals are no sign of either way: their mark may
 * look like one of thousands (0.250 kg beside 1250.500 kg).
 */
const GROUPED: Way = {
  shows: `(^|[^\\d.,])\\d{1,3}(${MARK}\\d{3})+([^\\d]|$)`,
  other: `(^|[^\\d.,])\\d{4,}([.,]\\d{1,2})?([^\\d.,]|$)`
}

/** A decimal part by comma, or by point. */
const COMMA: Way = { shows: `\\d,(\\d{1,2}|\\d{4,})(\\D|$)`, other: `\\d\\.(\\d{1,2}|\\d{4,})(\\D|$)` }

/** Numbers with another decimal mark than the others, or without the mark between thousands that the others bear. */
export const numberStyle: Detector = {
  name: 'number_style',
  title: { fr: 'Écriture des nombres', en: 'Writing of numbers' },
  kinds: ['format_minority'],
  async *detect(context) {
    for (const column of textColumns(context).filter(written))
      for (const way of ['grouped', 'comma'] as const) {
        const found = await describe(context, column, way)
        if (found) yield found
      }
  }
}

function written({ column: { numeric, reading, family, semantic } }: TextColumn): boolean {
  const number = family === 'number' || reading?.kind === 'number'
  return (
    number && numeric !== null && !['identifier', 'phone', 'postcode', 'year', 'coordinate'].includes(semantic.kind)
  )
}

async function describe(context: DetectorContext, { column, written: own }: TextColumn, way: 'grouped' | 'comma') {
  const matches = (pattern: string): string => `coalesce(regexp_matches(${own.value}, ${text(pattern)}), false)`
  const { shows, other } = way === 'grouped' ? GROUPED : COMMA
  const looks = firstLook(context, own)
  const [first = 0, second = 0] = await countEach(context, [
    { written: looks, predicate: matches(shows) },
    { written: looks, predicate: matches(other) }
  ])
  const [usual, rare, predicate] = first >= second ? [first, second, matches(other)] : [second, first, matches(shows)]
  if (!rare || usual + rare < ENOUGH || usual < RULE * (usual + rare)) return null
  if (await haveOtherUnit(context, own, predicate, `(${matches(shows)} OR ${matches(other)})`)) return null
  const [rows = 0] = await countEach(context, [{ written: own, predicate }])
  const what = {
    grouped: { fr: 'dont les milliers sont écrits autrement', en: 'whose thousands are written otherwise' },
    comma: { fr: 'avec une autre marque décimale', en: 'with another decimal mark' }
  }
  return textFault(context, {
    column,
    written: own,
    predicate,
    rows,
    kind: 'format_minority',
    detector: 'number_style',
    aspect: way,
    severity: 'info',
    confidence: rare < 0.05 * usual ? 0.7 : 0.6,
    dimension: 'consistency',
    what: what[way],
    why: {
      fr: 'Les autres nombres de la colonne s’écrivent d’une seule façon, pas ceux-ci',
      en: 'The other numbers of the column are written in one way, not these'
    },
    proposal: {
      text: {
        fr: 'Écrire ces nombres comme les autres, après avoir vérifié que la lecture les a compris.',
        en: 'Write these numbers as the others, once it is checked that reading understood them.'
      },
      repair: { kind: 'review' }
    }
  })
}

/** Whether most of the numbers written otherwise bear another unit than most of the others: they are of another order then. */
async function haveOtherUnit(
  { rows: ask }: DetectorContext,
  { value, texts }: TextColumn['written'],
  rare: string,
  told: string
): Promise<boolean> {
  const unit = `regexp_replace(${value}, '[^\\p{L}\\p{Sc}%°]', '', 'g')`
  const [seen] = await ask<{ other: boolean | null }>(
    `SELECT mode(${unit}) FILTER (${rare}) <> mode(${unit}) FILTER (${told} AND NOT ${rare}) AS other FROM ${texts}`
  )
  return seen?.other ?? false
}
