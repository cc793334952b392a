import type { FileChoice } from '../../../../contract'
import type { FoundTable, ImportDraft } from '../import/draft'
import { fileChoices } from '../import/plan'

/** The table of the file that is delivered. */
export function deliveredTable({ tables, shown }: ImportDraft): FoundTable | null {
  return tables.find(({ key }) => key === shown) ?? null
}

/** What the engine is asked to load; null while the file's tables are not known. */
export function deliveredFile(draft: ImportDraft): FileChoice | null {
  return fileChoices(draft)[0] ?? null
}

/** Names the table and the choices of a delivery: other ones make its comparison out of date. */
export function readAs(draft: ImportDraft): string {
  const table = deliveredTable(draft)
  return JSON.stringify([table?.key, table?.choices])
}

/** True once the table delivered was seen as it is now chosen. */
export function isSeen(draft: ImportDraft): boolean {
  const table = deliveredTable(draft)
  return table !== null && table.sniff !== null && table.error === null && table.seen !== null
}

/** Why the file cannot be taken as it stands; null where nothing speaks against it. */
export function fileError(draft: ImportDraft): unknown {
  const error = draft.files.find((file) => file.error !== null)?.error ?? null
  const table = deliveredTable(draft)
  return error ?? (table?.sniff === null ? table.error : null)
}
