import type { Anomaly, ColumnProfile } from '../../../contract'
import { ident, text } from '../../sql'
import type { DetectorContext } from '../detector'
import { finding, named, quotedValues, rowsInWords } from '../finding'

/** How often each value of a column stands. */
export type Counts = ReadonlyMap<string, number>

/** Times that a value stands in its own column, and how much oftener than where it is a stranger. */
const OWN = 5
const OFTENER = 10
/** The same where it is written in other characters than nearly all values there. */
const OFTENER_UNLIKE = 5
const NEARLY_ALL = 0.95
/** Rows a value that a column of names must have: each title is another, and may be a year. */
const ROWS_A_VALUE = 3
/** Of words among words: different strangers, the share of the usual values of their own column that these are, what makes one usual, and of rows with another value there. */
const LEAST_VALUES = 3
const LEAST_SHARE = 0.2
const USUAL = 0.01
const ELSEWHERE = 0.5
/** Share of the rows that may hold strangers, and part of these that values at home in both columns may reach. */
const MOST_ROWS = 0.06
const AT_HOME = 0.2
/** Columns and values that a sentence names. */
const MOST_NAMED = 3

type Script = 'digits' | 'letters' | 'both'

/** Of some columns with their counts, the values that belong to another one: a post code among towns, the number of a line among stations. */
export async function* foreignValues(
  context: DetectorContext,
  counts: ReadonlyMap<ColumnProfile, Counts>
): AsyncGenerator<Anomaly> {
  for (const [host, own] of counts) {
    if (host.family !== 'text' || host.distinct * ROWS_A_VALUE > host.rows - host.missing) continue
    const script = scriptOfMost(own)
    const strangers = new Map<string, ColumnProfile>()
    let isUnlike = true
    for (const [home, theirs] of counts) {
      if (home === host) continue
      const unlike = script === null ? [] : strangersOf(own, theirs, OFTENER_UNLIKE).filter((value) => isOther(value, script)) // prettier-ignore
      const found = unlike.length ? unlike : await wordsOfAnother(context, { host, own, home, theirs })
      for (const value of found) if (!strangers.has(value)) strangers.set(value, home)
      if (found.length && !unlike.length) isUnlike = false
    }
    const rows = [...strangers.keys()].reduce((sum, value) => sum + (own.get(value) ?? 0), 0)
    if (rows && rows <= MOST_ROWS * (host.rows - host.missing)) yield describe(context, host, strangers, rows, isUnlike)
  }
}

function scriptOf(value: string): Script {
  if (!/\p{L}/u.test(value)) return 'digits'
  return /\d/.test(value) ? 'both' : 'letters'
}

/** What nearly all values of a column are written in; null where there is no such thing. */
function scriptOfMost(own: Counts): Script | null {
  const tally = new Map<Script, number>()
  let total = 0
  for (const [value, n] of own) {
    total += n
    tally.set(scriptOf(value), (tally.get(scriptOf(value)) ?? 0) + n)
  }
  return [...tally].find(([, n]) => n >= NEARLY_ALL * total)?.[0] ?? null
}

/** Whether a value has what values of a script have not: no code of letters and digits is a stranger for its letters. */
function isOther(value: string, script: Script): boolean {
  const own = scriptOf(value)
  return script !== 'both' && own !== script && /[\p{L}\d]/u.test(value)
}

function strangersOf(own: Counts, theirs: Counts, oftener: number): string[] {
  return [...own].flatMap(([value, n]) => {
    const there = theirs.get(value) ?? 0
    return there >= OWN && there >= oftener * n ? [value] : []
  })
}

/** Words of another column among words: several, none at home in both, and mostly in rows where the other column has not the same. */
async function wordsOfAnother(
  { table, rows: ask }: DetectorContext,
  { host, own, home, theirs }: { host: ColumnProfile; own: Counts; home: ColumnProfile; theirs: Counts }
): Promise<string[]> {
  if (home.family !== 'text') return []
  const strangers = strangersOf(own, theirs, OFTENER).filter((value) => scriptOf(value) === 'letters')
  const usual = [...theirs.values()].filter((n) => n >= Math.max(OWN, USUAL * (home.rows - home.missing))).length
  if (strangers.length < LEAST_VALUES || strangers.length < LEAST_SHARE * usual) return []
  const rowsOf = (values: readonly string[]): number => values.reduce((sum, value) => sum + (own.get(value) ?? 0), 0)
  const guests = new Set([...strangers, ...strangersOf(theirs, own, OFTENER)])
  const both = [...own.keys()].filter((value) => theirs.has(value) && !guests.has(value))
  if (rowsOf(both) > AT_HOME * rowsOf(strangers)) return []
  const [seen] = await ask<{ n: number; same: number }>(
    `SELECT count(*) AS n, count(*) FILTER (${ident(home.name)}::VARCHAR = ${ident(host.name)}::VARCHAR) AS same FROM ${table.sql} WHERE ${isOneOf(host, strangers)}`
  )
  return seen && seen.same <= (1 - ELSEWHERE) * seen.n ? strangers : []
}

function isOneOf({ name }: ColumnProfile, values: readonly string[]): string {
  return `coalesce(${ident(name)}::VARCHAR IN (${values.map(text).join(', ')}), false)`
}

function describe(
  { table }: DetectorContext,
  host: ColumnProfile,
  strangers: ReadonlyMap<string, ColumnProfile>,
  rows: number,
  isUnlike: boolean
): Anomaly {
  const [name, count] = [named(host.name), rowsInWords(rows)]
  const homes = [...new Set(strangers.values())].map((home) => named(home.name))
  const of = (language: 'fr' | 'en'): string =>
    homes
      .slice(0, MOST_NAMED)
      .map((home) => home[language])
      .join(', ') + (homes.length > MOST_NAMED ? '…' : '')
  const shown = quotedValues(host, [...strangers.keys()], MOST_NAMED)
  return finding(table, {
    kind: 'misplaced_value',
    detector: 'foreign_value',
    columns: [host.name],
    where: isOneOf(host, [...strangers.keys()]),
    orderBy: `${ident(host.name)}, rowid`,
    rows,
    severity: 'warning',
    confidence: isUnlike ? 0.8 : 0.7,
    dimension: 'accuracy',
    message: {
      fr: `${name.fr} : ${count.fr} avec une valeur d’une autre colonne (${of('fr')})`,
      en: `${name.en}: ${count.en} with a value of another column (${of('en')})`
    },
    explanation: {
      fr: `${shown.fr} : ces valeurs sont courantes dans l’autre colonne et presque absentes de celle-ci${isUnlike ? ', où les autres ne sont pas faites des mêmes signes' : ''}. Elles ont sans doute été saisies dans la mauvaise colonne.`,
      en: `${shown.en}: these values are usual in the other column and nearly absent from this one${isUnlike ? ', where the others are not made of the same signs' : ''}. They were probably entered in the wrong column.`
    },
    proposal: {
      text: {
        fr: `Remettre chaque valeur dans sa colonne, puis reprendre ${name.fr} à la source ; sinon, la mettre à manquant.`,
        en: `Put each value back in its column, then take ${name.en} from the source again; else set it to missing.`
      },
      repair: { kind: 'review' }
    }
  })
}
