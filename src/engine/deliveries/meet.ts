import type { ColumnReading, Rename, Step, TextReading } from '../../contract'
import type { Project } from '../project'
import { rawColumns, type LoadedPart } from '../sources'
import type { MergeBasis } from './merge-basis'
import { missingMade } from './missing-made'
import { namesInSource } from './names-in-source'
import { followWords } from './other-words'
import { meetingsOf, type ColumnMeeting } from './plan-columns'
import type { MeetingTable } from './share-types'
import { reachAsFar } from './short-years'

/** The columns of a source and those of a delivery, all by the names of the source. */
export interface Met {
  own: MeetingTable['columns']
  /** What the columns of the delivery are called in the source. */
  names: Map<string, string>
  /** How the delivery's columns are read. */
  arrived: ColumnReading[]
  /** Readings by column that the recipe has. */
  steps: Map<string, TextReading>
  sides: readonly [MeetingTable, MeetingTable]
  meetings: ColumnMeeting[]
}

/** Puts the columns of a delivery beside those of its source; where rows are replaced, beside none. */
export async function meet(
  project: Project,
  { source, steps: recipe }: MergeBasis,
  loaded: Pick<LoadedPart, 'table' | 'names' | 'columns'>,
  renames: readonly Rename[],
  mode: 'append' | 'refresh',
  signal?: AbortSignal
): Promise<Met> {
  const own = await rawColumns(project, source.table.name)
  const ownNames = own.map(({ name }) => name)
  const names = namesInSource(ownNames, loaded.names, renames)
  const arriving = await rawColumns(project, loaded.table, names)
  const arrived = loaded.columns.map((column) => ({ ...column, name: names.get(column.name) ?? column.name }))
  const steps = castsOf(recipe)
  const readings = new Map(arrived.map(({ name, reading, lossless }) => [name, lossless ? null : (reading ?? null)]))
  const delivered = { table: loaded.table, columns: arriving }
  const meetings = reachAsFar(meetingsOf(mode === 'append' ? own : [], arriving, steps, readings), steps)
  return {
    own,
    names,
    arrived,
    steps,
    sides: [{ table: source.table.name, columns: own }, delivered],
    meetings: await followWords(project, meetings, { steps, missing: missingMade(recipe) }, delivered, signal)
  }
}

/** Readings by column that a recipe has. */
function castsOf(steps: readonly Step[]): Map<string, TextReading> {
  return new Map(steps.flatMap(({ spec }) => (spec.kind === 'cast' ? [[spec.column, spec.reading] as const] : [])))
}
