import type { NewLook, ToldLook } from '../../contract'
import { queryPrint, type Project } from '../project'
import { listTables } from '../tables'
import { readQuery } from './read-query'

/** Takes note of a look that a screen tells of; what names no table of the project is none. */
export async function tellLook(project: Project, told: ToldLook): Promise<void> {
  if (told.kind === 'grid') return project.looks.note(...(await valuesInView(project, told)))
  const look = told.kind === 'query' ? await queryLook(project, told.sql) : await openedLook(project, told)
  if (look) project.looks.note(look)
}

async function openedLook(
  project: Project,
  { kind, table, columns, filter, figure }: Extract<ToldLook, { kind: 'evidence' | 'anomaly' }>
): Promise<NewLook | null> {
  const known = (await listTables(project)).find(({ ref }) => ref.name === table.name)
  if (!known) return null
  const there = new Set(known.columns.map(({ name }) => name))
  return {
    kind,
    tables: [table.name],
    columns: columns.filter((column) => there.has(column)).map((column) => ({ table: table.name, column })),
    segment: null,
    filter: filter?.all.length ? { all: filter.all } : null,
    figure,
    comparisons: 0
  }
}

/** One look a column, so that each has the moment when it first came in view. */
async function valuesInView(
  project: Project,
  { table, columns }: Extract<ToldLook, { kind: 'grid' }>
): Promise<NewLook[]> {
  const known = (await listTables(project)).find(({ ref }) => ref.name === table.name)
  const there = new Set(known?.columns.map(({ name }) => name))
  return columns
    .filter((column) => there.has(column))
    .map((column) => ({
      kind: 'grid',
      tables: [table.name],
      columns: [{ table: table.name, column }],
      segment: null,
      filter: null,
      figure: { fr: `valeurs de « ${column} » en vue dans la grille`, en: `values of “${column}” in view in the grid` },
      comparisons: 0
    }))
}

/** As long as a figure's words may be. */
const SHOWN = 300

async function queryLook(project: Project, sql: string): Promise<NewLook | null> {
  const read = await readQuery(project, sql)
  if (!read?.tables.length) return null
  const line = sql.replace(/\s+/g, ' ').trim()
  const isCut = line.length > SHOWN
  const words = isCut ? `${line.slice(0, SHOWN)}…` : line
  const figure = { fr: words, en: words }
  const query = isCut ? { query: queryPrint(sql) } : {}
  return { kind: 'query', ...read, segment: null, filter: null, figure, ...query, comparisons: 0 }
}
