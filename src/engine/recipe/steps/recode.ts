import { ident, literal, text } from '../../sql'
import { codeTest } from '../codes'
import { asText } from './as-text'
import { isNumeric, isWhole } from './number-types'
import type { CellKind, SpecOf } from './kind'

/** Writes codes in the place of values; a number where every code is one and nothing else remains. */
export const recode: CellKind<SpecOf<'recode'>> = {
  title({ column, map, others }) {
    const rest = others === 'missing' ? { fr: ', le reste manquant', en: ', all else missing' } : { fr: '', en: '' }
    return {
      fr: `Recoder ${map.length} ${map.length < 2 ? 'valeur' : 'valeurs'} de « ${column} »${rest.fr}`,
      en: `Recode ${map.length} ${map.length === 1 ? 'value' : 'values'} of “${column}”${rest.en}`
    }
  },
  type({ map, others }, type) {
    const codes = map.flatMap(({ to }) => (to === null ? [] : [to]))
    const keepsText = others === 'keep' && !isNumeric(type)
    if (keepsText || !codes.length || !codes.every((code) => NUMBER.test(code)))
      return !codes.length && others === 'keep' ? type : 'VARCHAR'
    const whole = codes.every((code) => WHOLE.test(code)) && (others === 'missing' || isWhole(type))
    return whole ? 'BIGINT' : 'DOUBLE'
  },
  cell(spec, type, value) {
    const made = recode.type(spec, type)
    const written = (code: string): string => (made === 'VARCHAR' ? text(code) : `CAST(${literal(code)} AS ${made})`)
    const cases = spec.map.map(
      ({ from, to }) =>
        `WHEN ${type === 'VARCHAR' ? `${value} = ${text(from)}` : codeTest(value, type, [from])} THEN ${to === null ? 'NULL' : written(to)}`
    )
    const kept = made === 'VARCHAR' ? asText(value, type) : `CAST(${value} AS ${made})`
    return `CASE ${cases.join(' ')} ELSE ${spec.others === 'keep' ? kept : 'NULL'} END`
  },
  unnamed({ column, map }, columns) {
    const type = columns.find(({ name }) => name === column)?.type ?? 'VARCHAR'
    const named = map.map(({ from }) =>
      type === 'VARCHAR' ? `${ident(column)} = ${text(from)}` : codeTest(ident(column), type, [from])
    )
    return {
      where: `${ident(column)} IS NOT NULL AND NOT (${named.join(' OR ')})`,
      words: (n) => ({
        fr: `${n.toLocaleString('fr-FR')} ${n < 2 ? 'cellule a' : 'cellules ont'} une valeur que l’étape ne nomme pas`,
        en: `${n.toLocaleString('en-GB')} ${n === 1 ? 'cell has' : 'cells have'} a value that the step does not name`
      })
    }
  }
}

const NUMBER = /^-?\d{1,15}(\.\d{1,10})?$/
const WHOLE = /^-?\d{1,15}$/
