import type { Anomaly, AnomalyReport, TableRef } from '../../../contract'
import { answersOf, givenAway, sourcesOf } from '../detectors/leaking-column'
import { counted, signed } from '../finding'
import { ident } from '../../sql'
import { BETWEEN_TABLES } from './between-tables'
import { biasedSample } from './biased-sample'
import { brokenRelation } from './broken-relation'
import { sharedKeys, type Meeting, type SharedKey } from './shared-key'

export { BETWEEN_TABLES } from './between-tables'
export { relationNow } from './relation-now'
export { meetingsOf, sharedKeys, type Meeting } from './shared-key'

/** What two tables tell together: keys that find no match, and a column of the one that gives an answer of the other away. */
export async function* betweenTables(meetings: readonly Meeting[]): AsyncIterable<Anomaly> {
  yield* byKeys(await sharedKeys(meetings))
}

/** The same by the keys that they share. */
export function byKeys(keys: readonly SharedKey[]): AsyncIterable<Anomaly> {
  return signed(BETWEEN_TABLES, together(keys))
}

/** Pairs of columns that one search looks at; where there are more, that is told. */
export const MOST_MEETINGS = 250

/** What a report says of pairs of columns beyond those that are looked at; nothing where there are none. */
export function tooMany(meetings: readonly Meeting[], table: TableRef): AnomalyReport['skipped'] {
  const left = meetings.length - MOST_MEETINGS
  if (left <= 0) return []
  const all = counted(meetings.length, ['paire', 'paires'], ['pair', 'pairs'])
  const pairs = counted(left, ['autre paire', 'autres paires'], ['other pair', 'other pairs'])
  const reason = {
    fr: `des ${all.fr} de colonnes de même nom entre tables, les ${MOST_MEETINGS} plus parlantes sont comparées ; ${pairs.fr} non.`,
    en: `of ${all.en} of columns of one name between tables the ${MOST_MEETINGS} most telling are compared; ${pairs.en} not.`
  }
  return [{ detector: BETWEEN_TABLES, table, reason, bounded: true }]
}

async function* together(keys: readonly SharedKey[]): AsyncIterable<Anomaly> {
  for (const shared of keys) {
    const broken = brokenRelation(shared)
    if (broken) yield broken
    if (shared.unique) {
      yield* leaks(shared)
      yield* biasedSample(shared)
    }
  }
}

async function* leaks({ many, one, column, key }: SharedKey): AsyncIterable<Anomaly> {
  const from = `${many.table.sql} AS a JOIN ${one.table.sql} AS b ON a.${ident(column.name)} = b.${ident(key.name)}`
  for (const answer of answersOf(one))
    for (const source of sourcesOf(many, answer)) {
      const found = await givenAway(many, source, answer, {
        from,
        x: `a.${ident(source.name)}`,
        y: `b.${ident(answer.name)}`,
        other: one.table
      })
      if (found) yield found
    }
}
