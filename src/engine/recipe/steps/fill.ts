import { ident } from '../../sql'
import { valueSql } from '../codes'
import { freeName } from '../free-name'
import { isNumeric } from './number-types'
import type { SpecOf, StepKind } from './kind'

/** Fills missing cells. Above and below are meant in the order of the rows. */
export const fill: StepKind<SpecOf<'fill'>> = {
  rows: 'same',
  title({ column, how, value, by }) {
    const source = {
      value: { fr: `« ${String(value)} »`, en: `“${String(value)}”` },
      down: { fr: 'la valeur au-dessus', en: 'the value above' },
      up: { fr: 'la valeur au-dessous', en: 'the value below' },
      mean: { fr: 'la moyenne', en: 'the mean' },
      median: { fr: 'la médiane', en: 'the median' },
      mode: { fr: 'la valeur la plus fréquente', en: 'the most frequent value' }
    }[how]
    const groups = how !== 'value' && by.length > 0
    return {
      fr: `Compléter « ${column} » par ${source.fr}${groups ? ` de chaque ${by.map((name) => `« ${name} »`).join(' × ')}` : ''}`,
      en: `Fill “${column}” with ${source.en}${groups ? ` of each ${by.map((name) => `“${name}”`).join(' × ')}` : ''}`
    }
  },
  reads: ({ column, by }) => [column, ...by],
  misfit({ column, how, by }, columns) {
    const type = columns.find(({ name }) => name === column)?.type ?? ''
    if (by.includes(column))
      return {
        fr: `« ${column} » ne peut pas être à la fois complétée et le groupe.`,
        en: `“${column}” cannot be both filled and the group.`
      }
    return (how === 'mean' || how === 'median') && !isNumeric(type)
      ? {
          fr: `« ${column} » ne contient pas des nombres : elle n’a ni moyenne ni médiane.`,
          en: `“${column}” does not hold numbers: it has no mean and no median.`
        }
      : null
  },
  after: ({ column, how }, columns) =>
    columns.map((each) =>
      each.name === column && (how === 'mean' || how === 'median') ? { name: column, type: 'DOUBLE' } : each
    ),
  sql(spec, from, columns) {
    const { column, how, value } = spec
    const cell = ident(column)
    const type = columns.find(({ name }) => name === column)?.type ?? 'VARCHAR'
    if (how === 'value') return `SELECT * REPLACE (coalesce(${cell}, ${valueSql(value, type)}) AS ${cell}) FROM ${from}`
    const place = ident(freeName('~place', columns))
    const groups = spec.by.length ? `PARTITION BY ${spec.by.map(ident).join(', ')} ` : ''
    const whole = 'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING'
    const all = `OVER (${groups}ORDER BY ${place} ${whole})`
    const numbered = `(SELECT *, row_number() OVER () AS ${place} FROM ${from})`
    if (how === 'mode') {
      const times = ident(freeName('~times', columns))
      const counted = `(SELECT *, CASE WHEN ${cell} IS NULL THEN 0 ELSE count(*) OVER (PARTITION BY ${[...spec.by.map(ident), cell].join(', ')}) END AS ${times} FROM ${numbered})`
      const most = `first_value(${cell}) OVER (${groups}ORDER BY ${times} DESC, ${place} ${whole})`
      return `SELECT * EXCLUDE (${place}, ${times}) REPLACE (coalesce(${cell}, ${most}) AS ${cell}) FROM ${counted} ORDER BY ${place}`
    }
    const source = {
      down: `last_value(${cell} IGNORE NULLS) OVER (${groups}ORDER BY ${place} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`,
      up: `first_value(${cell} IGNORE NULLS) OVER (${groups}ORDER BY ${place} ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)`,
      mean: `avg(${cell}::DOUBLE) ${all}`,
      median: `median(${cell}::DOUBLE) ${all}`
    }[how]
    const present = how === 'mean' || how === 'median' ? `${cell}::DOUBLE` : cell
    return `SELECT * EXCLUDE (${place}) REPLACE (coalesce(${present}, ${source}) AS ${cell}) FROM ${numbered} ORDER BY ${place}`
  }
}
