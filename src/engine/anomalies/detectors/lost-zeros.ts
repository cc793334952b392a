import type { ColumnProfile, Repair } from '../../../contract'
import { plainText } from '../../profile'
import { ident, text } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { finding, named, rowsInWords } from '../finding'

/** Share of the codes that must have the full length, and be digits at all. */
const FULL = 0.55
const DIGITS = 0.9
/** Fewer short codes are told as a minority of form. */
const LEAST = 3
/** Share of the short codes that what is said of their cause must hold for. */
const MOSTLY = 0.5
const NEARLY = 0.8
/** Share of the codes up to which short ones are slips of single cells. */
const FEW = 0.03
/** Codes that one repair writes anew. */
const MOST_NAMED = 1_000
/** Signs between the digits of a code. */
const BETWEEN = '[\\s.\\x{00A0}\\x{202F}-]'
const LENGTH: Partial<Record<string, number>> = { postcode: 5, phone: 10 }

/**
 * Post codes and telephone numbers that were read as numbers and lost the zero they began with (two of them for 00501). Single cells
 * where others kept it: French telephone numbers, which all begin with zero, and post codes that stand in full elsewhere. Where no code
 * begins with zero, and the places of the short ones have no code in full, the whole column went through numbers: that is a fault of the
 * column, told once. Short codes that nothing of this speaks for are told as too short: the digit they lack may be the last one.
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

/** What the codes of a column are, and how they are counted in SQL. */
interface Codes {
  digits: string
  full: number
  /** Predicate of the codes that are a digit or two short. */
  short: string
  phone: boolean
}

async function describe(context: DetectorContext, column: ColumnProfile, full: number) {
  const { table, rows: ask } = context
  const digits = `regexp_replace(${ident(column.name)}::VARCHAR, '${BETWEEN}', '', 'g')`
  const phone = column.semantic.kind === 'phone'
  const cut = `regexp_full_match(${digits}, '[1-9]\\d{${full - (phone ? 2 : 3)},${full - 2}}')`
  const elsewhere = phone ? '' : await otherLength(context, column, { digits, cut, full })
  const codes: Codes = { digits, full, short: `coalesce(${cut}${elsewhere}, false)`, phone }
  const [seen] = await ask<{ total: number; whole: number; zeros: number; short: number }>(
    `SELECT count(*) AS total, count(*) FILTER (length(digits) = ${full}) AS whole, count(*) FILTER (length(digits) = ${full} AND starts_with(digits, '0')) AS zeros, count(*) FILTER (short) AS short FROM (SELECT ${digits} AS digits, ${codes.short} AS short FROM ${table.sql}) WHERE regexp_full_match(digits, '\\d+')`
  )
  const present = column.rows - column.missing - column.blank
  if (!seen?.short || seen.whole < FULL * seen.total || seen.total < DIGITS * present) return null
  if (phone) return seen.zeros < DIGITS * seen.whole ? null : lost(context, column, codes, seen.short, null)
  if (!seen.zeros) {
    if (seen.short < LEAST) return null
    const place = await placeOf(context, column, codes)
    if (place) return lost(context, column, codes, seen.short, place)
  }
  const inFull = (ending: string): string =>
    `(SELECT ${ending} FROM (SELECT ${digits} AS digits FROM ${table.sql}) WHERE length(digits) = ${full})`
  const kept = `lpad(${digits}, ${full}, '0') IN ${inFull('digits')}`
  const begun = `${digits} IN ${inFull(`unnest([left(digits, ${full - 1}), left(digits, ${full - 2})])`)}`
  const [found] = await ask<{ kept: number; begun: number }>(
    `SELECT count(*) FILTER (${kept}) AS kept, count(*) FILTER (${begun}) AS begun FROM ${table.sql} WHERE ${codes.short}`
  )
  if (!found) return null
  const proved = found.kept >= found.begun || (found.kept >= MOSTLY * seen.short && found.kept <= seen.zeros)
  if (found.kept && proved)
    return lost(context, column, { ...codes, short: `coalesce(${codes.short} AND ${kept}, false)` }, found.kept, null)
  // Of a country whose codes all stand in the column, every short one begins another by chance.
  const begins = found.begun >= MOSTLY * seen.short && seen.short <= FEW * seen.total
  return seen.short >= LEAST ? tooShort(context, column, codes, seen.short, begins) : null
}

/** A column that the codes decide, such as the town, whose values have either short codes or codes in full: no digit but a zero fell there. */
async function placeOf(
  { table, rows: ask, dependencies }: DetectorContext,
  { name }: ColumnProfile,
  { digits, full, short }: Codes
): Promise<string | null> {
  for (const { determinant, dependent } of await dependencies()) {
    if (determinant.length > 1 || determinant[0] !== name) continue
    const [seen] = await ask<{ own: number; short: number }>(
      `SELECT coalesce(sum(short) FILTER (short > whole), 0)::BIGINT AS own, coalesce(sum(short), 0)::BIGINT AS short FROM (SELECT count(*) FILTER (${short}) AS short, count(*) FILTER (length(${digits}) = ${full}) AS whole FROM ${table.sql} WHERE ${ident(dependent)} IS NOT NULL GROUP BY ${ident(dependent)})`
    )
    if (seen?.short && seen.own >= NEARLY * seen.short) return dependent
  }
  return null
}

/** The codes of the cells at fault with the zeros they lack, right before their first digit; to be judged where the column holds numbers, the codes are too many, right elsewhere, or of places that have none in full, as those of another country are. */
async function filledUp(
  context: DetectorContext,
  column: ColumnProfile,
  codes: Codes,
  place: string | null
): Promise<Repair> {
  const { table, rows: ask } = context
  const [{ name, family }, { digits, full, short }] = [column, codes]
  const isElsewhere = !place && !codes.phone && (await placeOf(context, column, codes)) !== null
  if (family !== 'text' || isElsewhere) return { kind: 'review' }
  const code = ident(name)
  const map = await ask<{ from: string; to: string; whole: boolean }>(
    `SELECT ${code} AS "from", repeat('0', ${full} - any_value(length(${digits}))) || regexp_replace(${code}, '^${BETWEEN}+', '') AS "to", bool_and(${short}) AS whole FROM ${table.sql} WHERE ${code} IS NOT NULL GROUP BY ${code} HAVING bool_or(${short}) ORDER BY ${code} LIMIT ${MOST_NAMED + 1}`
  )
  if (map.length > MOST_NAMED || map.some(({ whole }) => !whole)) return { kind: 'review' }
  return { kind: 'replace', column: name, map: map.map(({ from, to }) => ({ from, to })) }
}

/** Codes that lost the zero they began with: cells, or the whole column where `place` names what proves it. */
async function lost(context: DetectorContext, column: ColumnProfile, codes: Codes, rows: number, place: string | null) {
  const { table } = context
  const { full, short, phone } = codes
  const [name, count, of] = [named(column.name), rowsInWords(rows), named(place ?? '')]
  const proof = place
    ? {
        fr: `Leurs valeurs de ${of.fr} n’ont guère de code complet, et aucun code complet ne commence par 0.`,
        en: `Their values of ${of.en} have hardly any code in full, and no code in full begins with 0.`
      }
    : phone
      ? { fr: 'Presque tous les autres commencent par 0.', en: 'Nearly all others begin with 0.' }
      : {
          fr: 'Complétés par un zéro, ils sont des codes que d’autres lignes ont en entier.',
          en: 'With a zero before them, they are codes that other rows have in full.'
        }
  return finding(table, {
    kind: 'format_minority',
    detector: 'lost_zeros',
    place: place ? 'column' : 'cells',
    columns: [column.name],
    where: short,
    rows,
    severity: 'warning',
    confidence: 0.85,
    dimension: 'accuracy',
    message: {
      fr: `${name.fr} : ${count.fr} sans le zéro de tête`,
      en: `${name.en}: ${count.en} without the leading zero`
    },
    explanation: {
      fr: `Ces codes ont un chiffre de moins que les autres (${full}) : un programme les a lus comme des nombres, et le zéro du début est tombé. ${proof.fr}`,
      en: `These codes have a digit less than the others (${full}): some program read them as numbers, and the zero they began with was dropped. ${proof.en}`
    },
    proposal: {
      text: {
        fr: `Compléter à ${full} chiffres par des zéros à gauche, et garder la colonne comme texte.`,
        en: `Fill up to ${full} digits with zeros on the left, and keep the column as text.`
      },
      repair: await filledUp(context, column, codes, place)
    }
  })
}

/** Codes that lack a digit, nothing says which: cells where they are the beginning of codes in full, else the column. */
function tooShort(
  { table }: DetectorContext,
  column: ColumnProfile,
  { full, short }: Codes,
  rows: number,
  begins: boolean
) {
  const [name, count] = [named(column.name), rowsInWords(rows)]
  const beginning = begins
    ? {
        fr: ' La plupart sont le début de codes complets de la colonne.',
        en: ' Most are the beginning of codes that the column has in full.'
      }
    : {
        fr: ' Ce sont peut-être aussi des codes d’un autre pays.',
        en: ' They may be codes of another country, too.'
      }
  return finding(table, {
    kind: 'format_minority',
    detector: 'lost_zeros',
    aspect: 'short',
    place: begins ? 'cells' : 'column',
    columns: [column.name],
    where: short,
    rows,
    severity: begins ? 'warning' : 'info',
    confidence: begins ? 0.7 : 0.4,
    dimension: 'accuracy',
    message: {
      fr: `${name.fr} : ${count.fr} au code trop court`,
      en: `${name.en}: ${count.en} with too short a code`
    },
    explanation: {
      fr: `Les autres codes ont ${full} chiffres, ceux-ci moins. Le premier a pu tomber (un zéro), ou un autre manquer : rien dans la table ne montre lequel.${beginning.fr}`,
      en: `The other codes have ${full} digits, these fewer. The first may have been dropped (a zero), or another be missing: nothing in the table shows which.${beginning.en}`
    },
    proposal: {
      text: {
        fr: 'Reprendre ces codes à la source ; ne pas les compléter par des zéros sans preuve.',
        en: 'Take these codes from the source again; do not fill them up with zeros without proof.'
      },
      repair: { kind: 'review' }
    }
  })
}
