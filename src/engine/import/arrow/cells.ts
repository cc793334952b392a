import { DataType, type Data, type Vector } from 'apache-arrow'
import { scalarText } from './scalars'
import { offsetsWithin, within } from './within'

/** The values of one column of a batch. `json` is the form inside a list or struct. */
export interface Cells {
  /** Null where the value is missing. */
  text(index: number): string | null
  json(index: number): string
}

/**
 * Readers of a column's values as text, in DuckDB's own forms; lists and structs as JSON, dictionaries as what they stand for.
 * Every offset is checked against the bytes there are. Throws on a damaged column.
 */
export function cellsOf(data: Data, length = data.length): Cells {
  within(data.length >= length)
  const { nullBitmap } = data
  if (nullBitmap?.length) within(nullBitmap.length * 8 >= length)
  const present = (index: number): boolean =>
    !nullBitmap?.length || (nullBitmap[index >> 3]! & (1 << (index & 7))) !== 0
  const cells = valuesOf(data, length)
  return {
    text: (index) => (present(index) ? cells.text(index) : null),
    json: (index) => (present(index) ? cells.json(index) : 'null')
  }
}

function valuesOf(data: Data, length: number): Cells {
  const { type } = data
  if (DataType.isNull(type)) return { text: () => null, json: () => 'null' }
  if (DataType.isDictionary(type)) return dictionaryCells(data, length)
  if (DataType.isList(type)) return listCells(data, length)
  if (DataType.isFixedSizeList(type)) return fixedListCells(data, length, type.listSize)
  if (DataType.isStruct(type)) {
    return structCells(
      data,
      length,
      type.children.map(({ name }) => name)
    )
  }
  if (DataType.isMap(type)) return mapCells(data, length)
  if (DataType.isUnion(type)) return unionCells(data, length)
  const { text, bare } = scalarText(data, length)
  return {
    text,
    json: (index) => {
      const shown = text(index)
      return bare && !/[in]/i.test(shown) ? shown : JSON.stringify(shown)
    }
  }
}

function dictionaryCells(data: Data, length: number): Cells {
  const keys = data.values as ArrayLike<number | bigint>
  within(keys.length >= length && data.dictionary !== undefined)
  const entries = vectorCells(data.dictionary as Vector)
  const texts: (string | null | undefined)[] = []
  const keyAt = (index: number): number => {
    const key = Number(keys[index])
    within(key >= 0 && key < entries.length)
    return key
  }
  return {
    text(index) {
      const key = keyAt(index)
      const known = texts[key]
      return known === undefined ? (texts[key] = entries.text(key)) : known
    },
    json: (index) => entries.json(keyAt(index))
  }
}

/** A dictionary may have grown in pieces. */
function vectorCells(vector: Vector): Cells & { length: number } {
  const pieces: { cells: Cells; from: number; to: number }[] = []
  let from = 0
  for (const data of vector.data) {
    pieces.push({ cells: cellsOf(data), from, to: from + data.length })
    from += data.length
  }
  const pieceOf = (index: number) => pieces.find(({ to }) => index < to)!
  return {
    length: from,
    text(index) {
      const { cells, from } = pieceOf(index)
      return cells.text(index - from)
    },
    json(index) {
      const { cells, from } = pieceOf(index)
      return cells.json(index - from)
    }
  }
}

function listCells(data: Data, length: number): Cells {
  const offsets = offsetsWithin(data, length, data.children[0]!.length)
  const items = cellsOf(data.children[0]!)
  return jsonCells((index) =>
    joined('[', Number(offsets[index]), Number(offsets[index + 1]), ']', (item) => items.json(item))
  )
}

function fixedListCells(data: Data, length: number, size: number): Cells {
  within(size >= 0 && data.children[0]!.length >= size * length)
  const items = cellsOf(data.children[0]!)
  return jsonCells((index) => joined('[', index * size, (index + 1) * size, ']', (item) => items.json(item)))
}

function structCells(data: Data, length: number, names: string[]): Cells {
  const fields = data.children.map((child, index) => ({
    name: JSON.stringify(names[index] || ''),
    cells: cellsOf(child, length)
  }))
  return jsonCells((index) => `{${fields.map(({ name, cells }) => `${name}:${cells.json(index)}`).join(',')}}`)
}

/** A map as an object; keys that are no text become text. */
function mapCells(data: Data, length: number): Cells {
  const [keyData, valueData] = data.children[0]!.children
  within(keyData !== undefined && valueData !== undefined)
  const [keys, values] = [cellsOf(keyData!), cellsOf(valueData!)]
  const offsets = offsetsWithin(data, length, Math.min(keyData!.length, valueData!.length))
  const entry = (item: number): string => `${JSON.stringify(keys.text(item) ?? 'null')}:${values.json(item)}`
  return jsonCells((index) => joined('{', Number(offsets[index]), Number(offsets[index + 1]), '}', entry))
}

function unionCells(data: Data, length: number): Cells {
  const { typeIds, valueOffsets, type } = data
  within(typeIds.length >= length)
  const dense = valueOffsets !== undefined && DataType.isDenseUnion(type)
  if (dense) within(valueOffsets.length >= length)
  const children = data.children.map((child) => ({ cells: cellsOf(child), length: child.length }))
  const places = (type as unknown as { typeIdToChildIndex: Record<number, number> }).typeIdToChildIndex
  const locate = (index: number): { cells: Cells; item: number } => {
    const child = children[places[typeIds[index]!]!]
    const item = dense ? Number(valueOffsets[index]) : index
    within(child !== undefined && item >= 0 && item < child.length)
    return { cells: child!.cells, item }
  }
  return {
    text(index) {
      const { cells, item } = locate(index)
      return cells.text(item)
    },
    json(index) {
      const { cells, item } = locate(index)
      return cells.json(item)
    }
  }
}

function jsonCells(json: (index: number) => string): Cells {
  return { text: json, json }
}

function joined(open: string, from: number, to: number, close: string, item: (index: number) => string): string {
  let text = open
  for (let index = from; index < to; index++) text += (index === from ? '' : ',') + item(index)
  return text + close
}
