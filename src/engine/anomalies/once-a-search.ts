import type { ColumnProfile } from '../../contract'
import type { DetectorContext } from './detector'

/** What several detectors ask of a table, looked for at the first asking of each search and kept as long as that lasts. */
export function onceASearch<T>(
  find: (context: DetectorContext) => Promise<T>
): (context: DetectorContext) => Promise<T> {
  const known = new WeakMap<DetectorContext, Promise<T>>()
  return (context) => {
    const found = known.get(context) ?? find(context)
    known.set(context, found)
    return found
  }
}

/** The same of each column. */
export function onceAColumn<T>(
  find: (context: DetectorContext, column: ColumnProfile) => Promise<T>
): (context: DetectorContext, column: ColumnProfile) => Promise<T> {
  const known = new WeakMap<DetectorContext, Map<string, Promise<T>>>()
  return (context, column) => {
    const columns = known.get(context) ?? new Map<string, Promise<T>>()
    known.set(context, columns)
    const found = columns.get(column.name) ?? find(context, column)
    columns.set(column.name, found)
    return found
  }
}
