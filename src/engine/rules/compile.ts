import type { RuleDraft } from '../../contract'
import { filterPredicate, hidesRowid, ident, placedList } from '../sql'
import { kindOf } from './kinds'
import type { Ground } from './kinds/kind'

/** A rule as SQL over its rows. */
export interface Compiled {
  /** True for the rows that it is about; null for all. */
  scope: string | null
  /** True for rows that pass, false for those that fail, NULL where it cannot be judged. */
  verdict: string
}

/** A rule as SQL: a pure function of what is said of it and of the columns there are, which refuses names that are not. */
export function compileRule({ spec, filter }: Pick<RuleDraft, 'spec' | 'filter'>, ground: Ground): Compiled {
  const kind = kindOf(spec)
  const own = filter?.all.length ? filterPredicate(filter, ground.columns) : null
  const kinds = kind.scope?.(spec, ground) ?? null
  const scopes = [own, kinds].filter((scope) => scope !== null)
  const scope = scopes.length ? scopes.map((one) => `(${one})`).join(' AND ') : null
  // What is asked of rows together (no repeats, groups alike) is asked of those that the rule is about.
  const within = scope === null ? ground : { ...ground, from: `(SELECT * FROM ${ground.from} WHERE ${scope})` }
  return { scope, verdict: kind.verdict(spec, within) }
}

/** True for failing rows: those judged false, and those without a value where these fail too. */
export function failsSql({ scope, verdict }: Compiled, missing: RuleDraft['missing']): string {
  const fails = `NOT coalesce(${verdict}, ${missing === 'apart'})`
  return scope === null ? fails : `${scope} AND ${fails}`
}

/** The query of exactly the failing rows, of one segment where a predicate says which. */
export function failingRowsSql(
  rule: RuleDraft,
  compiled: Compiled,
  { columns, from, alias }: Ground,
  segment: string | null = null
): string {
  const order = kindOf(rule.spec).order?.(rule.spec) ?? []
  const by = [...order.map(ident), ...(hidesRowid(columns) ? [] : ['rowid'])]
  const sorted = by.length ? `\nORDER BY ${by.join(', ')}` : ''
  const where = segment === null ? '' : `${segment} AND `
  return `SELECT ${placedList(columns)}\nFROM ${from}${aliased(from, alias)}\nWHERE ${where}${failsSql(compiled, rule.missing)}${sorted}`
}

/** The query of the figure: failing rows (`value`) and judged ones (`n`). */
export function figureSql(rule: RuleDraft, { scope, verdict }: Compiled, { from, alias }: Ground): string {
  const ok = rule.missing === 'apart' ? verdict : `coalesce(${verdict}, false)`
  return `SELECT count(*) FILTER (WHERE NOT ok) AS value, count(ok) AS n
FROM (
  SELECT ${ok} AS ok
  FROM ${from}${aliased(from, alias)}${scope === null ? '' : `\n  WHERE ${scope}`}
)`
}

/** A table bears its own name already. */
export function aliased(from: string, alias: string): string {
  return from.endsWith(`.${alias}`) ? '' : ` AS ${alias}`
}
