import { DIFFERENCES, keysPresent, type KeySides } from './key-sql'

const EXAMPLES = 12

/** Rows of the left by their number of matches, and what a join would make: one row of counts. */
export function countsSql(left: string, right: string, sides: KeySides): string {
  return `${distinctsSql(left, right, sides)}
SELECT sum(f.n)::BIGINT AS present, (sum(f.n) FILTER (k.n IS NULL))::BIGINT AS unmatched, (sum(f.n) FILTER (k.n = 1))::BIGINT AS one,
  (sum(f.n) FILTER (k.n > 1))::BIGINT AS several, max(k.n) AS most, sum(f.n * k.n)::BIGINT AS pairs,
  max(f.n) AS most_left, sum(k.n)::BIGINT AS right_matched,
  count(*) FILTER (k.n IS NULL) AS left_values, (SELECT count(*) FROM k) - count(k.n) AS right_values
FROM f LEFT JOIN k ON ${pairs(sides)}`
}

/** Values of both sides that the right repeats: how often each (n), those that make the most rows first. */
export function repeatedValuesSql(left: string, right: string, sides: KeySides, limit: number): string {
  return `${distinctsSql(left, right, sides)}
SELECT ${texts('k', 'v', sides)}, k.n FROM f JOIN k ON ${pairs(sides)} WHERE k.n > 1 ORDER BY f.n * (k.n - 1) DESC, ${list('k', sides)} LIMIT ${limit}`
}

/** The values of one side that the other side has not, the most frequent first. */
export function orphanValuesSql(own: string, other: string, sides: KeySides, alias = 'l', otherAlias = 'r'): string {
  return `${distinctsSql(own, other, sides, alias, otherAlias)}
SELECT ${list('f', sides)}, f.n FROM f ANTI JOIN k ON ${pairs(sides)} ORDER BY f.n DESC, ${list('f', sides)}`
}

/** A few of them, as text. */
export function examplesSql(own: string, other: string, sides: KeySides, alias = 'l', otherAlias = 'r'): string {
  return `SELECT ${texts('o', 'v', sides)}, o.n FROM (${orphanValuesSql(own, other, sides, alias, otherAlias)}) AS o
ORDER BY o.n DESC, ${list('o', sides)} LIMIT ${EXAMPLES}`
}

/**
 * Values of the left without a match (v) that have one (w) as soon as spaces, case, leading zeros and accents do not count,
 * the most frequent first.
 */
export function nearValuesSql(left: string, right: string, sides: KeySides): string {
  const plain = (letter: string): string =>
    sides.left.map((_, place) => `${plainest(`CAST(v${place} AS VARCHAR)`)} AS ${letter}${place}`).join(', ')
  const both = sides.left.map((_, place) => `orphans.v${place}, known.v${place} AS w${place}`).join(', ')
  return `${distinctsSql(left, right, sides)},
orphans AS (SELECT f.*, ${plain('p')} FROM f ANTI JOIN k ON ${pairs(sides)}),
known AS (SELECT ${sides.left.map((_, place) => `min(v${place}) AS v${place}`).join(', ')}, ${plain('p').replaceAll('CAST(v', 'CAST(k.v')} FROM k GROUP BY ${sides.left.map((_, place) => `p${place}`).join(', ')})
SELECT ${both}, orphans.n
FROM orphans JOIN known ON ${sides.left.map((_, place) => `orphans.p${place} = known.p${place}`).join(' AND ')}
ORDER BY orphans.n DESC, ${list('orphans', sides)}`
}

/** A few of them, as text, beside how many there are and on how many rows. */
export function nearMissesSql(left: string, right: string, sides: KeySides): string {
  return `SELECT ${texts('o', 'v', sides)}, ${texts('o', 'w', sides)}, o.n, (sum(o.n) OVER ())::BIGINT AS total, count(*) OVER () AS different
FROM (${nearValuesSql(left, right, sides)}) AS o ORDER BY o.n DESC, ${list('o', sides)} LIMIT ${EXAMPLES}`
}

function distinctsSql(left: string, right: string, sides: KeySides, alias = 'l', otherAlias = 'r'): string {
  return `WITH f AS (${distinctSql(left, alias, sides.left)}),
k AS (${distinctSql(right, otherAlias, sides.right)})`
}

function distinctSql(table: string, alias: string, sides: readonly string[]): string {
  const values = sides.map((side, place) => `${side} AS v${place}`).join(', ')
  return `SELECT ${values}, count(*) AS n FROM ${table} AS ${alias} WHERE ${keysPresent(sides)} GROUP BY ALL`
}

function pairs({ left }: KeySides): string {
  return left.map((_, place) => `f.v${place} = k.v${place}`).join(' AND ')
}

function list(from: string, { left }: KeySides): string {
  return left.map((_, place) => `${from}.v${place}`).join(', ')
}

function texts(from: string, letter: string, { left }: KeySides): string {
  return left.map((_, place) => `left(CAST(${from}.${letter}${place} AS VARCHAR), 200) AS ${letter}${place}`).join(', ')
}

function plainest(value: string): string {
  return DIFFERENCES.reduce((inner, { sql }) => sql(inner), value)
}
