import { text } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { textColumns, textFault, type TextColumn } from '../text-fault'

/** Share of the rows that may say yes or no in another way than the others. */
const MOST = 0.2

/** Yes and no written in several ways (oui, OUI, O) in a column that is read as true or false: the reading hides what the file says. */
export const flagVariant: Detector = {
  name: 'flag_variant',
  title: { fr: 'Oui et non en plusieurs façons', en: 'Yes and no in several ways' },
  kinds: ['category_variant'],
  async *detect(context) {
    for (const column of textColumns(context)) {
      const found = column.column.family === 'boolean' && column.written.read && (await describe(context, column))
      if (found) yield found
    }
  }
}

async function describe(context: DetectorContext, { column, written }: TextColumn) {
  const values = await context.rows<{ value: string; n: number }>(
    `SELECT ${written.value} AS value, sum(${written.times})::BIGINT AS n FROM ${written.texts} WHERE ${written.value} <> '' GROUP BY ALL ORDER BY n DESC, value LIMIT 20`
  )
  const usual = values.slice(0, 2)
  const rare = values.slice(2)
  const rows = rare.reduce((sum, { n }) => sum + n, 0)
  const total = rows + usual.reduce((sum, { n }) => sum + n, 0)
  if (!rare.length || rows > MOST * total) return null
  const predicate = `coalesce(${written.value} IN (${rare.map(({ value }) => text(value)).join(', ')}), false)`
  return textFault(context, {
    column,
    written,
    predicate,
    rows,
    kind: 'category_variant',
    detector: 'flag_variant',
    severity: 'info',
    confidence: 0.7,
    dimension: 'consistency',
    what: { fr: 'écrites autrement que les autres', en: 'written otherwise than the others' },
    why: {
      fr: `Presque toutes s’écrivent ${usual.map(({ value }) => `« ${value} »`).join(' ou ')}, non comme celles-ci`,
      en: `Nearly all are written ${usual.map(({ value }) => `“${value}”`).join(' or ')}, not as these`
    },
    proposal: {
      text: {
        fr: 'La lecture les comprend ; demander à la source pourquoi deux écritures.',
        en: 'Reading understands them; ask the source why there are two writings.'
      },
      repair: { kind: 'review' }
    }
  })
}
