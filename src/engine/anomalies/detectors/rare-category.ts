import type { ColumnProfile } from '../../../contract'
import { missingWord } from '../../profile'
import { ident, text } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { finding, named, rowsInWords } from '../finding'
import { abbreviations } from './category-short'
import { findTypos } from './category-typo'
import type { Value } from './category-values'
import { variantClusters } from './category-variant'
import { findAlike } from './sound-alike'

/** Values that a closed list may have, the share of the rows that it must cover, and what each of its values must reach. */
const MOST_USUAL = 5
const COVERED = 0.97
const USUAL = 0.05
/** Share of the rows of one stray value at most; between it and the rarest usual one there is nothing. */
const RARE = 0.006
const ENOUGH = 100
const MOST_VALUES = 25

/** Values outside a short list that nearly all rows keep to: F and H, and once Femme; rates of 10 and 20, and once 200. */
export const rareCategory: Detector = {
  name: 'rare_category',
  title: { fr: 'Valeurs hors liste', en: 'Values off the list' },
  kinds: ['category_typo'],
  async *detect(context) {
    const columns = columnsWhere(
      context,
      ({ semantic, family, distinct, rows, missing }) =>
        ['text', 'number'].includes(family) &&
        !['identifier', 'free_text', 'date', 'time', 'year', 'age', 'score'].includes(semantic.kind) &&
        distinct >= 3 &&
        distinct <= MOST_VALUES &&
        rows - missing >= ENOUGH
    )
    for (const column of columns) {
      const name = ident(column.name)
      const values = await context.rows<Value>(
        `SELECT ${name}::VARCHAR AS value, count(*) AS n FROM ${context.table.sql} WHERE ${name} IS NOT NULL GROUP BY ALL ORDER BY n DESC, value LIMIT ${MOST_VALUES}`
      )
      const verdict = offTheList(values.filter(({ value }) => value.trim() && missingWord(value) !== 'sure'))
      if (verdict && column.family === 'number' && isTail(verdict)) continue
      const told = new Set([...column.disguised.map(({ value }) => value), ...explained(values)])
      const rare = verdict?.rare.filter(({ value }) => !told.has(value)) ?? []
      if (verdict && rare.length) yield describe(context, column, { usual: verdict.usual, rare })
    }
  }
}

/** Whether rare numbers go on where the usual ones end, one by one: the tail of a count (5, 6, 7 children), no values off a list. */
function isTail({ usual, rare }: { usual: Value[]; rare: Value[] }): boolean {
  const all = [...usual, ...rare].map(({ value }) => Number(value)).sort((a, b) => a - b)
  const run = all.every((value, at) => Number.isInteger(value) && (at === 0 || value - (all[at - 1] ?? 0) === 1))
  const ends = usual.map(({ value }) => Number(value))
  return run && Math.max(...ends) - Math.min(...ends) === usual.length - 1
}

/** Values that are told with what they stand for: typing errors, other spellings, abbreviations, what is written as it sounds. */
function explained(values: readonly Value[]): string[] {
  return [
    ...findTypos(values).map(({ from }) => from.value),
    ...findAlike(values).map(({ from }) => from.value),
    ...abbreviations(values).map(({ from }) => from.value),
    ...variantClusters(values).flatMap(({ variants }) => variants.map(({ value }) => value))
  ]
}

/** The usual values of a closed list and the stray ones beside it; null where there is no such list. */
export function offTheList(values: readonly Value[]): { usual: Value[]; rare: Value[] } | null {
  const total = values.reduce((sum, { n }) => sum + n, 0)
  const usual = values.filter(({ n }) => n >= USUAL * total)
  const rare = values.filter(({ n }) => n <= Math.max(1, RARE * total))
  const covered = usual.reduce((sum, { n }) => sum + n, 0)
  if (!rare.length || usual.length < 2 || usual.length > MOST_USUAL || usual.length + rare.length < values.length)
    return null
  return covered >= COVERED * total ? { usual, rare } : null
}

function describe(
  { table }: DetectorContext,
  column: ColumnProfile,
  { usual, rare }: { usual: Value[]; rare: Value[] }
) {
  const rows = rare.reduce((sum, { n }) => sum + n, 0)
  const [name, count] = [named(column.name), rowsInWords(rows)]
  const list = (values: readonly Value[], open: string, close: string): string =>
    values
      .slice(0, 5)
      .map(({ value }) => open + value + close)
      .join(', ')
  return finding(table, {
    kind: 'category_typo',
    detector: 'rare_category',
    columns: [column.name],
    where: `coalesce(${ident(column.name)}::VARCHAR IN (${rare.map(({ value }) => text(value)).join(', ')}), false)`,
    orderBy: `${ident(column.name)}, rowid`,
    rows,
    severity: 'warning',
    confidence: usual.length <= 3 ? 0.6 : 0.45,
    dimension: 'accuracy',
    message: {
      fr: `${name.fr} : ${count.fr} hors des valeurs courantes`,
      en: `${name.en}: ${count.en} off the usual values`
    },
    explanation: {
      fr: `Presque toutes les lignes s’en tiennent à ${list(usual, '« ', ' »')} ; celles-ci disent ${list(rare, '« ', ' »')}. Une autre façon de dire la même chose, une faute, ou un cas rare.`,
      en: `Nearly all rows keep to ${list(usual, '“', '”')}; these say ${list(rare, '“', '”')}. Another way of saying the same, a slip, or a rare case.`
    },
    proposal: {
      text: {
        fr: 'Vérifier ces valeurs, puis les ramener à la liste ou les garder.',
        en: 'Check these values, then bring them to the list or keep them.'
      },
      repair: { kind: 'review' }
    }
  })
}
