import { errorData } from '../../../client'
import { type Failure, type FoundTable, type ImportDraft, isUnusable } from './draft'
import { tableLabel } from './plan'

/** Why a table can be read by no choice, such as a locked member of an archive; null where it can, or is only empty. */
export function whyUnusable({ part, error }: FoundTable): Omit<Failure, 'file'> | null {
  if (error === null) return part.note && { message: part.note, hint: null }
  const { message, hint } = errorData(error)
  return { message, hint: hint ?? null }
}

/** What was refused before a load: whole files, and members of archives or other tables that no choice can read. */
export function refusedOf(draft: ImportDraft): Failure[] {
  return draft.files.flatMap(({ id, name, error }): Failure[] => {
    if (error !== null) {
      const { message, hint } = errorData(error)
      return [{ file: name, message, hint: hint ?? null }]
    }
    return draft.tables.flatMap((table) => {
      const why = table.file === id && isRefused(table) ? whyUnusable(table) : null
      return why ? [{ file: tableLabel(draft, table), ...why }] : []
    })
  })
}

/** What a file keeps beside its tables, such as an index of a database, was meant to stay out: nobody misses it. */
function isRefused(table: FoundTable): boolean {
  const { part, error } = table
  return isUnusable(table) && (error !== null || part.format === 'zip' || part.format === 'gzip')
}
