import type { ColumnProfile } from '../../../contract'
import { SPACES } from '../../profile'
import { ident } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { finding, named, rowsInWords, shareInWords } from '../finding'

/** Cells without a value: NULL, or a text of nothing but white space; not those whose raw text could not be read. The rarer they are, the surer that a value was lost. */
export const missing: Detector = {
  name: 'missing',
  title: { fr: 'Valeurs manquantes', en: 'Missing values' },
  kinds: ['missing'],
  async *detect(context) {
    const gaps = ({ name, missing: nulls, blank }: ColumnProfile): number =>
      nulls + blank - (context.unread.get(name)?.rows ?? 0)
    const gapped = columnsWhere(context, (candidate) => gaps(candidate) > 0)
    const empty = await emptyRows(context, gapped)
    if (empty) yield describeRows(context, empty)
    for (const column of gapped) {
      const told = empty?.columns.includes(column) ? empty : null
      const rows = gaps(column) - (told?.rows ?? 0)
      if (rows > 0) yield describe(context, column, { rows, told })
    }
  }
}

/** Columns that a row must have as a rule to be called empty without them, the share of these that it lacks, and of all rows that such may be. */
const USUAL = 5
const FILLED = 0.9
const LACKING = 0.6
const FEW = 0.01

/** The rows with next to nothing in them, and the columns that none of them fills. */
interface EmptyRows {
  columns: ColumnProfile[]
  where: string
  rows: number
  of: number
}

/** Rows that are empty in nearly all columns the others fill: the end of a table, a total, a line of layout. They are told once. */
async function emptyRows(
  { table, profile, unread, rows: ask }: DetectorContext,
  gapped: readonly ColumnProfile[]
): Promise<EmptyRows | null> {
  const usual = profile.columns.filter(({ missing: nulls, blank, rows }) => nulls + blank <= (1 - FILLED) * rows)
  const open = gapped.filter((column) => usual.includes(column) && !unread.has(column.name))
  const least = Math.ceil(LACKING * usual.length)
  if (usual.length < USUAL || open.length < least) return null
  const where = `(${open.map((column) => `(${emptySql(column)})::INTEGER`).join(' + ')}) >= ${least}`
  const filled = open.map((column, place) => `count(*) FILTER (NOT ${emptySql(column)}) AS n${place}`)
  const [seen] = await ask<Record<string, number>>(
    `SELECT count(*) AS n, ${filled.join(', ')} FROM ${table.sql} WHERE ${where}`
  )
  const rows = seen?.n ?? 0
  if (!rows || rows > Math.max(1, FEW * table.rows)) return null
  return { columns: open.filter((_, place) => !seen?.[`n${place}`]), where, rows, of: usual.length }
}

function emptySql({ name, blank }: ColumnProfile): string {
  return blank
    ? `(${ident(name)} IS NULL OR trim(${ident(name)}::VARCHAR, ${SPACES}) = '')`
    : `(${ident(name)} IS NULL)`
}

function describeRows({ table }: DetectorContext, { columns, where, rows, of }: EmptyRows) {
  const count = rowsInWords(rows)
  return finding(table, {
    kind: 'missing',
    detector: 'missing',
    aspect: 'rows',
    columns: columns.map(({ name }) => name),
    where,
    rows,
    severity: 'warning',
    confidence: 0.9,
    dimension: 'completeness',
    message: {
      fr: `${count.fr} presque ${rows < 2 ? 'vide' : 'vides'} : sans valeur dans ${columns.length} colonnes sur les ${of} que les autres remplissent`,
      en: `${count.en} nearly empty: without a value in ${columns.length} of the ${of} columns that the others fill`
    },
    explanation: {
      fr: 'Une ligne de total, une fin de tableau ou une mise en page, plutôt que des valeurs perdues une à une ; elle compte pourtant comme une ligne.',
      en: 'A line of totals, the end of a table or its layout rather than values lost one by one; yet it counts as a row.'
    },
    proposal: {
      text: {
        fr: 'Regarder ces lignes ; si elles ne disent rien d’un cas, les écarter par un filtre.',
        en: 'Look at these rows; if they tell of no case, leave them out by a filter.'
      },
      repair: { kind: 'review' }
    }
  })
}

function describe(
  { table, unread }: DetectorContext,
  column: ColumnProfile,
  { rows, told }: { rows: number; told: EmptyRows | null }
) {
  const share = rows / Math.max(1, column.rows)
  const empties = told ? `${emptySql(column)} AND NOT (${told.where})` : emptySql(column)
  const unreadable = unread.get(column.name)
  const where = unreadable ? `${empties} AND NOT (${unreadable.where})` : empties
  const [name, count, part] = [named(column.name), rowsInWords(rows), shareInWords(rows, column.rows)]
  const empty = rows === column.rows
  return finding(table, {
    kind: 'missing',
    detector: 'missing',
    columns: [column.name],
    where,
    rows,
    severity: share >= 0.5 ? 'info' : 'warning',
    confidence: empty ? 0.1 : sureness(share),
    dimension: 'completeness',
    message: empty
      ? { fr: `${name.fr} ne contient aucune valeur`, en: `${name.en} holds no value` }
      : {
          fr: `${name.fr} : ${count.fr} sans valeur (${part.fr})`,
          en: `${name.en}: ${count.en} without a value (${part.en})`
        },
    explanation:
      share >= 0.3
        ? {
            fr: 'Une telle part de vides est souvent voulue (question non posée, champ facultatif) : vérifiez ce que dit la source avant de compléter.',
            en: 'So many gaps are often intended (question not asked, optional field): check with the source before filling them.'
          }
        : {
            fr: 'La plupart des lignes ont une valeur dans cette colonne ; celles-ci n’en ont pas.',
            en: 'Most rows have a value in this column; these have none.'
          },
    proposal: {
      text: {
        fr: 'Vérifier à la source ; sinon, laisser manquant et l’exclure des calculs de cette colonne.',
        en: 'Check with the source; else leave it missing and out of this column’s figures.'
      },
      repair: { kind: 'review' }
    }
  })
}

/** The rarer the gaps of a column, the likelier a value was lost rather than never asked for. */
function sureness(share: number): number {
  if (share < 0.02) return 0.9
  if (share < 0.05) return 0.8
  if (share < 0.08) return 0.6
  if (share < 0.2) return 0.4
  return share < 0.5 ? 0.25 : 0.15
}
