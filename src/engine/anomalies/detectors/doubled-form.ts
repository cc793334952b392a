import type { Anomaly, ColumnProfile } from '../../../contract'
import { plainText } from '../../profile'
import { ident } from '../../sql'
import { columnsWhere, type DetectorContext } from '../detector'
import { finding, named, rowsInWords } from '../finding'
import { isLegalForm } from './legal-forms'

/** Share of the rows of a column that must hold a legal form for it to be one of these, and values that it may have. */
const MOSTLY = 0.8
const MOST_FORMS = 60
/** Columns that names are looked for in; rows that say anything, and share of all rows up to which they are slips. */
const MOST_COLUMNS = 6
const LEAST = 3
const MOST_DOUBLED = 0.15
/** Names that one repair writes otherwise. */
const MOST_NAMED = 1_000

/** Names of firms with the legal form before or behind them, though it has a column of its own where most names leave it. */
export async function* doubledForms(context: DetectorContext): AsyncGenerator<Anomaly, void> {
  const forms = columnsWhere(context, isOfForms)
  const names = columnsWhere(
    context,
    ({ family, distinct, semantic }) => family === 'text' && distinct > MOST_FORMS && semantic.kind !== 'free_text'
  )
  for (const form of forms.slice(0, 1))
    for (const name of names.slice(0, MOST_COLUMNS)) {
      const found = await describe(context, name, form)
      if (found) yield found
    }
}

function isOfForms({ family, distinct, top, rows, missing }: ColumnProfile): boolean {
  if (family !== 'text' || distinct < 2 || distinct > MOST_FORMS) return false
  const held = top.filter(({ value }) => isLegalForm(plainText(value).replaceAll(/[^\p{L}]/gu, '')))
  return held.reduce((sum, { n }) => sum + n, 0) >= MOSTLY * (rows - missing)
}

/** Letters alone, small. */
function bareSql(value: string): string {
  return `regexp_replace(lower(strip_accents(${value})), '[^a-z]', '', 'g')`
}

async function describe(
  { table, rows: ask }: DetectorContext,
  name: ColumnProfile,
  form: ColumnProfile
): Promise<Anomaly | null> {
  const [cell, own] = [`trim(${ident(name.name)}::VARCHAR)`, bareSql(`${ident(form.name)}::VARCHAR`)]
  const first = bareSql(`regexp_extract(${cell}, '^\\S+')`)
  const last = bareSql(`regexp_extract(${cell}, '\\S+$')`)
  const where = `coalesce(${own} <> '' AND ${cell} LIKE '% %' AND (${first} = ${own} OR ${last} = ${own}), false)`
  const [seen] = await ask<{ n: number; all: number }>(
    `SELECT count(*) FILTER (${where}) AS n, count(${ident(name.name)}) AS "all" FROM ${table.sql}`
  )
  if (!seen || seen.n < LEAST || seen.n > MOST_DOUBLED * seen.all) return null
  const bare = `CASE WHEN ${first} = ${own} THEN trim(regexp_replace(${cell}, '^\\S+', '')) ELSE trim(regexp_replace(${cell}, '\\S+$', '')) END`
  const values = await ask<{ from: string; to: string; different: number }>(
    `SELECT ${ident(name.name)}::VARCHAR AS "from", min(${bare}) AS "to", count(DISTINCT ${bare}) AS different FROM ${table.sql} WHERE ${where} GROUP BY ALL ORDER BY count(*) DESC, "from" LIMIT ${MOST_NAMED + 1}`
  )
  const [label, of, count] = [named(name.name), named(form.name), rowsInWords(seen.n)]
  const shown = (language: 'fr' | 'en'): string => values.slice(0, 3).map(({ from, to }) => (language === 'fr' ? `« ${from} » pour « ${to} »` : `“${from}” for “${to}”`)).join(language === 'fr' ? ' ; ' : '; ') // prettier-ignore
  const isClear = values.length <= MOST_NAMED && values.every(({ different }) => different === 1)
  return finding(table, {
    kind: 'category_variant',
    detector: 'word_order',
    aspect: `form ${form.name}`,
    columns: [name.name],
    where,
    orderBy: `${ident(name.name)}, rowid`,
    rows: seen.n,
    severity: 'warning',
    confidence: 0.8,
    dimension: 'consistency',
    message: {
      fr: `${label.fr} : ${count.fr} où la forme juridique est écrite avec le nom, alors qu’elle a sa colonne (${of.fr})`,
      en: `${label.en}: ${count.en} with the legal form beside the name, though it has a column of its own (${of.en})`
    },
    explanation: {
      fr: `La plupart des noms sont écrits sans leur forme juridique, que ${of.fr} donne ; ceux-ci la répètent : ${shown('fr')}. Comptés à part, ils divisent un même nom.`,
      en: `Most names are written without their legal form, which ${of.en} gives; these repeat it: ${shown('en')}. Counted apart, they split one name.`
    },
    proposal: {
      text: { fr: 'Écrire ces noms sans leur forme juridique.', en: 'Write these names without their legal form.' },
      repair: isClear
        ? { kind: 'replace', column: name.name, map: values.map(({ from, to }) => ({ from, to })) }
        : { kind: 'review' }
    }
  })
}
