import { ident, text } from '../../sql'
import { freeName } from '../free-name'
import { asText } from './as-text'
import { namesInWords, takenName } from './names'
import { separatorInWords } from './separator'
import { withoutEnds } from './spaces'
import type { SpecOf, StepKind } from './kind'

/** Cuts a text into new columns; the last one keeps all that is left. */
export const split: StepKind<SpecOf<'split'>> = {
  rows: 'same',
  title({ column, by, into, trim }) {
    const [names, at] = [namesInWords(into), separatorInWords(by)]
    return {
      fr: `Couper « ${column} » à ${at.fr} en ${names.fr}${trim ? ', sans les espaces autour' : ''}`,
      en: `Split “${column}” at ${at.en} into ${names.en}${trim ? ', without the spaces around' : ''}`
    }
  },
  reads: ({ column }) => [column],
  misfit: ({ into }, columns) => takenName(into, columns),
  after: ({ into }, columns) => [...columns, ...into.map((name) => ({ name, type: 'VARCHAR' }))],
  sql({ column, by, into, trim }, from, columns) {
    const type = columns.find(({ name }) => name === column)?.type ?? 'VARCHAR'
    const parts = ident(freeName('~parts', columns))
    const cells = into.map((name, index) => {
      const rest = `CASE WHEN len(${parts}) > ${index} THEN array_to_string(${parts}[${index + 1}:], ${text(by)}) END`
      const part = index === into.length - 1 ? rest : `${parts}[${index + 1}]`
      return `, ${trim ? withoutEnds(part) : part} AS ${ident(name)}`
    })
    const cut = `string_split(${asText(ident(column), type)}, ${text(by)}) AS ${parts}`
    return `SELECT * EXCLUDE (${parts})${cells.join('')} FROM (SELECT *, ${cut} FROM ${from})`
  }
}
