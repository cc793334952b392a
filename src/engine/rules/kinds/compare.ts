import type { ColumnInfo, CompareOp, LocalizedText } from '../../../contract'
import { fail } from '../../errors'
import { familyOf } from '../../profile'
import { cellSql, columnOf, named, notANumberSql } from './cell'
import type { KindOf } from './kind'

/** Two columns of one row compared; a day and a moment by their days. What is no number (NaN) compares with nothing, and fails. */
export const compare: KindOf<'compare'> = {
  reads: ({ left, right }) => [left, right],
  verdict({ left: first, op, right: second }, ground) {
    const [left, right] = [columnOf(ground, first), columnOf(ground, second)]
    const [one, other] = [familyOf(left.type), familyOf(right.type)]
    if (one !== other) throw unlike(left, right)
    if (!ORDERED.has(one) && op !== '=' && op !== '<>') throw noOrder(left)
    const daily = one === 'date' && left.type !== right.type
    const [l, r] = [left, right].map((column) => (daily ? `(${cellSql(column)})::DATE` : `(${cellSql(column)})`))
    const none = [left, right].map(notANumberSql).filter((sql) => sql !== null)
    const test = `${l} ${op} ${r}`
    // Never true, and NULL where the other value is missing.
    const never = `(${l} = ${r} AND ${l} <> ${r})`
    return none.length ? `CASE WHEN ${none.join(' OR ')} THEN ${never} ELSE ${test} END` : test
  },
  words({ left, op, right }) {
    const [l, r] = [named(left), named(right)]
    return { fr: `${l.fr} ${SAID[op].fr} ${r.fr}`, en: `${l.en} ${SAID[op].en} ${r.en}` }
  }
}

const ORDERED = new Set(['number', 'date', 'time', 'duration'])

const SAID: Record<CompareOp, LocalizedText> = {
  '<': { fr: '<', en: '<' },
  '<=': { fr: '≤', en: '≤' },
  '=': { fr: 'est égal à', en: 'equals' },
  '<>': { fr: 'diffère de', en: 'differs from' },
  '>=': { fr: '≥', en: '≥' },
  '>': { fr: '>', en: '>' }
}

function unlike(left: ColumnInfo, right: ColumnInfo): Error {
  return fail(
    'input',
    {
      fr: `« ${left.name} » (${left.type}) et « ${right.name} » (${right.type}) ne se comparent pas.`,
      en: `“${left.name}” (${left.type}) and “${right.name}” (${right.type}) do not compare.`
    },
    {
      hint: {
        fr: 'Donnez-leur le même type dans Préparer, ou écrivez la conversion dans une règle SQL.',
        en: 'Give them the same type in Prepare, or write the conversion in an SQL rule.'
      }
    }
  )
}

function noOrder({ name, type }: ColumnInfo): Error {
  return fail(
    'input',
    {
      fr: `« ${name} » (${type}) n’a pas d’ordre : comparez par = ou ≠.`,
      en: `“${name}” (${type}) has no order: compare by = or ≠.`
    },
    {
      hint: { fr: 'Des textes se rangent par leurs lettres : 10 y vient avant 9.', en: 'Texts are ordered by their letters: 10 comes before 9.' } // prettier-ignore
    }
  )
}
