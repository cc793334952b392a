import type { LocalizedText, MissingProposal } from '../../../contract'
import { countOf } from '../../figure-text'
import { missingTest } from './declared-missing'
import type { Dictionary, Variable } from './dictionary'
import { numberKind, numberReader, numberText, promisedKind, textReader, type NumberKind } from './value-text'

/** A variable on its way out of the cases: its values as text, and what they were. */
export interface SpssColumn {
  read(row: Buffer): string | null
  /** The DuckDB type of the values read so far. */
  type(): string
  /** Values read that the dictionary declares missing. */
  declared(): MissingProposal[]
  notes(): LocalizedText[]
}

/** Distinct values declared missing that are offered. */
const MOST_DECLARED = 1_000

export function columnOf(variable: Variable, dictionary: Dictionary): SpssColumn {
  return variable.width > 0 ? textColumn(variable, dictionary) : numberColumn(variable, dictionary)
}

function textColumn(variable: Variable, dictionary: Dictionary): SpssColumn {
  const text = textReader(variable, dictionary)
  const declared = new Declared()
  const told = new Set(variable.missing?.values.map((value) => dictionary.decoder.text(value)))
  return {
    read(row) {
      const value = text(row)
      if (told.size && told.has(value)) declared.see(value)
      return value
    },
    type: () => 'VARCHAR',
    declared: () => declared.list(),
    notes: () => []
  }
}

function numberColumn(variable: Variable, dictionary: Dictionary): SpssColumn {
  const { format, name } = variable
  const number = numberReader(variable, dictionary)
  const isDeclared = missingTest(variable, dictionary)
  const declared = new Declared()
  const kinds: Record<NumberKind, number> = { whole: 0, number: 0, day: 0, moment: 0, span: 0 }
  return {
    read(row) {
      const value = number(row)
      const kind = numberKind(value, format)
      const text = numberText(value, format, kind)
      if (kind) kinds[kind]++
      if (isDeclared && text !== null && isDeclared(value)) declared.see(text)
      return text
    },
    type: () => typeOfKinds(kinds, format),
    declared: () => declared.list(),
    notes: () => (typeOfKinds(kinds, format) === 'VARCHAR' ? [undatedNote(name, kinds)] : [])
  }
}

class Declared {
  private readonly rows = new Map<string, number>()

  see(text: string): void {
    if (this.rows.size < MOST_DECLARED || this.rows.has(text)) this.rows.set(text, (this.rows.get(text) ?? 0) + 1)
  }

  list(): MissingProposal[] {
    return [...this.rows].map(([text, rows]) => ({ text, rows })).sort((a, b) => b.rows - a.rows)
  }
}

/** SPSS keeps every number as a double: whole ones, days, moments and spans fit types of their own exactly. */
function typeOfKinds(kinds: Record<NumberKind, number>, format: number): string {
  const { whole, number, day, moment, span } = kinds
  const numbers = whole + number
  if (numbers + day + moment + span === 0) return TYPES[promisedKind(format)]
  if (numbers) return day + moment + span ? 'VARCHAR' : number ? 'DOUBLE' : 'BIGINT'
  return moment ? 'TIMESTAMP' : day ? 'DATE' : 'INTERVAL'
}

const TYPES: Record<NumberKind, string> = {
  whole: 'BIGINT',
  number: 'DOUBLE',
  day: 'DATE',
  moment: 'TIMESTAMP',
  span: 'INTERVAL'
}

function undatedNote(name: string, { whole, number }: Record<NumberKind, number>): LocalizedText {
  const count = countOf(
    whole + number,
    ['valeur n’est', 'valeurs ne sont'],
    ['value is no moment', 'values are no moments']
  )
  return {
    fr: `« ${name} » reste en texte : ${count.fr} pas un moment, malgré son format.`,
    en: `“${name}” stays text: ${count.en}, against its format.`
  }
}
