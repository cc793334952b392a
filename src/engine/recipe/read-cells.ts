import type { ColumnInfo } from '../../contract'
import type { Project } from '../project'
import { COMPARED, placed, portions, TOGETHER, type Standing, type State } from './column-outcomes'

/** A state of a table, and what the readings alone of its recipe make of the raw rows; null where it has none. */
export interface ReadState {
  made: State
  read: State | null
}

/**
 * Cells that two states only read otherwise, by column: their text is another one, and on each side it is what the readings alone
 * make of them. A cell that could not be read, and stands empty, is not among them; nor is one that another step wrote too.
 */
export async function readCells(
  project: Project,
  one: ReadState,
  other: ReadState,
  standing: Standing,
  signal?: AbortSignal
): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  const [reads, made] = [[one.read, other.read].filter((read) => read !== null), [one.made, other.made]]
  const states = [...made, ...reads]
  const holds = ({ columns }: State, name: string): boolean => columns.some((column) => column.name === name)
  const columns = one.made.columns.filter(
    ({ name }) => reads.some(({ kept }) => !kept.has(name)) && states.every((state) => holds(state, name))
  )
  if (standing === 'apart' || (standing === 'traced' && !states.every(({ traced }) => traced))) return found
  const repeats = standing === 'traced' && made.some(({ traced }) => traced?.mayRepeat)
  for (const some of portions(columns, Math.max(...made.map(({ rows }) => rows)), repeats ? TOGETHER : COMPARED)) {
    const [row] = await project.rows<Record<string, number>>(readInPortion(one, other, some, standing, repeats), {
      signal
    })
    for (const [place, { name }] of some.entries()) found.set(name, row?.[`c${place}`] ?? 0)
  }
  return found
}

function readInPortion(
  one: ReadState,
  other: ReadState,
  some: readonly ColumnInfo[],
  standing: Standing,
  repeats: boolean
): string {
  const reads = [
    ...(one.read ? [{ of: 'a', alias: 'ra', read: one.read }] : []),
    ...(other.read ? [{ of: 'b', alias: 'rb', read: other.read }] : [])
  ]
  const only = some.map((_, at) => {
    const same = reads.map(({ of, alias }) => ` AND ${of}.c${at} = ${alias}.c${at}`).join('')
    const isRead = `coalesce(a.c${at} <> b.c${at}${same}, false)`
    return `${repeats ? `bool_and(${isRead})` : isRead} AS c${at}`
  })
  const counted = some.map((_, at) => `count(*) FILTER (c${at}) AS c${at}`)
  const states = [one.made, other.made, ...reads.map(({ read }) => read)]
  const side = (state: State): string => placed(state, some, standing, states)
  const joined = reads.map(({ alias, read }) => ` JOIN ${side(read)} AS ${alias} ON a.n = ${alias}.n`).join('')
  return `SELECT ${counted.join(', ')} FROM (SELECT ${only.join(', ')} FROM ${side(one.made)} AS a JOIN ${side(other.made)} AS b ON a.n = b.n${joined}${repeats ? ' GROUP BY a.n' : ''})`
}
