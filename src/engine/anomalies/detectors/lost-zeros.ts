import type { ColumnProfile } from '../../../contract'
import { plainText } from '../../profile'
import { ident, text } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { countSql, finding, named, rowsInWords } from '../finding'

/** Share of the codes that must have the full length, and be digits at all. */
const FULL = 0.55
const DIGITS = 0.9
/** Fewer short codes are told as a minority of form. */
const LEAST = 3
const LENGTH: Partial<Record<string, number>> = { postcode: 5, phone: 10 }

/**
 * Post codes and telephone numbers that were read as numbers and lost the zero they began with (two of them for 00501). Single cells
 * where others kept it: French telephone numbers, which all begin with zero, and post codes that stand in full elsewhere. Where no code
 * begins with zero the whole column went through numbers: that is a fault of the column, told once.
 */
export const lostZeros: Detector = {
  name: 'lost_zeros',
  title: { fr: 'Zéros perdus', en: 'Lost zeros' },
  kinds: ['format_minority'],
  async *detect(context) {
    for (const column of columnsWhere(
      context,
      ({ semantic, family }) => LENGTH[semantic.kind] !== undefined && ['text', 'number'].includes(family)
    )) {
      const found = await describe(context, column, LENGTH[column.semantic.kind] ?? 0)
      if (found) yield found
    }
  }
}

/** Words in the name of a column that says in which country the place is, and its most values. */
const COUNTRY = new Set(['pays', 'country', 'nation', 'countrycode', 'codepays'])
const MOST_COUNTRIES = 250

/** What sets aside the rows of countries most of whose codes are shorter: Belgian and Swiss post codes have four digits. */
async function otherLength(
  { table, profile, rows: ask }: DetectorContext,
  column: ColumnProfile,
  { digits, cut, full }: { digits: string; cut: string; full: number }
): Promise<string> {
  const country = profile.columns.find(
    ({ name, family, distinct }) =>
      name !== column.name &&
      family === 'text' &&
      distinct > 1 &&
      distinct <= MOST_COUNTRIES &&
      plainText(name)
        .split(/[^a-z]+/)
        .some((word) => COUNTRY.has(word))
  )
  if (!country) return ''
  const name = ident(country.name)
  const others = await ask<{ value: string }>(
    `SELECT ${name} AS value FROM ${table.sql} WHERE ${name} IS NOT NULL AND regexp_full_match(${digits}, '\\d+') GROUP BY ALL HAVING count(*) FILTER (${cut}) > count(*) FILTER (length(${digits}) = ${full})`
  )
  return others.length
    ? ` AND coalesce(${name} NOT IN (${others.map(({ value }) => text(value)).join(', ')}), true)`
    : ''
}

async function describe(context: DetectorContext, column: ColumnProfile, full: number) {
  const { table, rows: ask } = context
  const digits = `regexp_replace(${ident(column.name)}::VARCHAR, '[\\s.\\x{00A0}\\x{202F}-]', '', 'g')`
  const phone = column.semantic.kind === 'phone'
  const cut = `regexp_full_match(${digits}, '[1-9]\\d{${full - (phone ? 2 : 3)},${full - 2}}')`
  const elsewhere = phone ? '' : await otherLength(context, column, { digits, cut, full })
  const short = `(${cut}${elsewhere})`
  const kept = `lpad(${digits}, ${full}, '0') IN (SELECT ${digits} FROM ${table.sql} WHERE length(${digits}) = ${full} AND starts_with(${digits}, '0'))`
  const [seen] = await ask<{ total: number; whole: number; zeros: number; short: number }>(
    `SELECT count(*) AS total, count(*) FILTER (length(digits) = ${full}) AS whole, count(*) FILTER (length(digits) = ${full} AND starts_with(digits, '0')) AS zeros, count(*) FILTER (short) AS short FROM (SELECT ${digits} AS digits, ${short} AS short FROM ${table.sql}) WHERE regexp_full_match(digits, '\\d+')`
  )
  const present = column.rows - column.missing - column.blank
  if (!seen?.short || seen.whole < FULL * seen.total || seen.total < DIGITS * present) return null
  if (phone && seen.zeros < DIGITS * seen.whole) return null
  const single = seen.zeros > 0
  if (!single && seen.short < LEAST) return null
  const where = `coalesce(${short}${single && !phone ? ` AND ${kept}` : ''}, false)`
  const n = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  if (!n) return null
  const [name, count] = [named(column.name), rowsInWords(n)]
  return finding(table, {
    kind: 'format_minority',
    detector: 'lost_zeros',
    place: single ? 'cells' : 'column',
    columns: [column.name],
    where,
    rows: n,
    severity: 'warning',
    confidence: 0.85,
    dimension: 'accuracy',
    message: {
      fr: `${name.fr} : ${count.fr} sans le zéro de tête`,
      en: `${name.en}: ${count.en} without the leading zero`
    },
    explanation: {
      fr: `Ces codes ont un chiffre de moins que les autres (${full}) : un programme les a lus comme des nombres, et le zéro du début est tombé.`,
      en: `These codes have a digit less than the others (${full}): some program read them as numbers, and the zero they began with was dropped.`
    },
    proposal: {
      text: {
        fr: `Compléter à ${full} chiffres par des zéros à gauche, et garder la colonne comme texte.`,
        en: `Fill up to ${full} digits with zeros on the left, and keep the column as text.`
      },
      repair: { kind: 'review' }
    }
  })
}
