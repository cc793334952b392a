import type { ColumnReading, MissingProposal, ValueLabel } from '../../contract'
import { missingProposals } from '../import'
import type { Project } from '../project'
import { countTexts } from './count-texts'
import { ownType, readingOfType } from './own-type'
import { proposeReadings } from './propose-readings'

export interface OwnTypedColumns {
  names: string[]
  /** What the raw table has. */
  types: readonly string[]
  /** Some texts of each column, from all over the table, where they are at hand. */
  samples?: (string | null)[][]
  /** What the file itself declares to mean "no answer". */
  declared?: MissingProposal[][]
  /** What it says that codes stand for. */
  labels?: ValueLabel[][]
  /** What it calls each column in words. */
  titles?: string[]
}

/**
 * Judges the columns of a raw table whose types the file stated. Text may still read as another type; a typed column stays
 * as it is. Values that seem to say "no answer" are proposed, those that the file declares so first.
 */
export async function judgeOwnTypes(
  project: Project,
  table: string,
  { names, types, samples = [], declared = [], labels = [], titles = [] }: OwnTypedColumns,
  signal: AbortSignal
): Promise<ColumnReading[]> {
  const texts = names.flatMap((_, place) => (types[place] === 'VARCHAR' ? [place] : []))
  const judged = await proposeReadings(
    project,
    table,
    {
      names: texts.map((place) => names[place] ?? ''),
      readings: [],
      inferred: [],
      missing: null,
      columns: texts.map((place) => samples[place] ?? [])
    },
    signal
  )
  const read = new Map(judged.map((column) => [column.name, column]))
  const proposals = names.map((name, place) => {
    const reading = readingOfType(types[place] ?? '')
    return reading.kind === 'text' ? [] : missingProposals(samples[place] ?? [], { name, reading })
  })
  const counted = await countTexts(
    project,
    table,
    names.map((name, place) => ({ name, type: types[place] ?? '', proposals: proposals[place] ?? [] })),
    signal
  )
  return names.map((name, place) => {
    const column = read.get(name) ?? ownType(name, types[place] ?? '', counted[place])
    const missing = declaredFirst(declared[place] ?? [], column.missing)
    return { ...column, missing, ...labelled(labels[place], titles[place]) }
  })
}

/** The labels of a column's codes and its own, where there are any. */
export function labelled(labels: ValueLabel[] = [], title = ''): Pick<ColumnReading, 'labels' | 'label'> {
  return { ...(labels.length ? { labels } : {}), ...(title ? { label: title } : {}) }
}

/** The proposals of a column, those that its file declares in front. */
export function declaredFirst(declared: MissingProposal[], proposed: MissingProposal[]): MissingProposal[] {
  const told = new Set(declared.map(({ text }) => text))
  return [...declared, ...proposed.filter(({ text }) => !told.has(text))]
}
