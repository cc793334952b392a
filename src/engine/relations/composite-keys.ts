import type { Connection } from '../db'
import { throwIfCancelled } from '../errors'
import { hints } from '../profile'
import { ident } from '../sql'
import { strideSql, type ColumnLook } from './look'
import { isCode, measures } from './plausibility'
import { readKey, type FoundKey } from './read-key'
import { seenToRepeat } from './repeats'
import type { Table } from '../tables'
import { uniqueSets, type Sample } from './unique-sets'

/** Columns tried together, and sets counted exactly, at most. */
const TRIED_COLUMNS = 20
const TRIED_EXACTLY = 8
const TOLD = 3
const SAMPLE = 4_000
/** Row pairs that chance would make alike, of a set that is told; more where a single column is a key already, or may be one. */
const SURPRISING = 12
const MORE_SURPRISING = 60

/**
 * Pairs and triples of columns that tell all rows apart where chance would not: found in two samples, then counted exactly.
 * Columns with measures, long texts and gaps are not tried, nor those unique alone.
 */
export async function findCompositeKeys(
  connection: Connection,
  table: Table,
  { looks, hasKey, isDoubted = false }: { looks: readonly ColumnLook[]; hasKey: boolean; isDoubted?: boolean },
  signal?: AbortSignal
): Promise<FoundKey[]> {
  const columns = looks
    .filter((look) => look.use !== 'none' && look.present === table.rows && look.about > 1)
    .map((look) => ({ look, fitness: fitnessOf(look) }))
    .filter(({ fitness }) => fitness > 0)
    .sort((a, b) => b.fitness - a.fitness || a.look.place - b.look.place)
    .slice(0, TRIED_COLUMNS)
    .map(({ look }) => look)
    .sort((a, b) => a.place - b.place)
  if (columns.length < 2 || table.rows < 8) return []
  const [spread, first] = await samples(connection, table, columns, signal)
  const least = hasKey || isDoubted ? MORE_SURPRISING : SURPRISING
  const sets = await uniqueSets(spread, table.rows, least, !hasKey)
  const likely = sets
    .map(({ columns: places, expected, whole }) => {
      const chosen = places.flatMap((place) => columns[place] ?? [])
      return { places, looks: chosen, score: scoreOf(chosen, whole ? Math.max(expected, SURPRISING) : expected) }
    })
    .sort((a, b) => b.score - a.score)
    .filter(({ places }) => !repeats(first, places))
    .slice(0, TRIED_EXACTLY)
  const names = likely.map((set) => set.looks.map(({ column }) => column.name))
  const repeating = await seenToRepeat(connection, table, names, signal)
  const found: FoundKey[] = []
  for (const { looks: chosen, score } of likely.filter((_, place) => !repeating[place])) {
    throwIfCancelled(signal)
    const key = await readKey(connection, table, chosen, score, signal)
    if (key.unique) found.push(key)
    if (found.length === TOLD) break
  }
  return found
}

/** How well a column may be a part of a key: identifiers and days well, numbers and words less, measures not at all. */
function fitnessOf(look: ColumnLook): number {
  const counts = (['year', 'age'] as const).some((hint) => hints(look.called, hint))
  if (measures(look) && !counts) return 0
  if (look.use === 'part' || look.named) return 1
  if (isCode(look)) return look.digits > 0.5 && look.about > 1_000 ? 0.6 : 0.8
  return look.words <= 2.5 ? 0.7 : 0.3
}

function scoreOf(looks: readonly ColumnLook[], expected: number): number {
  const fit = looks.reduce((sum, look) => sum + fitnessOf(look), 0) / looks.length
  const surprise = Math.min(1, Math.log10(expected) / 3)
  const early = looks.every(({ place }) => place < looks.length + 1) ? 0.1 : 0
  return 0.25 + 0.3 * fit + 0.3 * surprise + early - 0.05 * (looks.length - 2)
}

/** Values as numbers of 32 bits, over the whole table and at its beginning, where near rows repeat most. */
async function samples(
  connection: Connection,
  table: Table,
  columns: readonly ColumnLook[],
  signal?: AbortSignal
): Promise<[Sample, Sample]> {
  const cells = columns.map(({ column }, place) => `(hash(${ident(column.name)}) & 4294967295)::UINTEGER AS c${place}`)
  const take = async (where: string): Promise<Sample> => {
    const sql = `SELECT ${cells.join(', ')} FROM ${table.sql} ${where} LIMIT ${SAMPLE}`
    const rows = await connection.rows<Record<string, number>>(sql, { signal })
    return columns.map((_, place) => rows.map((row) => row[`c${place}`] ?? 0))
  }
  const where = strideSql(table, SAMPLE)
  const spread = await take(`WHERE ${where}`)
  return [spread, where === 'true' ? spread : await take('')]
}

function repeats(sample: Sample, places: readonly number[]): boolean {
  const seen = new Set<string>()
  for (let row = 0; row < (sample[0]?.length ?? 0); row++) {
    const key = places.map((place) => sample[place]?.[row]).join(' ')
    if (seen.has(key)) return true
    seen.add(key)
  }
  return false
}
