import type { Codebook, CodebookTable, NoteTexts } from '../../../contract'

/** The tables and columns that a text is found in, whatever its case: a table found by its own name or note keeps all its columns. */
export function matching({ tables }: Codebook, search: string): CodebookTable[] {
  const wanted = search.trim().toLowerCase()
  if (!wanted) return tables
  const has = (...texts: string[]): boolean => texts.some((one) => one.toLowerCase().includes(wanted))
  return tables.flatMap((table) => {
    if (has(table.table.name, ...noteTexts(table.note))) return [table]
    const columns = table.columns.filter(({ name, note }) => has(name, ...noteTexts(note)))
    return columns.length ? [{ ...table, columns }] : []
  })
}

function noteTexts(note: NoteTexts | null): string[] {
  if (!note) return []
  const codes = note.codes.flatMap(({ code, meaning }) => [code, meaning])
  return [note.label, note.description, note.unit, note.source, note.doubt, ...codes]
}
