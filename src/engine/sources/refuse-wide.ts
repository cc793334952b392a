import { MOST_COLUMNS, tooWide, type DirectTable, type OpenTable } from '../import'

/** Refuses a table of more columns than can be worked with, whatever its format; closes it first. */
export async function refuseWide<T extends OpenTable | DirectTable>(opened: T, label: string): Promise<T> {
  const width = 'sql' in opened ? opened.header.length : opened.width
  if (width <= MOST_COLUMNS) return opened
  await opened.close()
  throw tooWide(label, width)
}
