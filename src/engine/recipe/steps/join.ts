import type { ColumnInfo, LocalizedText } from '../../../contract'
import { fail } from '../../errors'
import { keySides, keysMatch } from '../../relations'
import { ident, tableName, unknownColumn } from '../../sql'
import { freeName } from '../free-name'
import type { Others, SpecOf, StepKind } from './kind'

export type JoinSpec = SpecOf<'join'>

/** Brings columns of another prepared table beside the rows. */
export const join: StepKind<JoinSpec> = {
  rows: 'other',
  title: joinTitle,
  reads: ({ on }) => on.map(({ left }) => left),
  tables: ({ with: right }) => [right],
  misfit: joinMisfit,
  after: (spec, columns, others) => [...columns, ...joinedColumns(spec, others)],
  sql: compileJoin
}

/**
 * A join as SQL over the rows that come to it and the prepared right table. Rows keep the order of the left, then that of
 * the right; a left row without a match is kept with nothing beside it, or left out by an inner join.
 */
function compileJoin(spec: JoinSpec, from: string, columns: readonly ColumnInfo[], others: Others): string {
  const right = rightColumns(spec, others)
  const sides = keySides(spec.on, { alias: 'l', columns }, { alias: 'r', columns: right }, spec.normalise)
  const [place, order] = [ident(freeName('~place', columns)), ident(freeName('~order', right))]
  const brought = spec.columns.map(({ name, as }) => {
    if (!right.some((column) => column.name === name)) throw unknownColumn(name)
    return `, r.${ident(name)} AS ${ident(as)}`
  })
  const numbered = (rows: string, name: string): string => `(SELECT *, row_number() OVER () AS ${name} FROM ${rows})`
  return `SELECT l.* EXCLUDE (${place})${brought.join('')}
FROM ${numbered(from, place)} AS l
${spec.how === 'left' ? 'LEFT' : 'INNER'} JOIN ${numbered(tableName({ schema: 'clean', name: spec.with }), order)} AS r ON ${keysMatch(sides)}
ORDER BY l.${place}, r.${order}`
}

/** The columns that a join brings, under the names that they get. */
function joinedColumns(spec: JoinSpec, others: Others): ColumnInfo[] {
  const right = rightColumns(spec, others)
  return spec.columns.map(({ name, as }) => {
    const found = right.find((column) => column.name === name)
    if (!found) throw unknownColumn(name)
    return { name: as, type: found.type }
  })
}

/** The same join with names that no column of the table has, and no two alike. */
export function withFreeNames(spec: JoinSpec, columns: readonly ColumnInfo[]): JoinSpec {
  // DuckDB keeps `rowid` for itself.
  const taken = [{ name: 'rowid' }, ...columns.map(({ name }) => ({ name }))]
  const free = spec.columns.map(({ name, as }) => {
    const given = givenName(as, spec.with, taken)
    taken.push({ name: given })
    return { name, as: given }
  })
  return { ...spec, columns: free }
}

/** A join in words. */
function joinTitle({ with: right, on, how, columns }: JoinSpec): LocalizedText {
  const n = columns.length
  const keys = on.map(({ left, right: other }) =>
    left === other
      ? { fr: `« ${left} »`, en: `“${left}”` }
      : { fr: `« ${left} » = « ${other} »`, en: `“${left}” = “${other}”` }
  )
  const by = { fr: keys.map(({ fr }) => fr).join(' et '), en: keys.map(({ en }) => en).join(' and ') }
  const only =
    how === 'inner' ? { fr: ', en ne gardant que les lignes reliées', en: ', keeping linked rows only' } : null
  return {
    fr: `Joindre ${n} ${n < 2 ? 'colonne' : 'colonnes'} de « ${right} » par ${by.fr}${only?.fr ?? ''}`,
    en: `Join ${n} ${n === 1 ? 'column' : 'columns'} of “${right}” by ${by.en}${only?.en ?? ''}`
  }
}

function joinMisfit(spec: JoinSpec, columns: readonly ColumnInfo[], others: Others): LocalizedText | null {
  const right = rightColumns(spec, others)
  const lostRight = [...spec.on.map((pair) => pair.right), ...spec.columns.map(({ name }) => name)].find(
    (name) => !right.some((column) => column.name === name)
  )
  if (lostRight !== undefined)
    return {
      fr: `La colonne « ${lostRight} » n’est pas dans la table « ${spec.with} » : la jointure n’est pas appliquée.`,
      en: `Column “${lostRight}” is not in table “${spec.with}”: the join is not applied.`
    }
  const names = columns.map(({ name }) => name.toLowerCase())
  const taken = spec.columns.find(({ as }, place) => {
    const name = as.toLowerCase()
    return names.includes(name) || spec.columns.findIndex((other) => other.as.toLowerCase() === name) < place
  })
  return taken
    ? {
        fr: `La table a déjà une colonne « ${taken.as} » : la jointure n’est pas appliquée.`,
        en: `The table already has a column “${taken.as}”: the join is not applied.`
      }
    : null
}

function rightColumns(spec: JoinSpec, others: Others): readonly ColumnInfo[] {
  const found = others.get(spec.with)
  if (found) return found
  throw fail('not_found', {
    fr: `La table « ${spec.with} » n’est pas dans le projet.`,
    en: `The table “${spec.with}” is not in the project.`
  })
}

/** `ville`, else `ville (clients)`, else numbered. */
function givenName(wanted: string, table: string, taken: readonly { name: string }[]): string {
  const isFree = (name: string): boolean => !taken.some((other) => other.name.toLowerCase() === name.toLowerCase())
  if (isFree(wanted)) return wanted
  const named = `${wanted} (${table})`
  for (let n = 1; ; n++) {
    const name = n === 1 ? named : `${named} ${n}`
    if (isFree(name)) return name
  }
}
