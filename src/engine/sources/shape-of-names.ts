import { createHash } from 'node:crypto'

/** The shape of a table: its column names, whatever their order and case. */
export function shapeOfNames(names: readonly string[]): string {
  const sorted = names.map((name) => name.trim().toLowerCase()).sort()
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex')
}
