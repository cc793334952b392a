import type { ColumnProfile } from '../../../contract'
import { ident, text } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { countSql, finding, named, rowsInWords } from '../finding'

/** Values that stand for "missing": words such as N/A, codes such as 99 set apart from the other values, default dates. */
export const disguisedMissing: Detector = {
  name: 'disguised_missing',
  title: { fr: 'Manquants déguisés', en: 'Disguised missing values' },
  kinds: ['disguised_missing'],
  async *detect(context) {
    for (const column of columnsWhere(context, ({ disguised }) => disguised.length > 0)) {
      const found = await describe(context, column)
      if (found) yield found
    }
  }
}

/** Share of the rows from which a word such as NSP is an answer of a list like the others. */
const ANSWER = 0.08

async function describe({ table, rows: ask }: DetectorContext, column: ColumnProfile) {
  const values = column.disguised.map(({ value }) => value)
  const where = `${ident(column.name)}::VARCHAR IN (${values.map(text).join(', ')})`
  const n = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  if (!n) return null
  const [name, count] = [named(column.name), rowsInWords(n)]
  const answer = ['category', 'boolean'].includes(column.semantic.kind) && !column.numeric && n >= ANSWER * column.rows
  const sure = column.disguised.reduce((least, { confidence }) => Math.min(least, confidence), answer ? 0.3 : 1)
  return finding(table, {
    kind: 'disguised_missing',
    detector: 'disguised_missing',
    columns: [column.name],
    where,
    rows: n,
    severity: column.numeric && column.family === 'number' ? 'critical' : 'warning',
    confidence: sure,
    dimension: 'completeness',
    message: {
      fr: `${name.fr} : ${quoted(values, 'fr')} dit sans doute « manquant » (${count.fr})`,
      en: `${name.en}: ${quoted(values, 'en')} probably means “missing” (${count.en})`
    },
    explanation: {
      fr: `${column.disguised.map(({ reason }) => sentence(reason.fr)).join(' ')} Compté comme une valeur, il fausse moyennes et totaux.`,
      en: `${column.disguised.map(({ reason }) => sentence(reason.en)).join(' ')} Counted as a value, it distorts means and totals.`
    },
    proposal: {
      text: {
        fr: `Remplacer ${quoted(values, 'fr')} par une valeur manquante.`,
        en: `Replace ${quoted(values, 'en')} by a missing value.`
      },
      repair: { kind: 'set_missing', column: column.name, values }
    }
  })
}

function quoted(values: readonly string[], language: 'fr' | 'en'): string {
  const shown = values.slice(0, 4).map((value) => (language === 'fr' ? `« ${value.trim()} »` : `“${value.trim()}”`))
  return shown.join(', ') + (values.length > 4 ? '…' : '')
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
