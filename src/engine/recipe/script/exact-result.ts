import type { ColumnInfo, LocalizedText, ScriptLanguage } from '../../../contract'
import type { Project } from '../../project'
import { ident, tableName } from '../../sql'

/** Types that a language hands over as doubles, of 53 bits: R all whole numbers above 32 bits, pandas those above 64 only. */
const AS_DOUBLES: Record<ScriptLanguage, RegExp | null> = {
  sql: null,
  python: /^(U?HUGEINT|DECIMAL\(.*\))$/,
  r: /^(U?BIGINT|U?HUGEINT|DECIMAL\(.*\))$/
}

/**
 * The query of the prepared table as a script hands it over. Columns whose values the language would round, such as numbers of
 * 17 digits in R, come as text, and that is told.
 */
export async function exactResult(
  project: Project,
  table: string,
  columns: readonly ColumnInfo[],
  language: ScriptLanguage,
  signal?: AbortSignal
): Promise<{ sql: string; note: LocalizedText | null }> {
  const from = tableName({ schema: 'clean', name: table })
  const rounded: string[] = []
  for (const { name, type } of columns) {
    if (!AS_DOUBLES[language]?.test(type)) continue
    const cell = ident(name)
    const found = await project.rows(
      `SELECT 1 AS lost FROM ${from} WHERE ${cell} IS DISTINCT FROM TRY_CAST(CAST(${cell} AS DOUBLE) AS ${type}) LIMIT 1`,
      { signal }
    )
    if (found.length) rounded.push(name)
  }
  if (!rounded.length) return { sql: `SELECT * FROM ${from}`, note: null }
  const texts = rounded.map((name) => `CAST(${ident(name)} AS VARCHAR) AS ${ident(name)}`)
  const where = language === 'r' ? 'R' : 'pandas'
  return {
    sql: `SELECT * REPLACE (${texts.join(', ')}) FROM ${from}`,
    note: {
      fr: `${rounded.map((name) => `« ${name} »`).join(', ')} : ${where} arrondirait ces nombres ; ils viennent comme textes.`,
      en: `${rounded.map((name) => `“${name}”`).join(', ')}: ${where} would round these numbers; they come as texts.`
    }
  }
}
