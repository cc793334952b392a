import { isPhoneShape } from '../../../contract'
import { ident, phoneSql } from '../../sql'
import type { CellKind, SpecOf } from './kind'
import { textOnly } from './text-only'

/** Writes telephone numbers in one shape. */
export const phone: CellKind<SpecOf<'phone'>> = {
  title: ({ column, shape }) => ({
    fr: `Écrire les téléphones de « ${column} » sous la forme ${shape}`,
    en: `Write the telephone numbers of “${column}” as ${shape}`
  }),
  type: () => 'VARCHAR',
  misfit(spec, columns) {
    if (isPhoneShape(spec)) return textOnly(spec, columns)
    return {
      fr: `Dans la forme « ${spec.shape} », écrivez 9 pour chaque chiffre ; seul l’indicatif du pays, derrière un + au début, s’écrit tel quel.`,
      en: `In the shape “${spec.shape}”, write 9 for each digit; only the code of the country, behind a + at the start, is written as it is.`
    }
  },
  cell: (spec, _, value) => `coalesce(${phoneSql(value, spec)}, ${value})`,
  unnamed: (spec) => ({
    where: `trim(${ident(spec.column)}) <> '' AND ${phoneSql(ident(spec.column), spec)} IS NULL`,
    words: (n) => ({
      fr: `${n.toLocaleString('fr-FR')} ${n < 2 ? 'cellule n’est pas un numéro de cette longueur et de ce pays, et reste telle quelle' : 'cellules ne sont pas des numéros de cette longueur et de ce pays, et restent telles quelles'}`,
      en: `${n.toLocaleString('en-GB')} ${n === 1 ? 'cell is no number of this length and country, and stays as it is' : 'cells are no numbers of this length and country, and stay as they are'}`
    })
  })
}
