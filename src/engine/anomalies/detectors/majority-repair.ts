import type { Anomaly } from '../../../contract'
import { ident } from '../../sql'
import type { DetectorContext } from '../detector'
import { counted, named, rowsInWords, shareInWords } from '../finding'

/** Pairs of values that one repair names, and other rules that are asked whether they say the same. */
const MOST_NAMED = 1_000
const MOST_OTHERS = 8
/** What the commonest value of a group must reach to speak for it, and how many rows. */
const MAJORITY = 2 / 3
const FEWEST = 3

/** The rows at fault in a column by the rule that it follows from another (`by`); further columns that it follows from. */
interface Rule {
  column: string
  by: string
  others: readonly string[]
  where: string
  rows: number
  isOneWay: boolean
}

/**
 * The repair of rows that have another value than most of their group: the value of these, written out group by group, where no other rule
 * says another one and all rows of the pair are at fault. Null where the groups are too many to name. Where each column tells the other, a
 * value that is usual in another group may as well be right and its group wrong: only one that stands nowhere else is then written otherwise.
 */
export async function ofTheMajority(
  { table, rows: ask }: DetectorContext,
  { column, by, others, where, rows, isOneWay }: Rule
): Promise<Anomaly['proposal']> {
  if (others.length > MOST_OTHERS) return null
  const [group, cell] = [`${ident(by)}::VARCHAR`, `${ident(column)}::VARCHAR`]
  const usualOf = (name: string): string =>
    `(SELECT "of", arg_max("to", n) AS "to", max(n) AS most, sum(n) AS size FROM (SELECT ${ident(name)}::VARCHAR AS "of", ${cell} AS "to", count(*) AS n FROM ${table.sql} WHERE ${cell} IS NOT NULL GROUP BY ALL) GROUP BY ALL HAVING most >= ${MAJORITY} * size AND size >= ${FEWEST})`
  const odd = `(SELECT ${group} AS "of", ${cell} AS "from", count(*) AS n FROM ${table.sql} WHERE ${where} GROUP BY ALL)`
  const all = `(SELECT count(*) FROM ${table.sql} WHERE ${group} = odd."of" AND ${cell} = "from")`
  const alone = ` AND odd.n = (SELECT count(*) FROM ${table.sql} WHERE ${cell} = "from")`
  const agree = others.map(
    (name) =>
      ` AND NOT EXISTS (FROM ${table.sql} AS own JOIN ${usualOf(name)} AS other ON own.${ident(name)}::VARCHAR = other."of" WHERE own.${group} = odd."of" AND own.${cell} = "from" AND other."to" <> usual."to")`
  )
  const found = await ask<{ of: string; from: string; to: string; n: number; most: number; size: number }>(
    `SELECT odd."of", "from", usual."to", odd.n::BIGINT AS n, most::BIGINT AS most, size::BIGINT AS size FROM ${odd} AS odd JOIN ${usualOf(by)} AS usual ON odd."of" = usual."of" WHERE "from" <> usual."to" AND odd.n = ${all}${isOneWay ? '' : alone}${agree.join('')} ORDER BY ALL LIMIT ${MOST_NAMED + 1}`
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
