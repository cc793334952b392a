import type { TextReading } from '../../contract'
import type { Look } from '../import'
import { loadedAs } from './load-table'

const NUMBER_WORDS = /^\s*[+-]?(?:nan|inf|infinity|epoch)\s*$/i

/**
 * The header of a look where it must be looked for among the rows, byte by byte: null where there is none, or a column is
 * loaded with a type that would refuse its own name, so that a header come again shows by itself.
 */
export function soughtHeader({ dialect, header }: Look, readings: TextReading[]): Look['header'] {
  const refused = readings.map(loadedAs).some((reading, index) => {
    const name = dialect.header?.[index] ?? ''
    return reading.kind !== 'text' && /\p{L}{2}/u.test(name) && !NUMBER_WORDS.test(name)
  })
  return refused ? null : header
}
