import type { Choices, FileChoice, TextReading } from '../../../../contract'
import { type ChosenFile, type FoundTable, type ImportDraft, isTicked } from './draft'

const MOST_LOOKED_AT = 200

/** Tables that would be loaded, in the order of their files; those of a refused file are not. */
export function tickedTables({ tables, files }: ImportDraft): FoundTable[] {
  const refused = new Set(files.flatMap(({ id, error }) => (error === null ? [] : [id])))
  return tables.filter((table) => isTicked(table) && !refused.has(table.file))
}

/** True while a file may still bring tables: nothing speaks against it, and they are not told yet. */
export function isExpected({ look, error }: ChosenFile): boolean {
  return error === null && (look === null || look.waits)
}

/** What the engine is asked to load: each ticked table with what was chosen, or seen and left as found. */
export function fileChoices(draft: ImportDraft, tables: readonly FoundTable[] = tickedTables(draft)): FileChoice[] {
  const files = new Map(draft.files.map((file) => [file.id, file]))
  return tables.flatMap((table): FileChoice[] => {
    const file = files.get(table.file)
    if (!file) return []
    const choices = table.sniff ? presentColumns(table) : undefined
    return [{ origin: file.origin, name: file.name, part: table.part.path, ...(choices && { choices }) }]
  })
}

/** What a table loaded at once with others is called: its file, and the way within it. */
export function tableLabel({ files }: ImportDraft, { file, part }: FoundTable): string {
  return [files.find(({ id }) => id === file)?.name ?? '', ...part.path].join(' › ')
}

/** The table to be looked at next: the one shown, then the ticked ones; null where all are seen or awaited. */
export function nextToSniff(draft: ImportDraft, running: ReadonlySet<string>): FoundTable | null {
  const files = new Map(draft.files.map((file) => [file.id, file]))
  const wanting = ({ key, file, stamp, seen }: FoundTable): boolean =>
    seen !== stamp && !running.has(key) && (files.get(file)?.error ?? null) === null
  const shown = draft.tables.find(({ key }) => key === draft.shown)
  if (shown && wanting(shown)) return shown
  return tickedTables(draft).slice(0, MOST_LOOKED_AT).find(wanting) ?? null
}

/** Where a choice comes from: the file, an earlier delivery, or the user. */
export type ChoiceOrigin = 'found' | 'recalled' | 'chosen'

export function originOf(table: FoundTable, key: Exclude<keyof Choices, 'columns'>): ChoiceOrigin {
  const value = table.choices[key]
  if (value === undefined) return 'found'
  return table.recalled?.choices[key] === value ? 'recalled' : 'chosen'
}

/** Where the reading of a column comes from. */
export function readingOrigin(table: FoundTable, name: string): ChoiceOrigin {
  const reading = (choices: Choices | undefined): string | undefined =>
    JSON.stringify(choices?.columns?.find((column) => column.name === name)?.reading)
  const value = reading(table.choices)
  if (value === undefined) return 'found'
  return reading(table.recalled?.choices) === value ? 'recalled' : 'chosen'
}

/** Bytes still to be sent of the files that have ticked tables, or may yet have some. */
export function bytesOf(draft: ImportDraft): { done: number; total: number } {
  const wanted = new Set(tickedTables(draft).map(({ file }) => file))
  const files = draft.files.filter((file) => file.size !== null && (wanted.has(file.id) || isExpected(file)))
  return {
    done: files.reduce((sum, { sent }) => sum + sent, 0),
    total: files.reduce((sum, { size }) => sum + (size ?? 0), 0)
  }
}

/**
 * Choices about columns that the table does not have under its present choices are left out; a date of two-digit years takes those of
 * the hundred years that were shown.
 */
function presentColumns({ choices, sniff }: FoundTable): Choices {
  if (!choices.columns || !sniff) return choices
  const seen = new Map(sniff.columns.map(({ name, reading }) => [name, reading]))
  const columns = choices.columns.flatMap((choice) => {
    if (!seen.has(choice.name)) return []
    return choice.reading ? [{ ...choice, reading: asShown(choice.reading, seen.get(choice.name)) }] : [choice]
  })
  return { ...choices, columns }
}

function asShown(chosen: TextReading, shown: TextReading | undefined): TextReading {
  const isSame = shown?.kind === chosen.kind && 'shapes' in shown && 'shapes' in chosen
  return isSame && String(shown.shapes) === String(chosen.shapes) ? { ...shown, ...chosen } : chosen
}
