import { type DataType, Type } from 'apache-arrow'
import { booleanWord, valueWord } from '../boolean-word'
import { locale } from '../i18n'

/**
 * A value of an Arrow column as people read it: numbers by locale and exact (wide integers and decimals keep every
 * digit), truth values in words, dates in French with the day first and else in ISO order as in SQL, lists and structs in
 * brackets. Null is the caller's to show.
 */
export function cellText(value: unknown, type: DataType | null): string {
  if (value === null || value === undefined) return ''
  if (type?.typeId === Type.Decimal && ArrayBuffer.isView(value)) return decimalText(decimalOf(value), scaleOf(type))
  if (typeof value === 'boolean') return booleanWord(value)
  if (isInstant(type)) return dayFirst(instantText(value, type))
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'bigint') return groupedInteger(value)
  if (typeof value === 'string') return value
  return plainText(value, type)
}

/** The same for other programs: no grouping, decimal point, `true` and `false`, as SQL would write it. */
export function plainText(value: unknown, type: DataType | null): string {
  if (value === null || value === undefined) return ''
  if (type?.typeId === Type.Decimal && ArrayBuffer.isView(value)) return pointed(decimalOf(value), scaleOf(type))
  if (isInstant(type)) return instantText(value, type)
  if (value instanceof Date) return value.toISOString().replace('T', ' ').replace('.000Z', '').replace(' 00:00:00', '')
  if (value instanceof Uint8Array)
    return `\\x${Array.from(value.slice(0, 4096), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
  if (typeof value === 'object') return nestedText(value, type)
  return String(value)
}

/**
 * A value that the engine gives as SQL writes it, as the grid shows one of its family or DuckDB type: numbers by locale and
 * exact, truth values in words, dates as cells are; all else as it is.
 */
export function storedWord(value: string, type: string): string {
  if (/^(date|timestamp(_\w+)?|time(_ns)?)\b(?!.*\[)/i.test(type)) return dayFirst(value)
  if (/^boolean$/i.test(type)) return valueWord(value, true)
  const isNumber = type === 'number' || isNumericType(type)
  const [, sign, whole = '0', fraction] = (isNumber && /^(-?)(\d+)(?:\.(\d+))?$/.exec(value)) || []
  if (sign === undefined) return value
  const kept = fraction === undefined || fraction === '0' ? '' : separator() + fraction
  return (sign && '−') + groupedInteger(BigInt(whole)) + kept
}

/** An ISO day, or a day and time, as French reads it; years that have not four digits stay as they are. */
function dayFirst(iso: string): string {
  if (!locale().startsWith('fr')) return iso
  return iso
    .replace(/^(\d{4})-(\d\d)-(\d\d)(?=$| )(?!.*\(BC\))/, '$3/$2/$1')
    .replace(/(\d\d:\d\d:\d\d)\.(\d+)/, '$1,$2')
}

/** True for columns that are read down their right edge. */
export function isNumericType(sqlType: string): boolean {
  return /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|REAL|DECIMAL|NUMERIC)\b(?!.*\[)/i.test(sqlType)
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  const [mantissa = '', exponent] = String(value).split('e')
  if (exponent !== undefined) return mantissa.replace('.', separator()) + 'e' + exponent
  const [whole = '0', fraction] = mantissa.split('.')
  const sign = Object.is(value, -0) || whole.startsWith('-') ? '−' : ''
  const head = groupedInteger(BigInt(whole.replace('-', '')))
  return sign + (fraction === undefined ? head : head + separator() + fraction)
}

function decimalText(unscaled: bigint, scale: number): string {
  const [whole = '0', fraction] = pointed(unscaled < 0n ? -unscaled : unscaled, scale).split('.')
  const head = groupedInteger(BigInt(whole))
  return (unscaled < 0n ? '−' : '') + (fraction === undefined ? head : head + separator() + fraction)
}

/** Groups of three from five digits on, so that a year stays a year. */
function groupedInteger(value: bigint): string {
  return new Intl.NumberFormat(locale(), { useGrouping: 'min2' }).format(value).replace('-', '−')
}

function separator(): string {
  return locale().startsWith('fr') ? ',' : '.'
}

function pointed(unscaled: bigint, scale: number): string {
  if (scale === 0) return String(unscaled)
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0')
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** A decimal's bits, little end first in 32-bit words, two's complement. */
function decimalOf(value: ArrayBufferView): bigint {
  const words = new Uint32Array(value.buffer, value.byteOffset, value.byteLength / 4)
  let bits = 0n
  for (let place = words.length - 1; place >= 0; place--) bits = (bits << 32n) | BigInt(words[place]!)
  return BigInt.asIntN(words.length * 32, bits)
}

function scaleOf(type: DataType): number {
  return 'scale' in type && typeof type.scale === 'number' ? type.scale : 0
}

function isInstant(type: DataType | null): type is DataType {
  return type !== null && [Type.Date, Type.Timestamp, Type.Time].includes(type.typeId)
}

/** Dates and timestamps come as milliseconds (or a Date), times in the unit of their type. */
function instantText(value: unknown, type: DataType): string {
  if (type.typeId === Type.Time) return timeText(Number(value), unitsASecond(type))
  const microseconds = Math.round((value instanceof Date ? value.getTime() : Number(value)) * 1000)
  const seconds = Math.floor(microseconds / 1e6)
  const date = new Date(seconds * 1000)
  if (Number.isNaN(date.getTime())) return String(value)
  const [day = '', time = ''] = date.toISOString().split('T')
  if (type.typeId === Type.Date) return day
  const fraction = String(microseconds - seconds * 1e6)
    .padStart(6, '0')
    .replace(/0+$/, '')
  const zone = 'timezone' in type && type.timezone ? 'Z' : ''
  return `${day} ${time.slice(0, 8)}${fraction && '.'}${fraction}${zone}`
}

function timeText(value: number, units: number): string {
  const seconds = Math.floor(value / units)
  const fraction = value % units
  const two = (part: number): string => String(part).padStart(2, '0')
  const tail = fraction ? `.${String(fraction).padStart(Math.log10(units), '0').replace(/0+$/, '')}` : ''
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}${tail}`
}

function unitsASecond(type: DataType): number {
  return 'unit' in type && typeof type.unit === 'number' ? 1000 ** type.unit : 1
}

/** Lists, structs and maps: their parts in order, bounded. */
function nestedText(value: object, type: DataType | null): string {
  if (Symbol.iterator in value && typeof value[Symbol.iterator] === 'function') {
    const children = type?.children?.[0]?.type ?? null
    const parts: string[] = []
    for (const item of value as Iterable<unknown>) {
      if (parts.length >= 200) return `[${parts.join(', ')}, …]`
      parts.push(part(item, type, children))
    }
    return type?.typeId === Type.Struct || type?.typeId === Type.Map ? `{${parts.join(', ')}}` : `[${parts.join(', ')}]`
  }
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner))
}

function part(item: unknown, type: DataType | null, child: DataType | null): string {
  if (Array.isArray(item) && (type?.typeId === Type.Struct || type?.typeId === Type.Map)) {
    const [name, inner] = item as [unknown, unknown]
    const field = type.children.find((candidate) => candidate.name === name)
    return `${String(name)}: ${inner === null ? 'null' : plainText(inner, field?.type ?? null)}`
  }
  return item === null ? 'null' : plainText(item, child)
}
