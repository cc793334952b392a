import { ident } from '../sql'

/** A column, and what is looked for in it: SQL that gives, of a value of it, the text that is wanted, or NULL. */
export interface Sought {
  name: string
  text: (value: string) => string
}

/** Columns that are asked side by side; beyond, DuckDB takes more than twice as long for twice as many. */
export const FEW_SOUGHT = 40
/** Columns asked in one scan where each row is turned into as many: what they take in memory is bounded by this. */
export const MANY_SOUGHT = 1_000

/**
 * SQL of the texts sought in some columns of a relation, a row each: `place`, of the column in `columns`, and `found`. Columns
 * in which the same is sought are taken through one list, so that DuckDB plans and compiles it once.
 */
export function soughtTexts(columns: readonly Sought[], from: string): string {
  const alike = new Map<string, number[]>()
  for (const [place, { text }] of columns.entries()) {
    const key = text(VALUE)
    const present = alike.get(key)
    if (present) present.push(place)
    else alike.set(key, [place])
  }
  const lists = [...alike].map(([sought, places]) => {
    const cells = places.map((place) => ident(columns[place]?.name ?? ''))
    return `list_transform([${cells.join(', ')}], lambda ${VALUE}: ${sought})`
  })
  const places = [...alike.values()].flat()
  const rows = `SELECT unnest([${places.join(', ')}]) AS place, unnest(${lists.join(' || ')}) AS found FROM ${from}`
  return `SELECT place, found FROM (${rows}) WHERE found IS NOT NULL`
}

const VALUE = '"~value"'
