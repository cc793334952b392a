import type { Source } from '../../contract'

/** The column that names the file of each row, where the source was made of several files and the delivery has none. */
export function fileColumnOf(
  { deliveries }: Source,
  own: readonly { name: string }[],
  names: ReadonlyMap<string, string>,
  arriving: readonly string[]
): string | null {
  const together = (deliveries[0]?.files.length ?? 0) > 1
  const present = new Set(arriving.map((name) => (names.get(name) ?? name).toLowerCase()))
  const column = own.find(({ name }) => /^fichier(_\d+)?$/.test(name) && !present.has(name.toLowerCase()))
  return together && column ? column.name : null
}
