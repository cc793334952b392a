import { text } from '../../sql'
import { codeTest } from '../codes'
import type { CellKind, SpecOf } from './kind'

/** Writes labels in the place of codes. */
export const label: CellKind<SpecOf<'label'>> = {
  title: ({ column }) => ({
    fr: `Écrire les libellés de « ${column} » à la place de ses codes`,
    en: `Write the labels of “${column}” in the place of its codes`
  }),
  type: () => 'VARCHAR',
  cell({ labels }, type, value) {
    const cases = labels.map(({ code, label: words }) => `WHEN ${codeTest(value, type, [code])} THEN ${text(words)}`)
    return `CASE ${cases.join(' ')} ELSE CAST(${value} AS VARCHAR) END`
  }
}
