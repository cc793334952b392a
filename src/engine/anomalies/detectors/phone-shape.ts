import type { Anomaly } from '../../../contract'
import { phoneSql } from '../../sql'
import type { DetectorContext } from '../detector'
import { counted } from '../finding'
import { commonShapes, DIGITS } from '../shapes'
import type { TextColumn } from '../text-fault'

/** Digits that a number has at least, to be told from a short one. */
const FEWEST = 8
/** Share of the numbers of the usual shape that must begin as those of a country do. */
const NEARLY_ALL = 0.98
const FRANCE = { code: '33', home: '0' }

/** The repair of telephone numbers written in several shapes: all in the commonest; null where none can be brought to it. */
export async function phonesInOneShape(
  context: DetectorContext,
  {
    column,
    written
  }: Pick<TextColumn, 'column'> & { written: Pick<TextColumn['written'], 'value' | 'from' | 'texts' | 'times'> }
): Promise<Anomaly['proposal']> {
  if (column.semantic.kind !== 'phone') return null
  const looked = `${written.value} <> ''`
  const [first] = await commonShapes(context, written, { shape: DIGITS, looked, most: 1 })
  if (!first || !/^\+?[9\s.()/-]+$/.test(first.shape) || first.shape.replace(/[^9]/g, '').length < FEWEST) return null
  const isShape = `${DIGITS.sql(written.value)} = '${first.shape}'`
  const [seen] = await context.rows<{ n: number; home: number; abroad: number }>(
    `SELECT sum(${written.times})::BIGINT AS n, coalesce(sum(${written.times}) FILTER (regexp_matches(regexp_replace(${written.value}, '[^0-9]', '', 'g'), '^0[1-9]')), 0)::BIGINT AS home, coalesce(sum(${written.times}) FILTER (regexp_matches(${written.value}, '^[+]33')), 0)::BIGINT AS abroad FROM ${written.texts} WHERE ${isShape}`
  )
  if (!seen) return null
  const digits = first.shape.replace(/[^9]/g, '').length
  const isAbroad = seen.abroad >= NEARLY_ALL * seen.n && first.shape.startsWith('+99') && digits === 11
  const isHome = digits === 10 && seen.home >= NEARLY_ALL * seen.n
  if (first.shape.startsWith('+') && !isAbroad) return null
  const shape = isAbroad ? first.shape.replace('+99', '+33') : first.shape
  const way = { shape, country: isHome || isAbroad ? FRANCE : null }
  const made = phoneSql(written.value, way)
  const [can] = await context.rows<{ n: number; left: number }>(
    `SELECT coalesce(sum(${written.times}) FILTER (${made} <> ${written.value}), 0)::BIGINT AS n, coalesce(sum(${written.times}) FILTER (${made} IS NULL), 0)::BIGINT AS left FROM ${written.texts} WHERE ${looked}`
  )
  if (!can?.n) return null
  const [count, left] = [
    counted(can.n, ['numéro', 'numéros'], ['number', 'numbers']),
    counted(can.left, ['autre valeur reste', 'autres valeurs restent'], ['other value is', 'other values are'])
  ]
  const rest = can.left ? { fr: ` ; ${left.fr} à juger`, en: `; ${left.en} left for you to judge` } : { fr: '', en: '' }
  return {
    text: {
      fr: `Écrire ${count.fr} sous la forme de la plupart, ${shape} (9 : un chiffre)${rest.fr}.`,
      en: `Write ${count.en} in the shape of most, ${shape} (9: a digit)${rest.en}.`
    },
    repair: { kind: 'phone', column: column.name, ...way }
  }
}
