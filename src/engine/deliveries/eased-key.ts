import type { LocalizedText } from '../../contract'
import { countOf } from '../figure-text'
import type { Project } from '../project'
import { ident, plainKeySql } from '../sql'
import { isKey, type KeyedTable } from './find-row-key'
import { dropMatched, matchRows, type MatchedRows, type Totals } from './match-rows'
import type { ColumnPair } from './pair-columns'

/** Rows of the delivery that no key of the table matches, looked at for one that only is written in another way. */
const TRIED = 2_000

/** Rows matched by a key, the columns as they were compared, and what is said of keys that were written in another way. */
export interface EasedMatch {
  pairs: readonly ColumnPair[]
  matched: MatchedRows
  notes: LocalizedText[]
}

/**
 * Matches rows anew by a key without outer spaces, case and leading zeros, as joins may do, where rows of both sides are left over
 * that meet so, and where the key made plain still tells all rows of both sides apart. Otherwise all stays as it was.
 */
export async function easeKey(
  project: Project,
  { pairs, matched }: Pick<EasedMatch, 'pairs' | 'matched'>,
  {
    key,
    totals,
    sides: [before, arriving]
  }: { key: readonly string[]; totals: Totals; sides: readonly [KeyedTable, KeyedTable] },
  signal?: AbortSignal
): Promise<EasedMatch> {
  const unchanged: EasedMatch = { pairs, matched, notes: [] }
  if (!matched.counts.added || !matched.counts.gone) return unchanged
  const eased = pairs.map((pair) =>
    key.includes(pair.name) ? { ...pair, before: plain(pair.before), after: plain(pair.after) } : pair
  )
  const of = (which: 'before' | 'after') =>
    key.map((name) => eased.find((pair) => pair.name === name)?.[which] ?? 'NULL')
  const [own, other] = [of('before'), of('after')]
  const keysOf = (keys: readonly string[], table: string, where: string): string =>
    `SELECT ${keys.join(', ')} FROM raw.${ident(table)} WHERE rowid IN (${where})`
  const [probe] = await project.rows<{ n: number }>(
    `SELECT count(*) AS n FROM (${keysOf(other, arriving.table, `SELECT a FROM ${matched.table} WHERE fate = 'added' LIMIT ${TRIED}`)}
     INTERSECT ${keysOf(own, before.table, `SELECT b FROM ${matched.table} WHERE fate = 'gone'`)})`,
    { signal }
  )
  if (!probe?.n) return unchanged
  const value = (which: 'before' | 'after') => (name: string) =>
    eased.find((pair) => pair.name === name)?.[which] ?? 'NULL'
  const tables = [
    { ...before, value: value('before') },
    { ...arriving, value: value('after') }
  ] as const
  if (!(await isKey(project, key, tables, signal))) return unchanged
  const anew = await matchRows(project, [before.table, arriving.table], eased, { key, totals }, signal)
  try {
    const notes = await notesOf(project, { pairs, matched: anew }, key, [before.table, arriving.table], signal)
    await dropMatched(project, matched)
    return { pairs: eased, matched: anew, notes }
  } catch (error) {
    await dropMatched(project, anew)
    throw error
  }
}

function plain(value: string): string {
  return plainKeySql(`CAST(${value} AS VARCHAR)`)
}

async function notesOf(
  project: Project,
  { pairs, matched }: Pick<EasedMatch, 'pairs' | 'matched'>,
  key: readonly string[],
  [before, arriving]: readonly [string, string],
  signal?: AbortSignal
): Promise<LocalizedText[]> {
  const on = pairs.filter(({ name }) => key.includes(name))
  const cells = (which: 'before' | 'after', table: string): string =>
    `(SELECT rowid AS place, ${on.map((pair, at) => `CAST(${pair[which]} AS VARCHAR) AS c${at}`).join(', ')} FROM raw.${ident(table)})`
  const written = (side: string): string => `concat_ws(' + ', ${on.map((_, at) => `${side}.c${at}`).join(', ')})`
  const [row] = await project.rows<{ n: number; own: string | null; other: string | null }>(
    `SELECT count(*) AS n, min_by(${written('o')}, m.a) AS own, min_by(${written('d')}, m.a) AS other
     FROM ${matched.table} m JOIN ${cells('before', before)} o ON o.place = m.b JOIN ${cells('after', arriving)} d ON d.place = m.a
     WHERE ${on.map((_, at) => `o.c${at} IS DISTINCT FROM d.c${at}`).join(' OR ')}`,
    { signal }
  )
  const rows = countOf(row?.n ?? 0, ['ligne', 'lignes'], ['row', 'rows'])
  const [own, other] = [row?.own ?? '', row?.other ?? '']
  return [
    {
      fr: `Clés écrites autrement : ${rows.fr} de cette livraison ${row?.n === 1 ? 'a' : 'ont'} la clé d’une ligne de la table aux espaces, à la casse ou aux zéros de tête près (« ${other} » pour « ${own} »), et ${row?.n === 1 ? 'est appariée' : 'sont appariées'} ainsi. Les clés entrent telles que ce fichier les écrit.`,
      en: `Keys written in another way: ${rows.en} of this delivery ${row?.n === 1 ? 'has' : 'have'} the key of a row of the table but for spaces, case or leading zeros (“${other}” for “${own}”), and ${row?.n === 1 ? 'is' : 'are'} paired so. The keys come in as this file writes them.`
    }
  ]
}
