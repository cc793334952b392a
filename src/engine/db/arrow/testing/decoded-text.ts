import { DataType, type Data, type Field } from 'apache-arrow'
import { clock } from '../clock'
import {
  blobText,
  dateText,
  decimalText,
  doubleText,
  floatText,
  quoted,
  quotedInside,
  timestampText
} from '../value-text'

/** An item decoded from Arrow, in the words of DuckDB's cast to VARCHAR; null where it is missing. */
export function decodedText(field: Field, data: Data, item: number): string | null {
  const { type } = field
  if (DataType.isUnion(type)) {
    const member = data.typeIds[item]!
    const isNull = member === type.children.length - 1
    return isNull ? null : (decodedText(type.children[member]!, data.children[member]!, item) ?? 'NULL')
  }
  if (!data.getValid(item)) return null
  if (isNested(type)) return nestedText(type, data, item)
  return scalarText(field, data, item)
}

function scalarText(field: Field, data: Data, item: number): string {
  const { type } = field
  const values = data.values
  if (DataType.isBool(type)) return String((values[item >> 3] & (1 << (item & 7))) !== 0)
  if (DataType.isFloat(type)) return type.precision === 1 ? floatText(values[item]) : doubleText(values[item])
  if (DataType.isDecimal(type))
    return decimalText(integerOf(values, item, type.bitWidth / 32), type.precision, type.scale)
  if (DataType.isDate(type)) return dateText(values[item])
  if (DataType.isTime(type)) return clock(values[item], type.unit * 3)
  if (DataType.isTimestamp(type)) return timestampText(values[item], type.unit * 3, type.timezone ? '+00' : '')
  if (DataType.isUtf8(type))
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytesOf(data, item))
  if (DataType.isBinary(type)) return blobText(bytesOf(data, item))
  if (DataType.isDictionary(type)) return String(data.dictionary!.get(values[item]))
  return String(values[item])
}

function nestedText(type: DataType, data: Data, item: number): string {
  if (DataType.isStruct(type)) {
    const members = type.children.map((field, index) => ({
      name: field.name,
      text: inside(field, data.children[index]!, item)
    }))
    return members.every(({ name }) => name === '')
      ? `(${members.map(({ text }) => text).join(', ')})`
      : `{${members.map(({ name, text }) => `${quoted(name)}: ${text}`).join(', ')}}`
  }
  const [from, to] = DataType.isFixedSizeList(type)
    ? [item * type.listSize, (item + 1) * type.listSize]
    : [data.valueOffsets[item]!, data.valueOffsets[item + 1]!]
  const places = Array.from({ length: to - from }, (_, index) => from + index)
  const field = type.children[0]!
  const child = data.children[0]!
  // DuckDB quotes nothing directly inside a fixed-size array.
  if (DataType.isFixedSizeList(type))
    return `[${places.map((place) => decodedText(field, child, place) ?? 'NULL').join(', ')}]`
  if (!DataType.isMap(type)) return `[${places.map((place) => inside(field, child, place)).join(', ')}]`
  const [key, value] = field.type.children as [Field, Field]
  const entries = places.map(
    (place) => `${inside(key, child.children[0]!, place)}=${inside(value, child.children[1]!, place)}`
  )
  return `{${entries.join(', ')}}`
}

function inside(field: Field, data: Data, item: number): string {
  const text = decodedText(field, data, item)
  if (text === null) return 'NULL'
  return isNested(field.type) || DataType.isUnion(field.type) ? text : quotedInside(text)
}

function isNested(type: DataType): boolean {
  return DataType.isList(type) || DataType.isFixedSizeList(type) || DataType.isStruct(type) || DataType.isMap(type)
}

function bytesOf(data: Data, item: number): Uint8Array {
  return data.values.subarray(data.valueOffsets[item], data.valueOffsets[item + 1])
}

function integerOf(words: Uint32Array, item: number, count: number): bigint {
  let value = 0n
  for (let word = count - 1; word >= 0; word--) value = (value << 32n) | BigInt(words[item * count + word]!)
  return BigInt.asIntN(count * 32, value)
}
