import type { LocalizedText, Part, PartPath, Source } from '../../contract'
import { throwIfCancelled } from '../errors'
import type { Project } from '../project'
import { firstPath, partsOf, rawColumns, sniffDelivered, withPart, type OpenedPart } from '../sources'

/** Tables of one file that are looked into, at most: a workbook of more is read by its names. */
const MOST_LOOKED_INTO = 30

interface Likeliest {
  path: PartPath
  /** Which one, and why, where there was a choice. */
  notes: LocalizedText[]
}

/**
 * The table of a delivered file that is most like the source: the one with most of its columns; of several, the one of the
 * same name, then the first. One of the same name that has them all is taken without a look at the others.
 */
export async function likeliestPart(
  project: Project,
  file: OpenedPart['file'],
  source: Source,
  signal: AbortSignal
): Promise<Likeliest> {
  const { parts } = await partsOf(project, file, { name: file.name, signal })
  const shown = parts.filter(({ hidden }) => !hidden)
  const isNamed = ({ path }: Part): boolean => JSON.stringify(path) === JSON.stringify(source.file.part)
  const named = parts.find(isNamed)
  const others = shown.filter((part) => part !== named)
  const inOrder = [...(named ? [named] : []), ...others].slice(0, MOST_LOOKED_INTO)
  if (inOrder.length < 2) return { path: named?.path ?? firstPath(parts), notes: [] }
  const own = new Set((await rawColumns(project, source.table.name)).map(({ name }) => name.toLowerCase()))
  let best: { part: Part; common: number } | null = null
  for (const part of inOrder) {
    throwIfCancelled(signal)
    const names = await columnsOf(project, file, part, source, signal)
    const common = names.filter((name) => own.has(name.toLowerCase())).length
    if (!best || common > best.common) best = { part, common }
    if (common === own.size) break
  }
  // Nothing in common: by its name, else the first, as where nothing can be read.
  if (!best?.common) return { path: named?.path ?? firstPath(parts), notes: [] }
  const chosen = { part: best.part, common: best.common }
  return { path: chosen.part.path, notes: [said(chosen, inOrder.length, own.size)] }
}

/** The columns of a table, told by its first rows; none where it cannot be read. */
async function columnsOf(
  project: Project,
  file: OpenedPart['file'],
  { path }: Part,
  source: Source,
  signal: AbortSignal
): Promise<string[]> {
  try {
    return await withPart(project, file, path, { name: file.name, signal }, async (opened) => {
      const { columns } = await sniffDelivered(project, opened, source, signal)
      return columns.map(({ name }) => name)
    })
  } catch {
    throwIfCancelled(signal)
    return []
  }
}

function said({ part, common }: { part: Part; common: number }, of: number, columns: number): LocalizedText {
  return {
    fr: `Le fichier contient ${of} tables\u202f: «\u00a0${part.name}\u00a0» est lue, la plus proche de la source (${common} de ses ${columns} colonnes).`,
    en: `The file holds ${of} tables: “${part.name}” is read, the one most like the source (${common} of its ${columns} columns).`
  }
}
