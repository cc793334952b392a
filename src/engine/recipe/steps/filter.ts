import type { ColumnInfo, Condition, LocalizedText } from '../../../contract'
import { filterInWords, filterPredicate, ident, text } from '../../sql'
import { formulaSql } from './formula-sql'
import type { SpecOf, StepKind } from './kind'

const NUMBER = /^[+-]?\d+(\.\d+)?$/

/** Keeps the rows that meet conditions. */
export const filter: StepKind<SpecOf<'filter'>> = {
  rows: 'fewer',
  title({ filter: kept, expression }) {
    const words = kept.all.length ? filterInWords(kept) : null
    const formula = expression?.replace(/\s+/g, ' ').trim().slice(0, 60)
    const parts = (conditions: string | undefined, and: string): string =>
      [conditions, formula].filter(Boolean).join(` ${and} `)
    return {
      fr: `Ne garder que les lignes où ${parts(words?.fr, 'et')}`,
      en: `Keep only rows where ${parts(words?.en, 'and')}`
    }
  },
  reads: ({ filter: { all }, reads }) => [...all.map(({ column }) => column), ...(reads ?? [])],
  unnamed(spec, columns) {
    const where = letterByLetter(spec, columns).map((one) => `(${one.where})`)
    if (!where.length) return null
    return {
      where: where.join(' OR '),
      words: (n) => ({
        fr: `${n.toLocaleString('fr-FR')} ${n < 2 ? 'ligne est comparée' : 'lignes sont comparées'} lettre à lettre (« 9 » après « 10 ») : la colonne arrive ici comme du texte`,
        en: `${n.toLocaleString('en-GB')} ${n === 1 ? 'row is' : 'rows are'} compared letter by letter (“9” behind “10”): the column comes here as text`
      })
    }
  },
  after: (_, columns) => [...columns],
  sql({ filter: kept, expression }, from, columns) {
    const formula = expression === null ? '' : ` AND CAST(${formulaSql(expression)} AS BOOLEAN)`
    return `SELECT * FROM ${from} WHERE ${filterPredicate(kept, columns)}${formula}`
  }
}

/** A number that is compared with a column of texts; `where` holds for the cells whose number would compare otherwise. */
interface ComparedText {
  column: string
  value: string
  where: string
}

/**
 * The numbers that a filter compares with texts. Texts of one width, such as postcodes, compare as their numbers do: whether
 * any cell does not is for the rows to say.
 */
export function letterByLetter({ filter: { all } }: SpecOf<'filter'>, columns: readonly ColumnInfo[]): ComparedText[] {
  return all.flatMap((condition) => {
    const { column } = condition
    if (columns.find(({ name }) => name === column)?.type !== 'VARCHAR') return []
    return boundsOf(condition).flatMap(([op, value]) => {
      const plain = numberIn(value)
      if (!NUMBER.test(plain)) return []
      const cell = ident(column)
      const number = `TRY_CAST(replace(regexp_replace(${cell}, '\\s', '', 'g'), ',', '.') AS DOUBLE)`
      const where = `${number} IS NOT NULL AND (${cell} ${op} ${text(value)}) <> (${number} ${op} CAST(${text(plain)} AS DOUBLE))`
      return [{ column, value, where }]
    })
  })
}

/** What a filter does with texts, and what to do. */
export function lettersInWords({ column, value }: Pick<ComparedText, 'column' | 'value'>): LocalizedText {
  return {
    fr: `« ${column} » arrive ici comme du texte : « ${value} » y serait comparé lettre à lettre (« 9 » après « 10 »). Écrivez-le avec autant de chiffres que les cellules, ou placez avant cette étape celle qui lit la colonne comme un nombre (des zéros en tête y seraient perdus).`,
    en: `“${column}” comes here as text: “${value}” would be compared letter by letter (“9” behind “10”). Write it with as many digits as the cells, or put the step that reads the column as a number before this one (zeros in front would be lost).`
  }
}

/** A condition of order as comparisons with one value each. */
function boundsOf({ op, values }: Condition): [string, string][] {
  const [low, high] = values.map((value) => String(value ?? ''))
  if (op === 'between') return [['>=', low ?? ''], ['<=', high ?? '']] // prettier-ignore
  return ORDERED.has(op) && low !== undefined ? [[op, low]] : []
}

function numberIn(value: string): string {
  return value.replace(/\s/g, '').replace(',', '.')
}

const ORDERED: ReadonlySet<Condition['op']> = new Set(['<', '<=', '>', '>='])
