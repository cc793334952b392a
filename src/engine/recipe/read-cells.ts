import type { ColumnInfo, Step } from '../../contract'
import type { Project } from '../project'
import { COMPARED, placed, portions, TOGETHER, type Standing, type State } from './column-outcomes'

/** Whether a step tells what a text says, by a type or by a label that came with the file, and repairs nothing. */
export function readsOnly({ origin, spec }: Step): boolean {
  return spec.kind === 'cast' || (spec.kind === 'label' && origin === 'import')
}

/**
 * Cells that a recipe only read, by column: their text is another one, and it is what the readings alone make of them. A cell that
 * could not be read, and stands empty, is not among them; nor is one that another step wrote too.
 */
export async function readCells(
  project: Project,
  raw: State,
  clean: State,
  read: State,
  standing: Standing,
  signal?: AbortSignal
): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  const holds = ({ columns }: State, name: string): boolean => columns.some((column) => column.name === name)
  const columns = raw.columns.filter(({ name }) => !read.kept.has(name) && holds(read, name) && holds(clean, name))
  if (standing === 'apart' || (standing === 'traced' && ![raw, clean, read].every(({ traced }) => traced))) return found
  const repeats = standing === 'traced' && clean.traced?.mayRepeat
  for (const some of portions(columns, Math.max(raw.rows, clean.rows), repeats ? TOGETHER : COMPARED)) {
    const [row] = await project.rows<Record<string, number>>(
      readInPortion([raw, clean, read], some, standing, Boolean(repeats)),
      { signal }
    )
    for (const [place, { name }] of some.entries()) found.set(name, row?.[`c${place}`] ?? 0)
  }
  return found
}

function readInPortion(
  [raw, clean, read]: readonly [State, State, State],
  some: readonly ColumnInfo[],
  standing: Standing,
  repeats: boolean
): string {
  const only = some.map((_, at) => {
    const isRead = `coalesce(a.c${at} <> b.c${at} AND b.c${at} = r.c${at}, false)`
    return `${repeats ? `bool_and(${isRead})` : isRead} AS c${at}`
  })
  const counted = some.map((_, at) => `count(*) FILTER (c${at}) AS c${at}`)
  const side = (state: State): string => placed(state, some, standing)
  return `SELECT ${counted.join(', ')} FROM (SELECT ${only.join(', ')} FROM ${side(raw)} AS a JOIN ${side(clean)} AS b ON a.n = b.n JOIN ${side(read)} AS r ON a.n = r.n${repeats ? ' GROUP BY a.n' : ''})`
}
