import { ident } from '../../sql'
import { namesInWords } from './names'
import type { SpecOf, StepKind } from './kind'

/** Leaves columns out. */
export const drop: StepKind<SpecOf<'drop'>> = {
  rows: 'same',
  title({ columns }) {
    const names = namesInWords(columns)
    return { fr: `Écarter ${names.fr}`, en: `Leave out ${names.en}` }
  },
  reads: ({ columns }) => columns,
  misfit: ({ columns: dropped }, columns) =>
    columns.every(({ name }) => dropped.includes(name))
      ? { fr: 'Il ne resterait aucune colonne.', en: 'No column would remain.' }
      : null,
  after: ({ columns: dropped }, columns) => columns.filter(({ name }) => !dropped.includes(name)),
  sql: ({ columns: dropped }, from) => `SELECT * EXCLUDE (${[...new Set(dropped)].map(ident).join(', ')}) FROM ${from}`
}
