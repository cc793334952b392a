import type { ColumnProfile } from '../../../contract'
import { SPACES } from '../../profile'
import { ident } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { countSql, finding, named, rowsInWords } from '../finding'

/** Different values that a column may have to be looked for at the end of another's. */
const MOST_VALUES = 2_000
/** Gaps beyond which some of them are looked at first. */
const MANY_GAPS = 20_000
/** Share of the gaps whose value must stand in the other column. */
const LEAST_TOLD = 0.2

/** Values that hold, behind their own, the value of another column, which is empty there (Reno NV beside an empty state). */
export const misplacedValue: Detector = {
  name: 'misplaced_value',
  title: { fr: 'Valeurs dans la mauvaise colonne', en: 'Values in the wrong column' },
  kinds: ['misplaced_value'],
  async *detect(context) {
    const texts = columnsWhere(context, ({ family, semantic }) => family === 'text' && semantic.kind !== 'free_text')
    const emptied = texts.filter(
      ({ missing, blank, rows, distinct }) =>
        missing + blank > 0 && missing + blank < rows / 2 && distinct >= 2 && distinct <= MOST_VALUES
    )
    for (const lost of emptied)
      for (const host of await mayHold(
        context,
        lost,
        texts.filter((other) => other !== lost)
      )) {
        const found = await describe(context, host, lost)
        if (found) yield found
      }
  }
}

/** The columns whose texts, where the other has a gap, end in its values often enough; seen on some of the gaps where they are many. */
async function mayHold(
  context: DetectorContext,
  lost: ColumnProfile,
  hosts: readonly ColumnProfile[]
): Promise<ColumnProfile[]> {
  if (!hosts.length) return []
  const { sql } = lost.missing + lost.blank > MANY_GAPS ? await context.sample() : context.table
  const values = context.written.get(lost.name)?.texts ?? context.table.sql
  const other = trimmed(lost)
  const terms = hosts.map(
    (host, place) => `count(*) FILTER (${tailSql(trimmed(host))} IN (SELECT value FROM known)) AS told${place}`
  )
  const [seen] = await context.rows<Record<string, number>>(
    `WITH known AS MATERIALIZED (SELECT DISTINCT ${other} AS value FROM ${values} WHERE length(${other}) >= 2)
SELECT count(*) AS gaps, ${terms.join(', ')} FROM (SELECT * FROM ${sql} WHERE coalesce(${other}, '') = '')`
  )
  return hosts.filter((_, place) => (seen?.[`told${place}`] ?? 0) >= 0.5 * LEAST_TOLD * (seen?.gaps ?? 0))
}

function trimmed({ name }: ColumnProfile): string {
  return `trim(${ident(name)}::VARCHAR, ${SPACES})`
}

/** The last word of a text behind another one. */
function tailSql(value: string): string {
  return `regexp_extract(${value}, '[\\s,;/(]+([^\\s,;/()]+)\\)?$', 1)`
}

async function describe({ table, rows: ask }: DetectorContext, host: ColumnProfile, lost: ColumnProfile) {
  const [own, other] = [trimmed(host), trimmed(lost)]
  const empty = `coalesce(${other}, '') = ''`
  const tail = tailSql(own)
  const known = `${tail} IN (SELECT ${other} FROM ${table.sql} WHERE length(${other}) >= 2)`
  const [counts] = await ask<{ gaps: number; told: number; elsewhere: number; filled: number }>(
    `SELECT count(*) FILTER (gap) AS gaps, count(*) FILTER (gap AND told) AS told, count(*) FILTER (NOT gap AND told) AS elsewhere, count(*) FILTER (NOT gap) AS filled FROM (
  SELECT ${empty} AS gap, tail IN (SELECT DISTINCT ${other} FROM ${table.sql} WHERE length(${other}) >= 2) AS told FROM (SELECT ${own} AS own, ${other} AS other, ${tail} AS tail, * FROM ${table.sql}) WHERE own IS NOT NULL)`
  )
  if (!counts || counts.told < 2 || counts.told < LEAST_TOLD * counts.gaps) return null
  // Beside filled cells the same endings would be a habit of the column, not a slip.
  if (counts.elsewhere / Math.max(1, counts.filled) > 0.1 * (counts.told / counts.gaps)) return null
  const where = `${empty} AND ${known}`
  const rows = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  if (!rows) return null
  const [from, to, count] = [named(host.name), named(lost.name), rowsInWords(rows)]
  const shown = await ask<{ value: string }>(
    `SELECT left(${own}, 40) AS value FROM ${table.sql} WHERE ${where} GROUP BY ALL ORDER BY count(*) DESC, value LIMIT 3`
  )
  return finding(table, {
    kind: 'misplaced_value',
    detector: 'misplaced_value',
    columns: [host.name, lost.name],
    where,
    rows,
    severity: 'critical',
    confidence: 0.9,
    dimension: 'accuracy',
    message: {
      fr: `${from.fr} : ${count.fr} où la valeur porte aussi celle de ${to.fr}, vide`,
      en: `${from.en}: ${count.en} where the value also bears that of ${to.en}, which is empty`
    },
    explanation: {
      fr: `La fin de ces valeurs est une valeur connue de ${to.fr} : ${shown.map(({ value }) => `« ${value} »`).join(', ')}.`,
      en: `The end of these values is a known value of ${to.en}: ${shown.map(({ value }) => `“${value}”`).join(', ')}.`
    },
    proposal: {
      text: {
        fr: `Déplacer la fin de ${from.fr} dans ${to.fr}.`,
        en: `Move the end of ${from.en} to ${to.en}.`
      },
      repair: { kind: 'review' }
    }
  })
}
