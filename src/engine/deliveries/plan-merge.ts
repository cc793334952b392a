import type { Choices, Rename, Step, TextReading } from '../../contract'
import type { Project } from '../project'
import { countFailures, NO_FAILURES, type LoadedPart } from '../sources'
import { ident } from '../sql'
import { beforeReading } from './before-reading'
import { isoOf, turnedColumns, turnedSql, type Turned } from './date-order'
import { meet, type Met } from './meet'
import type { MergeBasis } from './merge-basis'
import type { UnreadValues } from './notes'
import { columnsInDoubt } from './plain-numbers'
import { planColumn, type ColumnMeeting, type ColumnPlan } from './plan-columns'
import { shareTypes, type MeetingTable } from './share-types'
import { meetYears } from './short-years'

/** How the rows of a delivery join those of its source, or replace them: the same before it is applied and while it is. */
export interface MergePlan extends Met {
  /** Readings that were chosen for the file, by the names of the source. */
  chosen: Map<string, TextReading>
  turned: Map<string, Turned>
  /** Those of them in which only the years of two digits differ. */
  turnedYears: Turned[]
  /** The columns as they met, before what is done about those whose readings differ. */
  found: ColumnMeeting[]
  meetings: ColumnMeeting[]
  /** The tables whose rows the merged table has. */
  joined: readonly MeetingTable[]
  plans: Map<string, ColumnPlan>
  /** SQL in the place of a text of the delivery, by column. */
  rewrites: Map<string, (column: string) => string>
}

export async function planMerge(
  project: Project,
  basis: MergeBasis,
  loaded: Pick<LoadedPart, 'table' | 'names' | 'columns'>,
  renames: readonly Rename[],
  { mode, choices }: { mode: 'append' | 'refresh'; choices: Choices },
  signal?: AbortSignal
): Promise<MergePlan> {
  const met = await meet(project, basis, loaded, renames, mode, signal)
  const inOrder = turnedColumns(met.meetings, met.steps)
  const others = met.meetings.filter(({ name }) => !inOrder.some((column) => column.name === name))
  const years = await meetYears(project, others, met.steps, met.sides, mode, signal)
  const turned = new Map([...inOrder, ...years.turned].map((column) => [column.name, column]))
  const chosen = chosenReadings(choices, met.names)
  const meetings = met.meetings.map((meeting): ColumnMeeting => {
    const { name, arriving } = meeting
    const other = turned.get(name)
    const moved = years.moved.get(name)
    if (meeting.before && moved) return { ...meeting, before: { ...meeting.before, step: moved } }
    if (meeting.before)
      return other && arriving ? { ...meeting, arriving: { ...arriving, reading: isoOf(other) } } : meeting
    // Where all rows are replaced, a reading chosen for them goes before that of the step, and so does theirs where it is sure.
    const reading = chosen.get(name) ?? other?.arriving ?? met.steps.get(name)
    return { ...meeting, before: steppedOnly(reading, met.steps.has(name)) }
  })
  const shared = await shareTypes(project, meetings, met.sides, signal)
  const planned = (inDoubt?: ReadonlySet<string>): Map<string, ColumnPlan> =>
    new Map(
      meetings.map((meeting) => [
        meeting.name,
        planColumn(meeting, shared.get(meeting.name), inDoubt?.has(meeting.name))
      ])
    )
  const joined = mode === 'append' ? met.sides : met.sides.slice(1)
  const plans = planned(await columnsInDoubt(project, meetings, planned(), joined, signal))
  const rewrites = new Map(
    mode === 'append' ? [...turned].map(([name, other]) => [name, (column: string) => turnedSql(other, column)]) : []
  )
  return { ...met, found: met.meetings, chosen, turned, turnedYears: years.turned, meetings, joined, plans, rewrites }
}

/**
 * The values of a delivery that the steps of the recipe will not read, or not with all digits, as they are going to be.
 * `marks` are texts that mean "no answer" in a column.
 */
export async function unreadValues(
  project: Project,
  { steps, sides: [, arriving], meetings, plans, rewrites }: MergePlan,
  recipe: readonly Step[],
  marks: (name: string) => readonly string[],
  signal?: AbortSignal
): Promise<UnreadValues[]> {
  const columns = new Map(arriving.columns.map((column) => [column.name, column]))
  const read = meetings.flatMap(({ name }) => {
    const [column, plan] = [columns.get(name), plans.get(name)]
    if (!column || !steps.has(name) || !plan?.reading || plan.reading.kind === 'text') return []
    const text =
      column.type === 'VARCHAR'
        ? (rewrites.get(name)?.(column.source) ?? ident(column.source))
        : plan.write(column.source, column.type)
    const cell = beforeReading(recipe, name, text)
    return [{ name, column: { name: column.source, reading: plan.reading, missing: [...marks(name)], cell } }]
  })
  const failures = await countFailures(
    project,
    arriving.table,
    read.map(({ column }) => column),
    signal
  )
  return read.flatMap(({ name, column: { reading } }, place) => {
    const { count, rounded, examples, lostZeros } = failures[place] ?? NO_FAILURES
    return count + lostZeros.count ? [{ name, reading, count, rounded, examples: [...examples].sort(), lostZeros }] : []
  })
}

/** A column that the source no longer has of its own, but that a step of its recipe reads. */
function steppedOnly(step: TextReading | undefined, isStepped: boolean): ColumnMeeting['before'] {
  return step && isStepped ? { type: 'VARCHAR', step } : null
}

function chosenReadings({ columns = [] }: Choices, names: ReadonlyMap<string, string>): Map<string, TextReading> {
  return new Map(columns.flatMap(({ name, reading }) => (reading ? [[names.get(name) ?? name, reading] as const] : [])))
}

/** Marks chosen for this file that its source has not: one that came before and has no step was taken away by the user. */
export function newMarks(
  { deliveries }: MergeBasis['source'],
  { columns = [] }: Choices,
  names: ReadonlyMap<string, string>,
  made: ReadonlyMap<string, readonly string[]>
): Map<string, string[]> {
  const before = deliveries.at(-1)?.choices?.columns ?? []
  const marks = new Map<string, string[]>()
  for (const { name, missing } of columns) {
    const known = [
      ...(made.get(names.get(name) ?? name) ?? []),
      ...(before.find((column) => column.name === name)?.missing ?? [])
    ]
    const fresh = missing.filter((mark) => !known.includes(mark))
    if (fresh.length) marks.set(names.get(name) ?? name, fresh)
  }
  return marks
}
