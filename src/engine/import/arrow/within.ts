import type { Data } from 'apache-arrow'

/** Throws where an Arrow column claims more than its bytes hold; the reader tells it as damage. */
export function within(holds: boolean): void {
  if (!holds) throw new RangeError('column beyond its bytes')
}

/**
 * The offsets of a column of texts, bytes, lists or maps, which never go back nor beyond `most`, also under missing values:
 * else many rows could claim the same bytes, and a small file grow without end. Throws RangeError.
 */
export function offsetsWithin(data: Data, length: number, most: number): ArrayLike<number | bigint> {
  const offsets = data.valueOffsets as ArrayLike<number | bigint>
  // A dictionary comes again with each batch.
  if ((checked.get(data) ?? 0) >= length) return offsets
  within(offsets.length > length && offsets[0]! >= 0 && offsets[length]! <= most)
  for (let index = 0; index < length; index++) within(offsets[index]! <= offsets[index + 1]!)
  checked.set(data, length)
  return offsets
}

/** Columns whose offsets were checked, and for how many values. */
const checked = new WeakMap<Data, number>()
