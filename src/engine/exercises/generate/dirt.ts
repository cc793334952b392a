import type { Random } from '../../stats/random'
import type { ColumnSpec, Dirt } from '../spec-exports'
import { formatDate } from './dates'
import { misread } from './encode'
import type { FaultKind, Value } from './model'
import { misspell, unaccent } from './style'

/** A cell about to be written: its clean value, its text, its column, and the clean row by column name. */
export type Cell = { value: Value; text: string; column: ColumnSpec; valueOf: (column: string) => Value }

/** Soils a cell: returns its new text, or null where this dirt makes no sense or changes nothing. */
export function soil(dirt: Dirt, cell: Cell, random: Random): string | null {
  const soiled = soilText(dirt, cell, random)
  return soiled === cell.text ? null : soiled
}

/** The name under which a dirt is known in the key. */
export function faultOf(dirt: Dirt): FaultKind {
  return dirt.kind === 'replace' || dirt.kind === 'scale' ? dirt.fault : dirt.kind
}

/** Another way of writing the same name: capitals, no accents, or a slip. */
export function alterName(text: string, random: Random): string {
  const manner = random.below(3)
  if (manner === 0) return text.toUpperCase()
  if (manner === 1) return unaccent(text) === text ? misspell(text, random) : unaccent(text)
  return misspell(text, random)
}

function soilText(dirt: Dirt, { value, text, column, valueOf }: Cell, random: Random): string | null {
  if (text === '') return null
  switch (dirt.kind) {
    case 'replace':
      return random.pick(dirt.values)
    case 'variant':
      return Object.hasOwn(dirt.values, text) ? random.pick(dirt.values[text]!) : null
    case 'space':
      return random.pick([`${text} `, `${text}  `, ` ${text}`])
    case 'typo':
      return misspell(text, random)
    case 'lost_zero':
      return /^0\d/.test(text) ? text.slice(1) : null
    case 'mojibake':
      return misread(text)
    case 'date_shape':
      return typeof value === 'number' ? formatDate(value, random.pick(dirt.shapes)) : null
    case 'number_shape':
      return text.replace(',', '.')
    case 'suffix':
      return text + dirt.suffix
    case 'scale':
      return typeof value === 'number' && value !== 0 ? `${Math.round(value * dirt.factor)}${dirt.suffix}` : null
    case 'before': {
      const reference = valueOf(dirt.reference)
      if (typeof reference !== 'number' || !column.date) return null
      return formatDate(reference - 5 - random.below(600), column.date)
    }
    case 'orphan':
      return dirt.prefix + String(random.below(100_000)).padStart(5, '0')
  }
}
