import type { ColumnInfo, LocalizedText, Step } from '../../contract'
import type { Connection } from '../db'
import { fail } from '../errors'
import { tableName } from '../sql'
import { compileRecipe } from './compile'
import { countJoin } from './count-join'
import type { Others } from './join'
import { walkSteps } from './walk'

/** Most rows that a join may make. */
export const MOST_ROWS = 100_000_000

/**
 * The enabled joins of a recipe that would make too many rows, by step, with the reason in words: keys may come to repeat
 * by a delivery or an edit of the joined table. Matches are counted by key, never made; small tables are not even counted.
 */
export async function findSwelling(
  reader: Pick<Connection, 'rows'>,
  table: string,
  columns: readonly ColumnInfo[],
  steps: readonly Step[],
  others: Others,
  signal?: AbortSignal
): Promise<ReadonlyMap<string, LocalizedText>> {
  const swelling = new Map<string, LocalizedText>()
  const count = async (rows: string): Promise<number> =>
    (await reader.rows<{ n: number }>(`SELECT count(*) AS n FROM ${rows}`, { signal }))[0]?.n ?? 0
  let most: number | null = null
  for (const step of steps) {
    if (!step.enabled || step.spec.kind !== 'join') continue
    const stage = walkSteps(columns, steps, others, swelling).find((one) => one.step.id === step.id)
    if (!stage || stage.problem) continue
    most ??= await count(tableName({ schema: 'raw', name: table }))
    const atMost: number = most * Math.max(1, await count(tableName({ schema: 'clean', name: step.spec.with })))
    if (atMost <= MOST_ROWS) {
      most = atMost
      continue
    }
    const sql = `(${compileRecipe(table, columns, stage.before, others)})`
    const left = { sql, columns: stage.columns, rows: await count(sql) }
    const { rows } = await countJoin(reader, left, step.spec, others, signal)
    if (rows > MOST_ROWS) swelling.set(step.id, swellingInWords(rows))
    most = rows > MOST_ROWS ? left.rows : rows
  }
  return swelling
}

/** The refusal of a join that would make too many rows. */
export function swellingRefused(problem: LocalizedText): Error {
  return fail('limit', problem, {
    hint: {
      fr: 'Ajoutez une colonne à la clé, ou retirez d’abord les doublons de la table jointe.',
      en: 'Add a column to the key, or first remove the duplicates of the joined table.'
    }
  })
}

export function swellingInWords(rows: number): LocalizedText {
  return {
    fr: `La jointure ferait ${rows.toLocaleString('fr-FR')} lignes : ses clés se répètent des deux côtés.`,
    en: `The join would make ${rows.toLocaleString('en-GB')} rows: its keys repeat on both sides.`
  }
}
