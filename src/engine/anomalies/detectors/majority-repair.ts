import type { Anomaly } from '../../../contract'
import { ident } from '../../sql'
import type { DetectorContext } from '../detector'
import { counted, named, rowsInWords, shareInWords } from '../finding'

/** Pairs of values that one repair names. */
const MOST_NAMED = 1_000

/**
 * The repair of rows that have another value than most of their group: the value of these, written out group by group. Null where the
 * groups are too many to name. `where` picks the rows at fault. Where each column tells the other, a value that is usual in another group
 * may as well be right and its group wrong: only one that stands nowhere else is then written otherwise.
 */
export async function ofTheMajority(
  { table, rows: ask }: DetectorContext,
  { by, column, where, rows, isOneWay }: { by: string; column: string; where: string; rows: number; isOneWay: boolean }
): Promise<Anomaly['proposal']> {
  const [group, cell] = [ident(by), ident(column)]
  const odd = `SELECT ${group}::VARCHAR AS "of", ${cell}::VARCHAR AS "from", count(*) AS n FROM ${table.sql} WHERE ${where} GROUP BY ALL`
  const cells = `SELECT ${group}::VARCHAR AS "of", ${cell}::VARCHAR AS "to", count(*) AS n FROM ${table.sql} WHERE ${cell} IS NOT NULL AND ${group}::VARCHAR IN (SELECT "of" FROM (${odd})) GROUP BY ALL`
  const usual = `SELECT "of", arg_max("to", n) AS "to", max(n) AS most, sum(n) AS size FROM (${cells}) GROUP BY ALL`
  const alone = ` AND odd.n = (SELECT count(*) FROM ${table.sql} WHERE ${cell}::VARCHAR = "from")`
  const found = await ask<{ of: string; from: string; to: string; n: number; most: number; size: number }>(
    `SELECT odd."of", "from", "to", odd.n::BIGINT AS n, most::BIGINT AS most, size::BIGINT AS size FROM (${odd}) AS odd JOIN (${usual}) AS usual ON odd."of" = usual."of" WHERE "from" <> "to"${isOneWay ? '' : alone} ORDER BY ALL LIMIT ${MOST_NAMED + 1}`
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
