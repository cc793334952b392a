import type { Anomaly, LocalizedText } from '../../../contract'
import { aloneSql, bearsSql, digitsSql, unitNamed } from '../../import'
import { quantileAt } from '../../profile'
import { ident, text } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { counted } from '../finding'
import { textColumns, textFault, type TextColumn } from '../text-fault'
import { convertedTo, unitInName } from './unit-conversion'

/** Ways of writing that are looked at in one column; a column of measures has few. */
const MOST_FORMS = 60
/** What one way of writing must reach to be the rule of its column. */
const RULE = 0.7
const NUMBER = '[-+]?\\d+(?:[.,\\s\\x{00A0}\\x{202F}]\\d+)*'
const ORDINAL = /^9\s?(er|re|e|ème|eme|è|nd|st|th|rd)$/i

/** Numbers with their unit, written in several ways: a symbol that only some bear, one unit spelt in several ways, several units. */
export const mixedUnits: Detector = {
  name: 'mixed_units',
  title: { fr: 'Unités mêlées', en: 'Mixed units' },
  kinds: ['mixed_units'],
  async *detect(context) {
    for (const column of textColumns(context).filter(measured)) {
      const found = await describe(context, column)
      if (found) yield found
    }
  }
}

function measured({ column: { semantic } }: TextColumn): boolean {
  return !['identifier', 'email', 'phone', 'url', 'postcode', 'free_text', 'date', 'time'].includes(semantic.kind)
}

/** A way of writing, each number as 9, and how many texts are written so. */
export interface Form {
  form: string
  n: number
}

async function describe(context: DetectorContext, { column, written }: TextColumn) {
  const form = formSql(written.value)
  const short = `length(${written.value}) <= 40`
  const forms = await context.rows<{ form: string; n: number }>(
    `SELECT ${form} AS form, sum(${written.times})::BIGINT AS n FROM ${written.texts} WHERE ${short} AND regexp_matches(${written.value}, '\\d') GROUP BY ALL ORDER BY n DESC, form LIMIT ${MOST_FORMS}`
  )
  const verdict = judgeForms(forms, column.rows - column.missing)
  if (!verdict) return null
  const predicate = `coalesce(${short} AND ${form} IN (${verdict.wrong.map((one) => text(one.form)).join(', ')}), false)`
  return textFault(context, {
    column,
    written,
    predicate,
    rows: verdict.wrong.reduce((sum, { n }) => sum + n, 0),
    kind: 'mixed_units',
    detector: 'mixed_units',
    severity: verdict.confidence >= 0.5 ? 'warning' : 'info',
    confidence: verdict.confidence,
    dimension: 'consistency',
    what: verdict.what,
    why: verdict.why,
    proposal: (await repaired(context, { column, written }, forms, verdict, predicate)) ?? {
      text: {
        fr: 'Écrire des nombres seuls, dans une unité, dite dans le nom de la colonne.',
        en: 'Write numbers alone, in one unit that the column’s name tells.'
      },
      repair: { kind: 'review' }
    }
  })
}

/** Of numbers that mostly bear no unit, the unit may be told by the name of the column: another one is then converted to it, never dropped. */
async function repaired(
  context: DetectorContext,
  column: TextColumn,
  forms: readonly Form[],
  verdict: Verdict,
  predicate: string
): Promise<Anomaly['proposal']> {
  const units = unitCounts(forms)
  if (forms[0]?.form !== '9') return convertedTo(context, column, units, null)
  const told = unitInName(column.column.name)
  return told !== null && [...units.keys()].some((unit) => unit !== told)
    ? convertedTo(context, column, units, told)
    : withoutUnit(context, column, verdict, predicate)
}

/** A text with 9 in place of each number. */
function formSql(value: string): string {
  return `regexp_replace(${value}, '${NUMBER}', '9', 'g')`
}

/** What the numbers that bear a unit must reach to be those of a column whose other ones bear none. */
const OF_ONE_ORDER = 0.8

/**
 * The repair of numbers that are not read for their unit, where the others bear none: the number alone. Only where all bear the same unit, are
 * then read as the others are, and lie among them: they may be in another unit else.
 */
async function withoutUnit(
  { table, rows: ask }: DetectorContext,
  { column, written }: TextColumn,
  { wrong, isBare }: Verdict,
  predicate: string
): Promise<Anomaly['proposal']> {
  const [unit, ...more] = new Set(wrong.map(({ form }) => unitsOf(form)))
  const { numeric, family, name } = column
  if (!isBare || more.length || !unit || !written.read || family !== 'number') return null
  const style = (sql: string): string => `regexp_replace(${sql}, '\\d+', '9', 'g')`
  const unread = `rowid IN (SELECT rowid FROM ${table.sql} WHERE ${ident(name)} IS NULL)`
  const read = `SELECT ${style(written.value)} FROM ${written.from} WHERE ${formSql(written.value)} = '9' AND NOT ${unread}`
  const [least, most] = [numeric?.min ?? 'NULL', numeric?.max ?? 'NULL']
  const ways = await Promise.all(
    ([',', '.'] as const).map(async (decimal) => {
      const alone = aloneSql(written.value, unit, decimal)
      const isRead = `${bearsSql(written.value, unit, decimal)} AND ${style(alone)} IN (${read})`
      const value = `CASE WHEN ${isRead} THEN TRY_CAST(${digitsSql(written.value, unit, decimal)} AS DOUBLE) END`
      const [seen] = await ask<{ n: number; read: number; within: number; middle: number | null }>(
        `SELECT count(*) AS n, count(value) AS read, count(*) FILTER (value BETWEEN ${least} AND ${most}) AS within, median(value) AS middle FROM (SELECT ${value} AS value FROM ${written.from} WHERE ${predicate} AND ${unread})`
      )
      return { n: 0, read: 0, within: 0, middle: null, ...seen, decimal }
    })
  )
  const [way] = ways.sort((a, b) => b.read - a.read)
  const isAmong = (middle: number): boolean =>
    middle >= quantileAt(numeric, 0.05) && middle <= quantileAt(numeric, 0.95)
  if (!way?.read || way.middle === null || !isAmong(way.middle) || way.within < OF_ONE_ORDER * way.read) return null
  return {
    text: aloneInWords(unit, way),
    repair: { kind: 'convert', column: name, unit, from: [], decimal: way.decimal, as: 'bare' }
  }
}

function aloneInWords(unit: string, { n, read, within }: { n: number; read: number; within: number }): LocalizedText {
  const [beyond, left] = [read - within, n - read]
  const told = counted(
    beyond,
    ['sort de leur étendue', 'sortent de leur étendue'],
    ['lies beyond them', 'lie beyond them']
  )
  const far = beyond ? { fr: ` ; ${told.fr}, à vérifier`, en: `; ${told.en}, to be checked` } : { fr: '', en: '' }
  const rest = left ? { fr: ' ; les autres valeurs restent à juger', en: '; the other values are left for you to judge' } : { fr: '', en: '' } // prettier-ignore
  return {
    fr: `Garder le nombre seul, sans l’unité (${unit}) que les autres n’ont pas : il se lit alors comme eux${far.fr}${rest.fr}.`,
    en: `Keep the number alone, without the unit (${unit}) that the others do not bear: it is then read as they are${far.en}${rest.en}.`
  }
}

interface Verdict {
  wrong: Form[]
  /** Whether the rule is numbers alone. */
  isBare?: boolean
  confidence: number
  what: LocalizedText
  why: LocalizedText
}

/** Which of the ways of writing numbers in a column of `present` texts are at fault; null where there is one rule, or no unit at all. */
export function judgeForms(forms: readonly Form[], present: number): Verdict | null {
  const measures = forms.filter(({ form }) => form === '9' || unitsOf(form) !== null)
  const total = sum(measures)
  const units = measures.filter(({ form }) => form !== '9')
  if (total < 20 || total < 0.5 * present || !units.length || sum(forms) < 0.8 * present) return null
  const ways = groupBy(measures, spelling).sort((a, b) => sum(b) - sum(a))
  const rest = forms.filter((one) => one.form.startsWith('9') && !measures.includes(one) && !ORDINAL.test(one.form))
  const [first = [], ...others] = ways
  if (!others.length && !rest.length) return null
  if (sum(first) >= RULE * total) {
    if (!others.length) return null
    return {
      wrong: others.flat(),
      isBare: first[0]?.form === '9',
      confidence: sum(others.flat()) < 0.05 * total ? 0.85 : 0.75,
      what: { fr: 'avec une autre unité que les autres, ou sans', en: 'with another unit than the others, or without' },
      why: {
        fr: `La plupart des valeurs s’écrivent comme « ${first[0]?.form ?? ''} » (9 : un nombre), non comme celles-ci`,
        en: `Most values are written as “${first[0]?.form ?? ''}” (9: a number), not as these`
      }
    }
  }
  if (first[0]?.form === '9') return partly(units)
  const spelt = groupBy(units, (form) => unitsOf(form) ?? '')
  const several = spelt.filter((group) => new Set(group.map(({ form }) => spelling(form))).size > 1).flat()
  const alike = sum(several) >= 0.5 * total
  return {
    wrong: [
      ...(alike ? measures.filter(({ form }) => form !== '9' || sum(units) > total / 2) : units),
      ...(alike ? rest : [])
    ],
    confidence: alike ? 0.6 : 0.35,
    what: alike
      ? { fr: 'd’unités écrites de plusieurs façons', en: 'with units written in several ways' }
      : { fr: 'd’unités différentes', en: 'with different units' },
    why: alike
      ? { fr: 'Aucune écriture n’est la règle de la colonne', en: 'No way of writing is the rule of the column' }
      : { fr: 'La colonne mêle plusieurs unités', en: 'The column mixes several units' }
  }
}

function partly(units: Form[]): Verdict {
  return {
    wrong: units,
    confidence: 0.65,
    what: { fr: 'avec une unité que les autres n’ont pas', en: 'with a unit that the others do not bear' },
    why: {
      fr: 'Une partie des nombres porte une unité, l’autre non : sont-ils comparables ?',
      en: 'Some numbers bear a unit, the others none: are they comparable?'
    }
  }
}

/** The units of a way of writing by their usual names, a word behind the unit left aside; null where it has none. */
function unitsOf(form: string): string | null {
  if (ORDINAL.test(form) || !/^(\p{Lu}{3}|[€$£])?\s?9/u.test(form)) return null
  const words = form.split('9').flatMap((part) => part.trim().split(/\s+/)[0] || [])
  const names = words.map((word) => unitNamed(word, false) ?? unitNamed(word.replace(/\.$/, '').toLowerCase(), false))
  return words.length && names.every((name) => name !== null) ? names.join(' ') : null
}

/** How many texts bear each unit, that alone. */
function unitCounts(forms: readonly Form[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { form, n } of forms) {
    const unit = form === '9' ? null : unitsOf(form)
    if (unit !== null) counts.set(unit, (counts.get(unit) ?? 0) + n)
  }
  return counts
}

/** One spelling: spaces and the mark of the plural do not make another. */
function spelling(form: string): string {
  return form.replace(/[\s\u00a0\u202f]+/g, '').replace(/(\p{L}{2})s(?=9|$)/gu, '$1')
}

function groupBy(forms: readonly Form[], key: (form: string) => string): Form[][] {
  const groups = new Map<string, Form[]>()
  for (const one of forms) groups.set(key(one.form), [...(groups.get(key(one.form)) ?? []), one])
  return [...groups.values()]
}

function sum(forms: readonly Form[]): number {
  return forms.reduce((total, { n }) => total + n, 0)
}
