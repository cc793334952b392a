import type { TextReading } from '../../contract'
import { castSql, yesNoPair } from '../import'
import type { Project } from '../project'
import { ident, text } from '../sql'
import type { ColumnMeeting } from './plan-columns'
import type { MeetingTable } from './share-types'

/** Distinct words looked at: beside those of the recipe, one pair is all that can be followed. */
const MOST_WORDS = 3

/** What a recipe says of its columns: how they are read, and the texts that it makes missing. */
interface FollowedRecipe {
  steps: ReadonlyMap<string, TextReading>
  missing: ReadonlyMap<string, readonly string[]>
}

/**
 * The columns that a recipe reads as yes and no, each arriving one with the pair of words in which this delivery writes it,
 * where these are known to mean yes and no: vrai and faux, 1 and 0. Every value is looked at, so that codes such as 1 and 2 stay
 * what they are.
 */
export async function followWords(
  project: Project,
  meetings: readonly ColumnMeeting[],
  { steps, missing }: FollowedRecipe,
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
      const pair = yesNoPair(
        await wordsBeside(project, table, { column, reading: step, missing: missing.get(name) ?? [] }, signal)
      )
      return pair ? { ...meeting, arriving: { ...arriving, reading: pair } } : meeting
    })
  )
}

/** What DuckDB prints of its own type. */
const TYPED: TextReading = { kind: 'boolean', yes: 'true', no: 'false' }

/** The words of a column that a reading does not take and that the recipe does not make missing, a few of them at most. */
async function wordsBeside(
  project: Project,
  table: string,
  { column, reading, missing }: { column: string; reading: TextReading; missing: readonly string[] },
  signal?: AbortSignal
): Promise<string[]> {
  const value = `CAST(${ident(column)} AS VARCHAR)`
  const made = missing.map((word) => text(word.trim())).join(', ')
  const rows = await project.rows<{ word: string }>(
    `SELECT DISTINCT lower(trim(${value})) AS word FROM raw.${ident(table)}
     WHERE trim(${value}) <> '' AND (${castSql(reading, `(${value})`)}) IS NULL${made && ` AND trim(${value}) NOT IN (${made})`} LIMIT ${MOST_WORDS}`,
    { signal }
  )
  return rows.map(({ word }) => word)
}
