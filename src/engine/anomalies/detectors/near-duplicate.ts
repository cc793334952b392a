import type { Anomaly, ColumnProfile } from '../../../contract'
import { ident } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { counted, finding, namedColumns, rowsInWords } from '../finding'
import { equalButNumber } from './equal-but-number'
import { cellKeySql, MOST_PAIRS, nearPairs, type NearPairs, type Pair } from './near-pairs'
import { provedKeys } from './proved-keys'

/** Weight of evidence, in bits above that of the number of rows, that two rows speak of one thing. */
const ENOUGH = 10
/** A thing written more often than this, or in more of the rows, comes back by nature. */
const MOST_ALIKE = 4
const MOST_SHARE = 0.1

/** The same person or thing written twice, not quite the same way. */
export const nearDuplicate: Detector = {
  name: 'near_duplicate',
  title: { fr: 'Quasi-doublons', en: 'Near-duplicates' },
  kinds: ['near_duplicate'],
  async *detect(context) {
    const near = await nearPairs(context)
    const isFew = near && near.pairs.length > 0 && near.pairs.length <= MOST_PAIRS
    const found = isFew ? await describeFew(context, near, await weighed(context, near)) : null
    const copies = found || near?.pairs.length ? null : await equalButNumber(context)
    const told = found ?? (copies && (await describeFew(context, copies, copies.pairs)))
    if (told) yield told
  }
}

/** The groups that some pairs make, where these are few enough to be no nature of the table. */
async function describeFew(context: DetectorContext, near: NearPairs, pairs: readonly Pair[]): Promise<Anomaly | null> {
  const groups = groupsOf(pairs).filter(({ length }) => length <= MOST_ALIKE)
  const rows = groups.flat().length
  if (!rows || rows > Math.max(4, (MOST_SHARE * context.table.rows) / near.every)) return null
  return describe(context, near, groups)
}

/**
 * The pairs that agree in enough that is rare: each agreement weighs the logarithm of how much likelier it is between two writings of
 * one thing than by chance, a rare value more than a common one (I. P. Fellegi and A. B. Sunter, J. Am. Stat. Assoc. 64 (1969), 1183-1210).
 */
async function weighed({ table, rows: ask }: DetectorContext, { columns, pairs }: NearPairs): Promise<Pair[]> {
  const ids = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]
  const weights = pairs.map(() => 0)
  for (const [place, column] of columns.entries()) {
    const value = cellKeySql(column)
    const counts = await ask<{ id: number; n: number }>(
      `WITH found AS (SELECT rowid AS id, ${value} AS v FROM ${table.sql} WHERE rowid IN (${ids.join(', ')}))
SELECT id, n FROM found JOIN (SELECT ${value} AS v, count(*) AS n FROM ${table.sql} WHERE ${value} IN (SELECT v FROM found) GROUP BY ALL) USING (v)`
    )
    const often = new Map(counts.map(({ id, n }) => [id, n / table.rows]))
    pairs.forEach(({ a, b, levels }, at) => {
      const share = Math.max(often.get(a) ?? 0, often.get(b) ?? 0)
      weights[at] = (weights[at] ?? 0) + weightOf(levels[place], share)
    })
  }
  return pairs.filter((_, at) => (weights[at] ?? 0) >= Math.log2(table.rows) + ENOUGH)
}

/** Of two writings of one thing 95 in 100 cells are the same, 4 nearly so; by chance, some three values lie near a given one. */
function weightOf(level: Pair['levels'][number] | undefined, share: number): number {
  if (level === 'same') return Math.log2(0.95 / share)
  if (level === 'near') return Math.log2(0.04 / Math.min(1, 3 * share))
  return level === 'other' ? Math.log2(0.01) : 0
}

/** Rows linked by pairs, directly or through others; each group in the order of the rows. */
function groupsOf(pairs: readonly Pair[]): number[][] {
  const group = new Map<number, Set<number>>()
  for (const { a, b } of pairs) {
    const [one, other] = [group.get(a) ?? new Set([a]), group.get(b) ?? new Set([b])]
    if (one === other) continue
    for (const id of other) one.add(id)
    for (const id of one) group.set(id, one)
  }
  return [...new Set(group.values())]
    .map((ids) => [...ids].sort((a, b) => a - b))
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
}

async function describe(context: DetectorContext, near: NearPairs, groups: readonly number[][]): Promise<Anomaly> {
  const { table } = context
  const ids = groups.flat()
  const differing = differingColumns(near, groups)
  const [rows, things] = [rowsInWords(ids.length), counted(groups.length, ['groupe', 'groupes'], ['group', 'groups'])]
  const where = `rowid IN (${ids.join(', ')})`
  const sampled = near.every > 1
  const names = namedColumns(near.columns.map(({ name }) => name))
  return finding(table, {
    kind: 'near_duplicate',
    detector: 'near_duplicate',
    // No single cell is wrong: the table tells one thing several times.
    place: 'table',
    columns: differing.map(({ name }) => name),
    where,
    rowsSql: rowsSql(context, groups),
    rows: ids.length,
    severity: 'warning',
    confidence: 0.7,
    dimension: 'consistency',
    message: {
      fr: `${rows.fr} semblent ne dire que ${counted(groups.length, ['chose', 'choses'], ['', '']).fr}, sous plusieurs écritures ou numéros`,
      en: `${rows.en} seem to tell of ${counted(groups.length, ['', ''], ['thing', 'things']).en} only, under several writings or numbers`
    },
    explanation: {
      fr: `${things.fr} de lignes presque égales dans ${names.fr} : quelques lettres, un accent, une case vide ou leur seul identifiant les séparent, et ce qu’elles ont en commun est trop rare pour un hasard (une valeur rare pèse plus qu’une valeur courante). Chaque personne ou chose compterait plusieurs fois.${sampled ? ` Sur une table si grande, une part des blocs de lignes (1 sur ${near.every}) a été comparée : il y en a sans doute d’autres.` : ''}`,
      en: `${things.en} of rows nearly equal in ${names.en}: some letters, an accent, an empty cell or their identifier alone part them, and what they share is too rare for chance (a rare value weighs more than a common one). Each person or thing would count several times.${sampled ? ` In so large a table a part of the blocks of rows (1 in ${near.every}) was compared: there are probably others.` : ''}`
    },
    proposal: await proposalOf(context, near.columns, groups)
  })
}

/** The columns in which rows of a group differ as they are written. */
function differingColumns({ columns, pairs }: NearPairs, groups: readonly number[][]): ColumnProfile[] {
  const kept = new Set(groups.flat())
  return columns.filter((_, place) =>
    pairs.some(({ a, b, levels }) => kept.has(a) && kept.has(b) && levels[place] !== 'same')
  )
}

/** The rows of each group side by side, under the number of their group. */
function rowsSql({ table }: DetectorContext, groups: readonly number[][]): string {
  const taken = new Set(table.columns.map(({ name }) => name.toLowerCase()))
  let label = 'groupe · group'
  while (taken.has(label)) label += '~'
  const ids = groups.flatMap((group, place) => group.map((id) => `(${id}, ${place + 1})`))
  return `SELECT t.rowid, found.number AS ${ident(label)}, t.*\nFROM ${table.sql} AS t\nJOIN (VALUES ${ids.join(', ')}) AS found(id, number) ON found.id = t.rowid\nORDER BY found.number, t.rowid`
}

async function proposalOf(context: DetectorContext, columns: readonly ColumnProfile[], groups: readonly number[][]) {
  const { by, removed } = await provedKeys(context, columns, groups)
  const copies = groups.flat().length - groups.length
  if (!removed)
    return {
      text: {
        fr: 'Comparer les lignes de chaque groupe, corriger ce qui les sépare, puis ne garder qu’une ligne de chacun.',
        en: 'Compare the rows of each group, correct what parts them, then keep one row of each.'
      },
      repair: { kind: 'review' as const }
    }
  const names = by.map(namedColumns)
  const rest = copies - removed
  return {
    text: {
      fr: `Ne garder que la ligne la mieux remplie parmi celles de mêmes ${names.map(({ fr }) => fr).join(' ; puis ')} : ${counted(removed, ['ligne de ces groupes serait retirée', 'lignes de ces groupes seraient retirées'], ['', '']).fr}, aucune autre.${rest ? ` ${counted(rest, ['copie resterait', 'copies resteraient'], ['', '']).fr} à comparer à la main.` : ''}`,
      en: `Keep only the row with most cells filled among those of equal ${names.map(({ en }) => en).join('; then ')}: ${counted(removed, ['', ''], ['row of these groups would go', 'rows of these groups would go']).en}, no other.${rest ? ` ${counted(rest, ['', ''], ['copy is', 'copies are']).en} left to compare by hand.` : ''}`
    },
    repair: { kind: 'keep_one' as const, by }
  }
}
