import {
  CompareFigure,
  type CompareRequest,
  type ColumnPairing,
  type Evidence,
  type PairEvidence,
  type RowsShared,
  type SidesCompared
} from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { columnEvidence, histogramSql } from '../profile'
import { ident, placedList } from '../sql'
import { MOST_VALUES, reachOf, type Distributions, type PairOf } from './classes'
import { measuredSql, valueCountsSql } from './classes-sql'
import { knowSides } from './compare-sides'
import { populationOf } from './evidence-of-rows'
import { sharedRowsSql, type Side, type SideProfile } from './side'

/** What stands behind the figures of two paired columns: their profile's own on each side, and the index between them. */
export async function pairEvidence(
  project: Project,
  { column, ...request }: CompareRequest & { column: ColumnPairing },
  signal?: AbortSignal
): Promise<{ evidence: PairEvidence; compared: SidesCompared }> {
  const { sides, shared, pairs, result } = await knowSides(project, request, undefined, signal)
  const pair = pairs.find(({ a, b }) => a.name === column.a && b.name === column.b)
  if (!pair) throw noPair(column)
  const evidence = {
    moved: movedEvidence(sides, shared, pair, pair.distributions),
    figures: [...figuresOf('a', sides.a, pair.a), ...figuresOf('b', sides.b, pair.b)]
  }
  return { evidence, compared: result }
}

function figuresOf(name: 'a' | 'b', side: Side, column: SideProfile): PairEvidence['figures'] {
  return columnEvidence({ ...side.table, sql: side.from }, column).flatMap(({ figure, evidence }) => {
    const known = CompareFigure.safeParse(figure)
    if (!known.success) return []
    return [{ side: name, figure: known.data, evidence: { ...evidence, ...populationOf(side), rowsSql: bare(side, evidence.rowsSql) } }] // prettier-ignore
  })
}

/** A subquery has its rowid among its columns already. */
function bare({ predicate }: Side, rowsSql: string | null): string | null {
  return predicate === null || rowsSql === null ? rowsSql : rowsSql.replace(/^SELECT rowid, \*/, 'SELECT *')
}

function movedEvidence(
  sides: { a: Side; b: Side },
  { shared }: RowsShared,
  pair: PairOf,
  distributions: Distributions
): Evidence {
  const { a, b } = pair
  const [one, other] = [populationOf(sides.a), populationOf(sides.b)]
  const counted =
    shared === null
      ? { fr: 'n est la somme des lignes des deux côtés.', en: 'n is the sum of the rows of both sides.' }
      : { fr: 'n compte une fois chaque ligne, fût-elle des deux côtés.', en: 'n counts each row once, be it on both sides.' } // prettier-ignore
  return {
    title: { fr: `Déplacement de « ${b.name} »`, en: `Shift of “${b.name}”` },
    definition: {
      fr: `Indice de dissimilarité (Duncan et Duncan, 1955) : la part des lignes qui devraient changer de classe pour que les deux répartitions soient les mêmes, les valeurs manquantes formant une classe. 0 % : mêmes répartitions ; 100 % : rien en commun. ${counted.fr}`,
      en: `Index of dissimilarity (Duncan and Duncan, 1955): the share of rows that would have to change class for both distributions to be the same, missing values being a class. 0%: same distributions; 100%: nothing in common. ${counted.en}`
    },
    n: a.rows + b.rows - (shared ?? 0),
    ...appliedTo(sides),
    filter: { fr: `${one.filter.fr} ; ${other.filter.fr}`, en: `${one.filter.en}; ${other.filter.en}` },
    table: other.table,
    columns: [...new Set([a.name, b.name])],
    sql: movedSql(sides, pair, distributions),
    rowsSql: bare(sides.b, `SELECT ${placedList(sides.b.table.columns)}\nFROM ${sides.b.from}`)
  }
}

/**
 * The filter that makes both sides where there is but one, in the same words of SQL: it is told when it changed since.
 * A filter that two requests bring is one where it says the same.
 */
function appliedTo({ a, b }: { a: Side; b: Side }): Pick<Evidence, 'applied' | 'outside' | 'chosenIn'> {
  const chosenIn = a.chosenIn ?? b.chosenIn
  const chosen = chosenIn ? { chosenIn } : {}
  const only = a.filter ?? b.filter
  if (!only || (a.filter && b.filter && !isOneFilter(a, b))) return chosen
  const isBoth = a.filter && b.filter && !a.outside && !b.outside
  return { applied: only, ...(isBoth ? {} : { outside: true }), ...chosen }
}

/** Values may be of other types on the two sides: the predicates tell, of which that of the rest holds the other. */
function isOneFilter(a: Side, b: Side): boolean {
  if (JSON.stringify(a.filter) !== JSON.stringify(b.filter)) return false
  const [one, other] = [a.predicate ?? '', b.predicate ?? '']
  return one.includes(other) || other.includes(one)
}

/**
 * The index computed from the rows: counts by class on each side, shares, half the sum of their differences. Rows are
 * counted by the query too, so that it is right on the rows of a later day; those of both sides count once in `n`.
 */
function movedSql(sides: { a: Side; b: Side }, pair: PairOf, distributions: Distributions): string {
  const shared = sharedRowsSql(sides.a, sides.b)
  const rows = ({ from }: Side): string => `(SELECT count(*) FROM ${from})`
  return `WITH classes AS (
${classesSql(sides, pair, distributions)}
), totals AS (SELECT ${rows(sides.a)} AS a, ${rows(sides.b)} AS b, ${shared ? `(${shared})` : '0'} AS shared)
SELECT sum(abs(classes.a / nullif(totals.a, 0) - classes.b / nullif(totals.b, 0))) / 2 AS value, any_value(totals.a + totals.b - shared) AS n
FROM classes, totals`
}

function classesSql(sides: { a: Side; b: Side }, { a, b }: PairOf, { basis, cut }: Distributions): string {
  const missing = `SELECT (SELECT count(*) FROM ${sides.a.from} WHERE ${ident(a.name)} IS NULL) AS a, (SELECT count(*) FROM ${sides.b.from} WHERE ${ident(b.name)} IS NULL) AS b`
  if (basis === 'values') {
    const [first, second] = [
      { from: sides.a.from, column: ident(a.name), rows: sides.a.rows },
      { from: sides.b.from, column: ident(b.name), rows: sides.b.rows }
    ]
    return `SELECT a, b FROM (${valueCountsSql(first, second, MOST_VALUES)})\nUNION ALL\n${missing}`
  }
  if (basis === 'presence' || !cut) {
    const present = missing.replaceAll(' IS NULL)', ' IS NOT NULL)')
    return `${present}\nUNION ALL\n${missing}`
  }
  const [low, high] = [cut.edges[0] ?? 0, cut.edges.at(-1) ?? 0]
  // The last edge belongs to the last bin where none is open above.
  const top = cut.openHigh ? high : (cut.edges.at(-2) ?? low)
  const counts = (side: Side, column: SideProfile): string => {
    const reach = reachOf(side, column, basis)
    return `(SELECT CASE WHEN edge = ${double(high)} THEN ${double(top)} ELSE edge END AS edge, sum(n) AS n FROM (${histogramSql({ sql: measuredSql(reach), grouped: false }, reach.measure, cut.edges)}) GROUP BY ALL)`
  }
  const unread = (side: Side, column: SideProfile): string =>
    `(SELECT count(*) FROM ${measuredSql(reachOf(side, column, basis))} WHERE v IS NOT NULL AND (${reachOf(side, column, basis).measure}) IS NULL)`
  return `SELECT coalesce(first.n, 0) AS a, coalesce(second.n, 0) AS b FROM ${counts(sides.a, a)} AS first FULL JOIN ${counts(sides.b, b)} AS second ON first.edge IS NOT DISTINCT FROM second.edge
UNION ALL
SELECT ${unread(sides.a, a)}, ${unread(sides.b, b)}
UNION ALL
${missing}`
}

function double(value: number): string {
  return `'${value}'::DOUBLE`
}

function noPair({ a, b }: ColumnPairing): Error {
  return fail('not_found', {
    fr: `Les colonnes « ${a} » et « ${b} » ne sont pas comparées ici.`,
    en: `The columns “${a}” and “${b}” are not compared here.`
  })
}
