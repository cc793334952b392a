import { OF_MOST, type Anomaly } from '../../../contract'
import { ident } from '../../sql'
import type { DetectorContext } from '../detector'
import { counted, named, rowsInWords, shareInWords } from '../finding'

/** Pairs of values that one repair names, and other rules that are asked whether they say the same. */
const MOST_NAMED = 1_000
const MOST_OTHERS = 8

/** The rows at fault in a column by the rule that it follows from another (`by`); further columns that it follows from. */
interface Rule {
  column: string
  by: string
  others: readonly string[]
  /** In the copy of the rows at fault, which holds all columns named. */
  copied: string
  copy: string
  rows: number
  isOneWay: boolean
}

/**
 * The repair of rows that have another value than most of their group: the value of these, written out group by group, where no other rule
 * says another one and all rows of the pair are at fault. Null where the groups are too many to name. Where each column tells the other, a
 * value that is usual in another group may as well be right and its group wrong: only one that stands nowhere else is then written otherwise,
 * or one whose rows another rule bears out each.
 */
export async function ofTheMajority(
  { table, rows: ask }: DetectorContext,
  { column, by, others, copied, copy, rows, isOneWay }: Rule
): Promise<Anomaly['proposal']> {
  if (others.length > MOST_OTHERS) return null
  const [group, cell] = [ident(by), ident(column)]
  const whole = (sum: string): string => `HAVING max(n) >= ${OF_MOST.share} * ${sum} AND ${sum} >= ${OF_MOST.rows}`
  // What other rules say of the rows of a pair; pairs all of whose rows are at fault stand in the copy whole.
  const says = others.map((name, place) => {
    const other = ident(name)
    return `says${place} AS MATERIALIZED (SELECT o, arg_max("to", n) AS "to" FROM (SELECT ${other} AS o, ${cell} AS "to", count(*) AS n FROM ${table.sql} WHERE ${cell} IS NOT NULL AND ${other} IN (SELECT ${other} FROM ${copy} WHERE ${copied}) GROUP BY ALL) GROUP BY o ${whole('sum(n)')})`
  })
  const any = (sign: '=' | '<>'): string =>
    others.map((_, place) => `coalesce(says${place}."to" ${sign} wrong."to", false)`).join(' OR ') || 'false'
  const joins = others.map((name, place) => ` LEFT JOIN says${place} ON says${place}.o = own.${ident(name)}`).join('')
  const isAlone = `n = (SELECT sum(every.n) FROM pairs AS every WHERE every.cell = wrong."from")`
  const found = await ask<{ of: string; from: string; to: string; n: number; most: number; size: number }>(
    `WITH pairs AS MATERIALIZED (SELECT ${group} AS "of", ${cell} AS cell, count(*) AS n FROM ${table.sql} WHERE ${cell} IS NOT NULL AND ${group} IS NOT NULL GROUP BY ALL),
odd AS MATERIALIZED (SELECT ${group} AS "of", ${cell} AS cell, count(*) AS odd FROM ${copy} WHERE ${copied} GROUP BY ALL),
usual AS (SELECT "of", arg_max(cell, n) AS "to", max(n) AS most, sum(n) AS size FROM pairs GROUP BY "of" ${whole('sum(n)')}),
wrong AS MATERIALIZED (SELECT "of", cell AS "from", "to", n, most, size FROM pairs JOIN odd USING ("of", cell) JOIN usual USING ("of") WHERE odd = n AND cell <> "to"),${says.map((one) => `\n${one},`).join('')}
told AS MATERIALIZED (SELECT wrong."of", wrong."from", count(*) FILTER (${any('=')}) AS borne, count(*) FILTER (${any('<>')}) AS denied FROM ${copy} AS own JOIN wrong ON own.${group} = wrong."of" AND own.${cell} = wrong."from"${joins} GROUP BY ALL)
SELECT "of"::VARCHAR AS "of", "from"::VARCHAR AS "from", "to"::VARCHAR AS "to", n::BIGINT AS n, most::BIGINT AS most, size::BIGINT AS size FROM wrong JOIN told USING ("of", "from") WHERE denied = 0${isOneWay ? '' : ` AND (borne = n OR ${isAlone})`} ORDER BY ALL LIMIT ${MOST_NAMED + 1}`
  )
  const sum = (of: 'n' | 'most' | 'size'): number => found.reduce((total, one) => total + one[of], 0)
  if (!found.length || found.length > MOST_NAMED) return null
  const [effect, cause, part] = [named(column), named(by), shareInWords(sum('most'), sum('size'))]
  const groups = counted(new Set(found.map(({ of }) => of)).size, ['groupe', 'groupes'], ['group', 'groups'])
  const left = rows - sum('n')
  const rest = left > 0 ? { fr: ` ${rowsInWords(left).fr} à juger à part.`, en: ` ${rowsInWords(left).en} to be judged apart.` } : { fr: '', en: '' } // prettier-ignore
  return {
    text: {
      fr: `Si c’est ${effect.fr} qui est fausse : y écrire, dans ${rowsInWords(sum('n')).fr} de ${groups.fr} de même ${cause.fr}, la valeur des autres (${part.fr} de ces groupes l’ont).${rest.fr} Comparez d’abord : la faute peut être dans ${cause.fr}.`,
      en: `If it is ${effect.en} that is wrong: write in it, in ${rowsInWords(sum('n')).en} of ${groups.en} of the same ${cause.en}, the value of the others (${part.en} of these groups have it).${rest.en} Compare first: the fault may lie in ${cause.en}.`
    },
    repair: { kind: 'follow', column, by, pairs: found.map(({ of, from, to }) => ({ of, from, to })) }
  }
}
