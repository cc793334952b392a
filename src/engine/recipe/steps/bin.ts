import { ident, literal, text } from '../../sql'
import { asDouble, isNumeric } from './number-types'
import { takenName } from './names'
import type { SpecOf, StepKind } from './kind'

/** A new column of classes of a number. */
export const bin: StepKind<SpecOf<'bin'>> = {
  rows: 'same',
  title: ({ column, as, edges }) => ({
    fr: `Classer « ${column} » en ${edges.length - 1} ${edges.length < 3 ? 'classe' : 'classes'} : « ${as} »`,
    en: `Put “${column}” into ${edges.length - 1} ${edges.length === 2 ? 'class' : 'classes'}: “${as}”`
  }),
  reads: ({ column }) => [column],
  misfit({ column, as, edges, labels }, columns) {
    const type = columns.find(({ name }) => name === column)?.type ?? ''
    if (!isNumeric(type) && type !== 'VARCHAR')
      return { fr: `« ${column} » ne contient pas des nombres.`, en: `“${column}” does not hold numbers.` }
    if (edges.some((edge, index) => index > 0 && edge <= (edges[index - 1] ?? edge)))
      return { fr: 'Les bornes des classes doivent aller en croissant.', en: 'The edges of the classes have to go up.' }
    if (labels && labels.length !== edges.length - 1)
      return {
        fr: `Il faut un nom par classe : ${edges.length - 1}, et non ${labels.length}.`,
        en: `Each class needs a name: ${edges.length - 1}, not ${labels.length}.`
      }
    return takenName([as], columns)
  },
  after: ({ as }, columns) => [...columns, { name: as, type: 'VARCHAR' }],
  sql({ column, as, edges, labels }, from) {
    const number = asDouble(ident(column))
    const cases = edges.slice(1).map((edge, index) => {
      const low = edges[index] ?? edge
      const isLast = index === edges.length - 2
      const name = labels?.[index] ?? `[${low} ; ${edge}${isLast ? ']' : '['}`
      return `WHEN ${number} >= ${literal(low)} AND ${number} ${isLast ? '<=' : '<'} ${literal(edge)} THEN ${text(name)}`
    })
    return `SELECT *, CASE ${cases.join(' ')} END AS ${ident(as)} FROM ${from}`
  },
  unnamed({ column, edges }) {
    const number = asDouble(ident(column))
    const [low = 0, high = 0] = [edges[0], edges.at(-1)]
    return {
      where: `${ident(column)} IS NOT NULL AND NOT coalesce(${number} BETWEEN ${literal(low)} AND ${literal(high)}, false)`,
      words: (n) => ({
        fr: `${n.toLocaleString('fr-FR')} ${n < 2 ? 'valeur ne tombe' : 'valeurs ne tombent'} dans aucune classe`,
        en: `${n.toLocaleString('en-GB')} ${n === 1 ? 'value falls' : 'values fall'} into no class`
      })
    }
  }
}
