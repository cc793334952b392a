import type { Anomaly } from '../../../contract'
import type { DetectorContext } from '../detector'
import { answersOf, givenAway, sourcesOf } from '../detectors/leaking-column'
import { signed } from '../finding'
import { ident } from '../../sql'
import { BETWEEN_TABLES } from './between-tables'
import { biasedSample } from './biased-sample'
import { brokenRelation } from './broken-relation'
import { sharedKeys, type SharedKey } from './shared-key'

export { BETWEEN_TABLES } from './between-tables'
export { relationNow } from './relation-now'
export { sharedKeys } from './shared-key'

/** What two tables tell together: keys that find no match, and a column of the one that gives an answer of the other away. */
export async function* betweenTables(contexts: readonly DetectorContext[]): AsyncIterable<Anomaly> {
  yield* byKeys(await sharedKeys(contexts))
}

/** The same by the keys that they share. */
export function byKeys(keys: readonly SharedKey[]): AsyncIterable<Anomaly> {
  return signed(BETWEEN_TABLES, together(keys))
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
