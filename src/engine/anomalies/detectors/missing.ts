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
    for (const column of columnsWhere(context, (candidate) => gaps(candidate) > 0))
      yield describe(context, column, gaps(column))
  }
}

function describe({ table, unread }: DetectorContext, column: ColumnProfile, rows: number) {
  const share = rows / Math.max(1, column.rows)
  const empties = column.blank
    ? `(${ident(column.name)} IS NULL OR trim(${ident(column.name)}::VARCHAR, ${SPACES}) = '')`
    : `${ident(column.name)} IS NULL`
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
