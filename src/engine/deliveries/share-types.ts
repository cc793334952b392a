import type { Project } from '../project'
import { ident, isLostIn } from '../sql'
import { commonTypes, isNumeric } from './common-type'
import { planColumn, type ColumnMeeting } from './plan-columns'

/** A raw table with its columns; `source` is the name in the table, `name` the one in the source of the delivery. */
export interface MeetingTable {
  table: string
  columns: readonly { name: string; source: string; type: string }[]
}

/** Types looked at in one query. */
const AT_ONCE = 200

/**
 * The one type, by column, in which the rows of both sides can stand exactly where they have not the same and no reading is
 * to serve both; null where there is none. Every value is tried: it must come back from that type as it was. A column
 * without values takes any type.
 */
export async function shareTypes(
  project: Project,
  meetings: readonly ColumnMeeting[],
  sides: readonly [MeetingTable, MeetingTable],
  signal?: AbortSignal
): Promise<Map<string, string | null>> {
  const open = meetings.flatMap((meeting) => {
    const { name, before, arriving } = meeting
    if (!before || !arriving || before.type === arriving.type || planColumn(meeting).reading) return []
    return [{ name, types: typesFor(before.type, arriving.type) }]
  })
  const tried = open.flatMap(({ name, types }) => types.map((type) => ({ name, type })))
  const misfits = new Set<string>()
  for (const side of sides)
    for (let at = 0; at < tried.length; at += AT_ONCE)
      for (const { name, type } of await misfitsOf(project, side, tried.slice(at, at + AT_ONCE), signal))
        misfits.add(keyOf(name, type))
  return new Map(open.map(({ name, types }) => [name, types.find((type) => !misfits.has(keyOf(name, type))) ?? null]))
}

/** Whether a column that no type holds on both sides may still be read as the numbers that both are, its text kept beside. */
export function mayBeRead({ before, arriving }: ColumnMeeting): boolean {
  return before !== null && arriving !== null && isNumeric(before.type) && isNumeric(arriving.type)
}

interface Tried {
  name: string
  type: string
}

function typesFor(before: string, arriving: string): string[] {
  if (before === 'VARCHAR') return [arriving]
  return arriving === 'VARCHAR' ? [before] : commonTypes(before, arriving)
}

async function misfitsOf(
  project: Project,
  { table, columns }: MeetingTable,
  tried: readonly Tried[],
  signal?: AbortSignal
): Promise<Tried[]> {
  const own = new Map(columns.map((column) => [column.name, column]))
  const asked = tried.flatMap((one) => {
    const column = own.get(one.name)
    if (!column || column.type === one.type) return []
    const cell = ident(column.source)
    if (column.type === 'VARCHAR') return [{ ...one, sql: `count(${cell})` }]
    return [{ ...one, sql: `count(*) FILTER (${isLostIn(one.type, cell, column.type)})` }]
  })
  if (!asked.length) return []
  const [row] = await project.rows<{ counts: number[] }>(
    `SELECT [${asked.map(({ sql }) => sql).join(', ')}] AS counts FROM raw.${ident(table)}`,
    { signal }
  )
  return asked.filter((_, place) => row?.counts[place] !== 0)
}

function keyOf(name: string, type: string): string {
  return JSON.stringify([name, type])
}
