import type { FindAnswer, FindRequest } from '../../contract'
import { ChantierError, fail } from '../errors'
import type { Project } from '../project'
import { holdsShownSql, ident } from '../sql'
import { numberedRows } from './numbered-rows'
import { snapshot, whileReading } from './snapshot'
import { withTimeLimit } from './time-limit'

/** Finds a text in the cells of a source: how many cells and rows hold it, and the one next to a place. */
export function findText(project: Project, request: FindRequest, signal?: AbortSignal): Promise<FindAnswer> {
  return whileReading(project, () => withTimeLimit((stop) => find(project, request, stop), signal))
}

async function find(project: Project, request: FindRequest, signal: AbortSignal): Promise<FindAnswer> {
  const rows = await numberedRows(project, request.source, signal)
  const places = request.columns ?? rows.columns.map((_, place) => place)
  const tests = places.flatMap((place, rank) => {
    const column = rows.columns[place]
    return column ? [{ place, rank, test: holdsShownSql(ident(column.name), column.type, request.text) }] : []
  })
  if (!tests.length) return { cells: 0, rows: 0, hit: null, rank: 0 }
  // Cells stand in the order in which the columns are shown: `rank` is that order, `col` the place in the source.
  const hits = tests.map(({ rank, test }) => `CASE WHEN ${test} THEN ${rank} END`).join(', ')
  const found = rows.placed(
    `SELECT ${rows.key} AS key, list_filter([${hits}], lambda x: x IS NOT NULL) AS hits FROM ${rows.from} WHERE ${rows.predicate} AND (${tests.map(({ test }) => test).join(' OR ')})`
  )
  const sql = `SELECT place, unnest(hits) AS rank FROM (${found}) ORDER BY place, rank`
  const kept = await keep(project, sql, { signal, state: rows.state })
  const from = kept ?? `(${sql})`
  const after = request.direction === 'next'
  const at = `(${request.from.row}, ${places.indexOf(request.from.column)})`
  const order = after ? '' : ' DESC'
  const [answer] = await project.rows<{ cells: number; found: number; row: number; rank: number; before: number }>(
    `WITH m AS (SELECT place, rank FROM ${from}),
h AS (SELECT place, rank FROM m ORDER BY ((place, rank) ${after ? '>' : '<'} ${at}) DESC, place${order}, rank${order} LIMIT 1)
SELECT (SELECT count(*) FROM m) AS cells, (SELECT count(DISTINCT place) FROM m) AS found, h.place AS row, h.rank AS rank,
(SELECT count(*) FROM m WHERE (m.place, m.rank) <= (h.place, h.rank)) AS before FROM h`,
    { signal }
  )
  if (!answer) return { cells: 0, rows: 0, hit: null, rank: 0 }
  return {
    cells: answer.cells,
    rows: answer.found,
    hit: { row: answer.row, column: places[answer.rank] ?? 0 },
    rank: answer.before
  }
}

async function keep(
  project: Project,
  sql: string,
  options: { signal: AbortSignal; state?: string }
): Promise<string | null> {
  try {
    return (await snapshot(project, sql, options))?.sql ?? null
  } catch (error) {
    if (error instanceof ChantierError && error.data.kind === 'limit') throw tooMany()
    throw error
  }
}

function tooMany(): Error {
  return fail(
    'limit',
    {
      fr: 'Plus de 5 millions de cellules contiennent ce texte.',
      en: 'More than 5 million cells hold this text.'
    },
    {
      hint: { fr: 'Cherchez un texte plus long, ou dans une colonne.', en: 'Look for a longer text, or in one column.' }
    }
  )
}
