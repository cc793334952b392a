import type { LocalizedText } from '../../../contract'
import { countOf } from '../../figure-text'
import { ident } from '../../sql'
import { formulaSql } from './formula-sql'
import { takenName } from './names'
import type { SpecOf, StepKind } from './kind'

/** A new column by a formula. */
export const derive: StepKind<SpecOf<'derive'>> = {
  rows: 'same',
  title: ({ as, expression }) => ({
    fr: `Calculer « ${as} » = ${short(expression)}`,
    en: `Compute “${as}” = ${short(expression)}`
  }),
  reads: ({ reads }) => reads ?? [],
  misfit: ({ as }, columns) => takenName([as], columns),
  after: ({ as, type }, columns) => [...columns, { name: as, type: type ?? 'VARCHAR' }],
  unnamed({ as, expression, type, reads = [] }) {
    const filled = reads.map((name) => ` AND ${ident(name)} IS NOT NULL`).join('')
    return {
      where: `${value(expression, type)} IS NULL${filled}`,
      words: (n) => ({
        fr: `« ${as} » est manquante dans ${n.toLocaleString('fr-FR')} ${n < 2 ? 'ligne dont les colonnes lues sont remplies' : 'lignes dont les colonnes lues sont remplies'}`,
        en: `“${as}” is missing in ${n.toLocaleString('en-GB')} ${n === 1 ? 'row whose columns read are filled' : 'rows whose columns read are filled'}`
      })
    }
  },
  unsound({ as, type }) {
    if (type !== 'DOUBLE' && type !== 'FLOAT') return []
    const told = (n: number): LocalizedText => countOf(n, ['ligne', 'lignes'], ['row', 'rows'])
    return [
      {
        where: `isinf(${ident(as)})`,
        words: (n) => ({
          fr: `« ${as} » est infinie (∞) dans ${told(n).fr}, comme après une division par zéro`,
          en: `“${as}” is infinite (∞) in ${told(n).en}, as after a division by zero`
        })
      },
      {
        where: `isnan(${ident(as)})`,
        words: (n) => ({
          fr: `« ${as} » n’est pas un nombre (NaN) dans ${told(n).fr}, comme après 0 divisé par 0`,
          en: `“${as}” is not a number (NaN) in ${told(n).en}, as after 0 divided by 0`
        })
      }
    ]
  },
  sql: ({ as, expression, type }, from) => `SELECT *, ${value(expression, type)} AS ${ident(as)} FROM ${from}`
}

function value(expression: string, type = 'VARCHAR'): string {
  return `TRY_CAST(${formulaSql(expression)} AS ${type})`
}

function short(expression: string): string {
  const line = expression.replace(/\s+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
