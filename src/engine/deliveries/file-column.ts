import type { Source } from '../../contract'

/**
 * The column made at the import that names the file of each row, where the delivery has no column of that name. Null where
 * nothing says that one was made: a column of the files themselves may be called so too.
 */
export function fileColumnOf(
  { deliveries }: Pick<Source, 'deliveries'>,
  own: readonly { name: string }[],
  names: ReadonlyMap<string, string>,
  arriving: readonly string[]
): string | null {
  const made = deliveries.at(-1)?.fileColumn ?? null
  if (made === null || !own.some(({ name }) => name === made)) return null
  const present = arriving.some((name) => (names.get(name) ?? name).toLowerCase() === made.toLowerCase())
  return present ? null : made
}
