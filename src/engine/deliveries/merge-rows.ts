import { isDeepStrictEqual } from 'node:util'
import type { ColumnReading, LocalizedText, Rename, TextReading } from '../../contract'
import { typeOf } from '../import'
import type { Project } from '../project'
import { countFailures, NO_FAILURES, fileLabel, ownType, stackSql } from '../sources'
import { ident, text } from '../sql'
import { turnedNotes } from './date-order'
import { yearNotes } from './short-years'
import { fileColumnOf } from './file-column'
import type { MergeBasis } from './merge-basis'
import { notesOnTexts, notesOnUnread } from './notes'
import { plainNotes } from './plain-numbers'
import type { ColumnMeeting, ColumnPlan } from './plan-columns'
import { missingMade } from './missing-made'
import { newMarks, planMerge, unreadValues } from './plan-merge'
import type { Prepared } from './prepared'
import { readExactly } from './read-exactly'
import { mayBeRead } from './share-types'

/** The rows of a source with those of a delivery, and how its columns are read from now on. */
export interface MergedTable {
  table: string
  columns: ColumnReading[]
  /** Columns that get a step of their own; those that have one already may need another reading. */
  added: ColumnReading[]
  changed: Map<string, TextReading>
  /** Texts that mean "no answer", by column, that no step of the recipe makes missing yet. */
  missing: Map<string, string[]>
  notes: LocalizedText[]
}

/** Makes the table of a source's rows with those of a delivery, or of the latter alone; the source stays as it is. */
export async function mergeRows(
  project: Project,
  { source, steps: recipe }: MergeBasis,
  { loaded, mode, choices }: Prepared,
  renames: readonly Rename[],
  table: string,
  onProgress: (share: number) => void,
  signal: AbortSignal
): Promise<MergedTable> {
  const plan = await planMerge(project, { source, steps: recipe }, loaded, renames, { mode, choices }, signal)
  const { own, names, arrived, steps, meetings, plans, turned, chosen, rewrites } = plan
  const labelName = mode === 'append' ? fileColumnOf(source, own, names, loaded.names) : null
  const layer = { table: loaded.table, renames: names, label: text(fileLabel(loaded.file)) }
  const layers = mode === 'append' ? [{ table: source.table.name }, { ...layer, rewrites }] : [layer]
  const stacked = await stackSql(project, layers, labelName, plans)
  const ordered = orderLike(
    own.map(({ name }) => name),
    stacked.columns.map(({ name }) => name)
  )
  await project.database.run(
    `CREATE TABLE raw.${ident(table)} AS SELECT ${ordered.map(ident).join(', ')} FROM (${stacked.sql})`,
    { signal, onProgress }
  )
  const types = new Map(stacked.columns.map(({ name, type }) => [name, type]))
  const known = new Map([...source.report.columns, ...arrived].map((column) => [column.name, column]))
  const made = missingMade(recipe)
  const missing = newMarks(source, choices, names, made)
  const marks = (name: string): string[] => [...(made.get(name) ?? []), ...(missing.get(name) ?? [])]
  const { added, changed, notes } = await judge(project, table, meetings, { plans, types, known, steps, marks }, signal)
  notes.push(
    ...turnedNotes(
      [...turned.values()].filter((one) => !plan.turnedYears.includes(one)),
      mode
    ),
    ...yearNotes(plan.turnedYears, mode),
    ...(await plainNotes(project, plan, signal)),
    ...notesOnUnread(await unreadValues(project, plan, recipe, marks, signal))
  )
  for (const [name, reading] of chosen) {
    const step = steps.get(name)
    if (!step || JSON.stringify(step) === JSON.stringify(reading) || takesOther(plans.get(name)?.reading, reading))
      continue
    if (mode === 'append' && !turned.has(name)) notes.push(keptReading(name))
    else if (reading.kind === 'text') changed.set(name, reading)
  }
  return { table, added, changed, missing, notes, columns: ordered.flatMap((name) => known.get(name) ?? []) }
}

/** Whether a reading of yes and no takes the words of another one, or one of numbers its plain ones too: the step keeps its own ones beside. */
function takesOther(reading: TextReading | null | undefined, other: TextReading): boolean {
  if (reading?.kind === 'number' && other.kind === 'number')
    return isDeepStrictEqual({ ...reading, point: null, bare: null }, { ...other, point: null, bare: null })
  if (reading?.kind !== 'boolean' || other.kind !== 'boolean') return false
  return [reading, ...(reading.also ?? [])].some(({ yes, no }) => yes === other.yes && no === other.no)
}

interface Judging {
  plans: ReadonlyMap<string, ColumnPlan>
  /** Types of the merged table. */
  types: ReadonlyMap<string, string>
  known: Map<string, ColumnReading>
  steps: ReadonlyMap<string, TextReading>
  /** Texts that mean "no answer" in a column: nobody calls them lost. */
  marks: (name: string) => readonly string[]
}

/**
 * Decides, over all rows, which readings hold: one is added only where no value that was there before is lost by it. Writes
 * into `known` how each column is read from now on.
 */
async function judge(
  project: Project,
  table: string,
  meetings: readonly ColumnMeeting[],
  { plans, types, known, steps, marks }: Judging,
  signal: AbortSignal
): Promise<Pick<MergedTable, 'added' | 'changed' | 'notes'>> {
  const read = meetings.flatMap((meeting) => {
    const reading = plans.get(meeting.name)?.reading
    return reading && (meeting.before?.step || types.get(meeting.name) === 'VARCHAR') ? [{ ...meeting, reading }] : []
  })
  const failures = await countFailures(
    project,
    table,
    read.map(({ name, reading }) => ({ name, reading, missing: marks(name) })),
    signal
  )
  const [added, changed, notes] = [[] as ColumnReading[], new Map<string, TextReading>(), [] as LocalizedText[]]
  for (const [place, { name, reading, before }] of read.entries()) {
    const column = known.get(name)
    const lost = failures[place] ?? NO_FAILURES
    if (!column) continue
    const own = {
      ...column,
      reading,
      type: typeOf(reading),
      lossless: false,
      failures: lost.count,
      rounded: lost.rounded,
      failureExamples: lost.examples,
      lostZeros: lost.lostZeros
    }
    if (before?.step) {
      known.set(name, own)
      if (JSON.stringify(steps.get(name)) !== JSON.stringify(reading)) changed.set(name, reading)
    } else if (lost.count <= column.failures && lost.lostZeros.count <= (column.lostZeros?.count ?? 0)) {
      known.set(name, own)
      added.push(own)
    } else {
      known.set(name, {
        ...column,
        reading: { kind: 'text' },
        type: 'VARCHAR',
        format: null,
        lossless: true,
        failures: 0,
        rounded: 0,
        failureExamples: [],
        lostZeros: undefined
      })
      notes.push({
        fr: `« ${name} » reste du texte : la lire comme dans cette livraison ferait perdre ${lost.count || lost.lostZeros.count} valeurs.`,
        en: `“${name}” stays text: read as in this delivery, ${lost.count || lost.lostZeros.count} values would be lost.`
      })
    }
  }
  const planned = new Set(read.map(({ name }) => name))
  const others = meetings.filter(({ name, before, arriving }) => before && arriving && before.type !== arriving.type && !planned.has(name)) // prettier-ignore
  const typed = await readExactly(
    project,
    table,
    others.filter((meeting) => types.get(meeting.name) === 'VARCHAR' && mayBeRead(meeting)).map(({ name }) => name),
    signal
  )
  const texts: ColumnMeeting[] = []
  for (const meeting of others) {
    const { name } = meeting
    const type = types.get(name) ?? 'VARCHAR'
    const column = known.get(name)
    const found = typed.get(name)
    if (!column) continue
    if (steps.get(name)?.kind === 'text') {
      known.set(name, { ...ownType(name, 'VARCHAR', column.missing), ...AS_TEXT })
      continue
    }
    if (found) added.push(found)
    else if (type === 'VARCHAR') texts.push(meeting)
    known.set(name, found ?? { ...ownType(name, type, column.missing), ...(type === 'VARCHAR' && AS_TEXT) })
  }
  return { added, changed, notes: [...notes, ...notesOnTexts(texts)] }
}

const AS_TEXT = { reading: { kind: 'text' } } as const

/** Names in the order of the source, new ones behind. */
function orderLike(own: readonly string[], names: readonly string[]): string[] {
  return [...own.filter((name) => names.includes(name)), ...names.filter((name) => !own.includes(name))]
}

function keptReading(name: string): LocalizedText {
  return {
    fr: `« ${name} » garde la lecture de la table, qui sert aussi aux lignes d’avant ; changez-la dans la préparation.`,
    en: `“${name}” keeps the reading of the table, which also serves the rows before; change it in the recipe.`
  }
}
