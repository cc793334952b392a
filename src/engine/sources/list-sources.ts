import { Source, Step, type ColumnReading } from '../../contract'
import { once, type Project, ProjectMemory } from '../project'
import { countFailures, type ColumnToRead, type Failures } from './count-failures'

/** The list is asked for often; the same rows read in the same way lose the same values. */
const counted = new ProjectMemory<Promise<Failures[]>>(200)

/**
 * The sources of a project. What a column's reading could not hold at the load, and a step of the recipe made missing since,
 * is no value that is not read: it is counted anew, over all rows, once while rows and readings stay; stops when told to.
 */
export async function listSources(project: Project, signal?: AbortSignal): Promise<Source[]> {
  const sources = await project.list('source', Source)
  const steps = (await project.list('step', Step)).filter(({ enabled }) => enabled)
  return Promise.all(sources.map((source) => recounted(project, source, steps, signal)))
}

async function recounted(
  project: Project,
  source: Source,
  steps: readonly Step[],
  signal?: AbortSignal
): Promise<Source> {
  const { report, table } = source
  const toRead = report.columns.flatMap((column): ColumnToRead[] => {
    const made = madeMissing(source, column, steps)
    return column.reading && made ? [{ name: column.name, reading: column.reading, missing: made }] : []
  })
  if (!toRead.length) return source
  const key = `${source.version}\n${JSON.stringify(toRead)}`
  const count = () => countFailures(project, table.name, toRead, signal)
  const failures = await once(counted, project, key, count, signal)
  const anew = new Map(toRead.map(({ name }, place) => [name, failures[place]]))
  const columns = report.columns.map((column): ColumnReading => {
    const open = anew.get(column.name)
    if (!open) return column
    const { count, rounded, examples, lostZeros } = open
    return { ...column, failures: count, rounded, failureExamples: examples, lostZeros }
  })
  return { ...source, report: { ...report, columns } }
}

/** The texts made missing in a column that loses some; null where none came to those that the load knew. */
function madeMissing(
  { table, deliveries }: Source,
  { name, failures, lostZeros }: ColumnReading,
  steps: readonly Step[]
): string[] | null {
  if (!failures && !lostZeros?.count) return null
  const made = steps.flatMap(({ table: of, spec }) =>
    of === table.name && spec.kind === 'missing' && spec.column === name ? spec.values.map(String) : []
  )
  const known = deliveries.at(-1)?.choices?.columns?.find((column) => column.name === name)?.missing ?? []
  return made.some((value) => !known.includes(value)) ? made : null
}
