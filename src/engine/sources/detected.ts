import { z } from 'zod'
import type { Sniff, TextReading } from '../../contract'
import { columnNames } from './column-names'
import { shapeOfNames } from './shape-of-names'

/** What tells one file from another where no names do: how it is detected, without any choice. */
export const Detected = z.object({
  format: z.string(),
  delimiter: z.string().nullable(),
  /** Shape of the names that detection finds; null where it finds none. */
  shape: z.string().nullable(),
  /** Kind of the values of each column; null where it has none. */
  kinds: z.array(z.string().nullable())
})
export type Detected = z.infer<typeof Detected>

/** Whether a table got all its names from its loader. */
export function isNameless(names: readonly string[]): boolean {
  return columnNames(null, names.length).every((name, place) => name === names[place])
}

export function detectedIn({ format, dialect, columns, rows }: Omit<Sniff, 'notes'>): Detected {
  const names = columns.map(({ name }) => name)
  return {
    format,
    delimiter: dialect?.delimiter ?? null,
    shape: isNameless(names) ? null : shapeOfNames(names),
    kinds: columns.map(({ reading }, place) =>
      rows.some((row) => (row[place] ?? null) !== null) ? kindOf(reading) : null
    )
  }
}

/** Whether two files may be deliveries of one table, by all that is seen of them. */
export function areAlike(one: Detected, other: Detected): boolean {
  return (
    one.format === other.format &&
    one.delimiter === other.delimiter &&
    one.shape === other.shape &&
    one.kinds.length === other.kinds.length &&
    one.kinds.every((kind, place) => kind === null || (other.kinds[place] ?? kind) === kind)
  )
}

function kindOf(reading: TextReading | undefined): string {
  if (!reading) return 'text'
  return { integer: 'number', timestamp: 'date' }[reading.kind as string] ?? reading.kind
}
