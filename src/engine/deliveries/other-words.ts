import type { TextReading } from '../../contract'
import { castSql, yesNoPair } from '../import'
import type { Project } from '../project'
import { ident } from '../sql'
import { plainly, type ColumnMeeting } from './plan-columns'
import type { MeetingTable } from './share-types'

/** Distinct words looked at: beside those of the recipe, one pair is all that can be followed. */
const MOST_WORDS = 3

/**
 * The columns that a recipe reads as yes and no, each arriving one with the pair of words in which this delivery writes it,
 * where these are known to mean yes and no: vrai and faux, 1 and 0. Every value is looked at, so that codes such as 1 and 2 stay
 * what they are.
 */
export async function followWords(
  project: Project,
  meetings: readonly ColumnMeeting[],
  steps: ReadonlyMap<string, TextReading>,
  { table, columns }: MeetingTable,
  signal?: AbortSignal
): Promise<ColumnMeeting[]> {
  const source = new Map(columns.map((column) => [column.name, column.source]))
  return Promise.all(
    meetings.map(async (meeting): Promise<ColumnMeeting> => {
      const { name, arriving } = meeting
      const [step, column] = [steps.get(name), source.get(name)]
      if (!arriving || column === undefined || step?.kind !== 'boolean') return meeting
      if (arriving.type === 'BOOLEAN') return { ...meeting, arriving: { ...arriving, reading: TYPED } }
      if (arriving.reading?.kind === 'boolean') return meeting
      const pair = yesNoPair(await wordsBeside(project, table, column, step, signal))
      return pair ? { ...meeting, arriving: { ...arriving, reading: pair } } : meeting
    })
  )
}

/** What DuckDB prints of its own type. */
const TYPED: TextReading = { kind: 'boolean', yes: 'true', no: 'false' }

/** The words of a column that a reading does not take, a few of them at most. */
async function wordsBeside(
  project: Project,
  table: string,
  column: string,
  reading: TextReading,
  signal?: AbortSignal
): Promise<string[]> {
  const value = plainly(column)
  const rows = await project.rows<{ word: string }>(
    `SELECT DISTINCT lower(trim(${value})) AS word FROM raw.${ident(table)}
     WHERE trim(${value}) <> '' AND (${castSql(reading, `(${value})`)}) IS NULL LIMIT ${MOST_WORDS}`,
    { signal }
  )
  return rows.map(({ word }) => word)
}
