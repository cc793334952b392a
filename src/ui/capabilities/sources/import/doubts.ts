import type { ColumnReading, TextReading } from '../../../../contract'
import { isDoubtful, withoutDoubt } from './readings'

/** A column whose values can be read in two ways, with both, the one in force first. */
export type Doubt = { column: ColumnReading; place: number; ways: readonly [TextReading, TextReading] }

/** Columns of which the values leave open how they are read: days and months, or thousands and decimals. */
export function doubtsOf(columns: readonly ColumnReading[]): Doubt[] {
  return columns.flatMap((column, place) => {
    const { reading } = column
    if (!reading || !isDoubtful(column)) return []
    const other = otherWay(reading)
    return other ? [{ column, place, ways: [withoutDoubt(reading), other] as const }] : []
  })
}

/** True where day and month are in doubt, rather than the mark of a number. */
export function isOfDays({ ways: [reading] }: Doubt): boolean {
  return reading.kind === 'date' || reading.kind === 'timestamp'
}

/** True for a reading that puts the day before the month. */
export function isDayFirst(reading: TextReading): boolean {
  const shapes = 'shapes' in reading ? reading.shapes : []
  const shape = shapes.find((one) => /%d.*%m|%m.*%d/.test(one)) ?? ''
  return shape.indexOf('%d') < shape.indexOf('%m')
}

/** A value that shows what is at stake: one that the two ways read differently, else any. */
export function tellingValue(values: readonly (string | null)[]): string | null {
  const present = values.filter((value) => value !== null && value.trim() !== '')
  const differs = (value: string): boolean => {
    const [first = 0, second = 0] = (value.match(/\d+/g) ?? []).map(Number)
    return first !== second && first <= 12 && second <= 12
  }
  return present.find((value) => value !== null && differs(value)) ?? present[0] ?? null
}

function otherWay(reading: TextReading): TextReading | null {
  switch (reading.kind) {
    case 'date':
    case 'timestamp':
      return { ...withoutDoubt(reading), kind: reading.kind, shapes: reading.shapes.map(swapped) }
    case 'integer':
      return reading.grouping === '.' || reading.grouping === ','
        ? { kind: 'number', decimal: reading.grouping, grouping: '', unit: null }
        : null
    case 'number':
      return reading.unit === null
        ? { kind: 'integer', grouping: reading.decimal }
        : { ...withoutDoubt(reading), kind: 'number', decimal: swappedMark(reading.decimal), grouping: reading.decimal, unit: reading.unit } // prettier-ignore
    default:
      return null
  }
}

function swappedMark(mark: '.' | ','): '.' | ',' {
  return mark === '.' ? ',' : '.'
}

/** Day and month change places where both are figures; a month by name stays. */
function swapped(shape: string): string {
  if (!shape.includes('%d') || !shape.includes('%m')) return shape
  return shape.replace(/%[dm]/g, (field) => (field === '%d' ? '%m' : '%d'))
}
