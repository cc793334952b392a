import {
  changedColumns,
  type ColumnInfo,
  type LocalizedText,
  type Step,
  type StepPreview,
  type StepSpec
} from '../../contract'
import { toErrorData } from '../errors'
import type { Project } from '../project'
import { ident } from '../sql'
import { askForNew } from './ask-database'
import { carry } from './carry'
import { isChanged } from './compared-text'
import { reservedName } from './edit/reserved-name'
import { measureStep } from './measure-step'
import { ensureKey } from './pseudonym-key'
import { rowsAt, type TriedAt } from './rows-at'
import { kindOf, stepTitle } from './steps'
import { letterByLetter, lettersInWords } from './steps/filter'
import { withFreeNames } from './steps/join'
import type { Others } from './steps/kind'
import { stepProblem, walkSteps, type Stage } from './walk'

const EXAMPLES = 8
const MOST_COLUMNS = 8

/** What a step would do to the rows that come to it there, with some of them, and which later steps would no longer fit. */
export async function previewStep(
  project: Project,
  table: string,
  asked: StepSpec,
  at: TriedAt,
  signal?: AbortSignal
): Promise<StepPreview> {
  const { steps, place, raw, others, before, columns, rows } = await rowsAt(project, table, at, signal)
  const spec = asked.kind === 'join' ? withFreeNames(asked, columns) : asked
  // The key is no part of the recipe: made now, it gives in the preview the very pseudonyms that the step will.
  if (spec.kind === 'pseudonymise' && !project.readOnly) await project.beside(ensureKey)
  const found =
    stepProblem(spec, columns, others) ??
    reservedName(spec, columns, others) ??
    (await problemOfRows(project, spec, rows, columns, others, signal))
  if (typeof found === 'object' && found && 'fr' in found) return nothing(spec, found)
  const bound = found ?? spec
  const later = steps.slice(at.instead === null ? place : place + 1)
  const breaks = brokenBy(bound, { before, later, instead: steps[place], columns: raw.columns, others })
  const kind = kindOf(bound)
  const measured = await measureStep(project, bound, rows, columns, others, signal)
  const [counted] = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM (${rows})`, { signal })
  const n = counted?.n ?? 0
  const after = kind.after(bound, columns, others)
  const examples = await examplesOf(project, bound, { rows, n }, columns, others, signal)
  const { changedCells, readCells, onlyRead, lostCells, joined, added, retyped, notes } = measured
  return {
    problem: null,
    title: stepTitle(bound),
    rows: { before: n, after: measured.rows?.after ?? measured.joined?.rows ?? n },
    changedRows: kind.rows === 'same' && changedCells !== null ? await changedRows(project, bound, rows, columns, others, signal) : null, // prettier-ignore
    changedCells,
    readCells,
    onlyRead,
    lostCells,
    joined,
    added,
    retyped,
    gone: columns.flatMap(({ name }) => (after.some((other) => other.name === name) ? [] : [name])),
    notes,
    examples,
    exampleTypes: examples.columns.map((name) => ({ before: typeIn(columns, name), after: typeIn(after, name) })),
    breaks
  }
}

function typeIn(columns: readonly ColumnInfo[], name: string): string | null {
  return columns.find((column) => column.name === name)?.type ?? null
}

/** What the rows have against a step, or the step with what was found out about it. */
async function problemOfRows(
  project: Project,
  spec: StepSpec,
  rows: string,
  columns: readonly ColumnInfo[],
  others: Others,
  signal?: AbortSignal
): Promise<LocalizedText | StepSpec> {
  try {
    return await askForNew(project, spec, rows, columns, others, signal)
  } catch (error) {
    const { kind, message } = toErrorData(error)
    if (kind === 'cancelled' || kind === 'internal') throw error
    return message
  }
}

interface Around {
  before: readonly Step[]
  later: readonly Step[]
  instead: Step | undefined
  columns: readonly ColumnInfo[]
  others: Others
}

/** The later steps that fit as things are and would not with the step. */
function brokenBy(spec: StepSpec, { before, later, instead, columns, others }: Around): StepPreview['breaks'] {
  const tried: Step = { id: '', table: '', enabled: true, origin: 'user', spec }
  const asIs = walkSteps(
    columns,
    [...before, ...(instead && !later.includes(instead) ? [instead] : []), ...later],
    others
  )
  const fits = new Set(asIs.flatMap((stage) => (stage.problem || lettersOf(stage) ? [] : [stage.step.id])))
  return walkSteps(columns, [...before, tried, ...later], others).flatMap((stage) => {
    const { step } = stage
    const problem = stage.problem ?? lettersOf(stage)
    return problem && step.id && fits.has(step.id) ? [{ title: stepTitle(step.spec), problem }] : []
  })
}

/** Why a filter would compare numbers letter by letter. */
function lettersOf({ step: { spec }, columns }: Stage): LocalizedText | null {
  const [compared] = spec.kind === 'filter' ? letterByLetter(spec, columns) : []
  return compared ? lettersInWords(compared) : null
}

async function changedRows(
  project: Project,
  spec: StepSpec,
  rows: string,
  columns: readonly ColumnInfo[],
  others: Others,
  signal?: AbortSignal
): Promise<number> {
  const { made, old } = carry(spec, rows, columns, others)
  const differ = differing(columns, kindOf(spec).after(spec, columns, others), old)
  const differs = changedColumns(spec).map(differ)
  const [row] = await project.rows<{ n: number }>(
    `SELECT count(*) AS n FROM ${made} WHERE ${differs.join(' OR ') || 'false'}`,
    { signal }
  )
  return row?.n ?? 0
}

async function examplesOf(
  project: Project,
  spec: StepSpec,
  { rows, n }: { rows: string; n: number },
  columns: readonly ColumnInfo[],
  others: Others,
  signal?: AbortSignal
): Promise<StepPreview['examples']> {
  const kind = kindOf(spec)
  const after = kind.after(spec, columns, others)
  const names = (list: readonly ColumnInfo[]): string[] => list.map(({ name }) => name)
  const isNew = (name: string): boolean => !columns.some((column) => column.name === name)
  const reads = [...new Set([...kind.reads(spec), ...changedColumns(spec)])]
  const ask = async (sql: string): Promise<(string | null)[][]> =>
    (await (await project.database.run(sql, { signal })).getRowsJson()) as (string | null)[][]
  if (kind.rows === 'other') {
    const added = names(after).filter(isNew)
    const shown = names(after)
      .filter((name) => added.includes(name) || reads.includes(name))
      .concat(names(after))
    const some = first(shown)
    // What an append brings stands behind the rows that were there.
    const ahead = spec.kind === 'append' ? n : 0
    const made = await ask(
      `SELECT ${some.map((name) => asText(name)).join(', ')} FROM (${kind.sql(spec, `(${rows})`, columns, others)}) LIMIT ${EXAMPLES} OFFSET ${ahead}`
    )
    return {
      columns: some,
      rows: made.map((cells, place) => ({ row: ahead ? ahead + place + 1 : null, before: null, after: cells }))
    }
  }
  const { numbered, made, row, old } = carry(spec, rows, columns, others)
  if (kind.rows === 'fewer') {
    const some = first([...reads, ...names(columns)])
    const left = await ask(
      `SELECT ${row}::VARCHAR, ${some.map((name) => asText(name)).join(', ')} FROM ${numbered} WHERE ${row} NOT IN (SELECT ${row} FROM ${made}) ORDER BY ${row} LIMIT ${EXAMPLES}`
    )
    return {
      columns: some,
      rows: left.map(([at, ...cells]) => ({ row: Number(at), before: cells, after: null }))
    }
  }
  const added = names(after).filter(isNew)
  const present = reads.filter((name) => after.some((column) => column.name === name))
  const some = first([...present, ...added])
  if (!some.length) return { columns: [], rows: [] }
  const differ = differing(columns, after, old)
  const differs = [...changedColumns(spec).map(differ), ...added.map((name) => `${ident(name)} IS NOT NULL`)] // prettier-ignore
  // A value that is only of another type is shown as it is now, and so as one that stays.
  const was = (name: string): string =>
    typeIn(columns, name) === typeIn(after, name)
      ? asText(name, old(name))
      : `CASE WHEN ${differ(name)} THEN ${asText(name, old(name))} ELSE ${asText(name)} END`
  const changed = await ask(
    `SELECT ${row}::VARCHAR, ${some.map((name) => (added.includes(name) ? 'NULL' : was(name))).join(', ')}, ${some.map((name) => asText(name)).join(', ')}
     FROM ${made} WHERE ${differs.join(' OR ') || 'false'} ORDER BY ${row} LIMIT ${EXAMPLES}`
  )
  return {
    columns: some,
    rows: changed.map(([at, ...cells]) => ({
      row: Number(at),
      before: cells.slice(0, some.length),
      after: cells.slice(some.length)
    }))
  }
}

function first(names: readonly string[]): string[] {
  return [...new Set(names)].slice(0, MOST_COLUMNS)
}

/** A cell as a text short enough to show. */
function asText(name: string, cell = ident(name)): string {
  return `left(CAST(${cell} AS VARCHAR), 200)`
}

/** Whether the cell of a column holds another value behind the step. */
function differing(before: readonly ColumnInfo[], after: readonly ColumnInfo[], old: (name: string) => string) {
  return (name: string): string =>
    isChanged(
      { cell: old(name), type: typeIn(before, name) ?? 'VARCHAR' },
      { cell: ident(name), type: typeIn(after, name) ?? 'VARCHAR' }
    )
}

function nothing(spec: StepSpec, problem: LocalizedText): StepPreview {
  return {
    problem,
    title: stepTitle(spec),
    rows: { before: 0, after: 0 },
    changedRows: null,
    changedCells: null,
    readCells: null,
    onlyRead: null,
    lostCells: null,
    joined: null,
    added: [],
    gone: [],
    retyped: [],
    notes: [],
    examples: { columns: [], rows: [] },
    exampleTypes: [],
    breaks: []
  }
}
