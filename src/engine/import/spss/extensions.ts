import { bytesOf, Fields } from './bytes'

/** What the extension records say, undecoded: the encoding may be told last. Short names come by `keyOf`. */
export interface Extensions {
  characterCode?: number
  encoding?: string
  cases?: number
  longNames: Map<string, Buffer>
  /** Bytes of texts beyond 255. */
  veryLong: Map<string, number>
  longLabels: { variable: Buffer; labels: { value: Buffer; label: Buffer }[] }[]
  longMissing: { variable: Buffer; values: Buffer[] }[]
}

const LARGEST = 256 * 1024 * 1024
const MOST = 10_000_000

/** Reads one extension record; those without a bearing on the values are passed over. */
export function readExtension(fields: Fields, into: Extensions): void {
  const subtype = fields.int()
  const size = fields.count(LARGEST)
  const length = size * fields.count(LARGEST)
  if (length > LARGEST) throw new RangeError('length of a record')
  const body = fields.kept(length)
  const record = new Fields(bytesOf(body), fields.little)
  if (subtype === 3 && length >= 32) {
    record.raw(28)
    into.characterCode = record.int()
  } else if (subtype === 13) {
    for (const [short, long] of pairs(body)) into.longNames.set(short, long)
  } else if (subtype === 14) {
    for (const [short, width] of pairs(body)) into.veryLong.set(short, veryLongWidth(width))
  } else if (subtype === 16 && length >= 16) {
    record.long()
    into.cases = record.long()
  } else if (subtype === 20) into.encoding = body.toString('latin1').trim()
  else if (subtype === 21) readLongLabels(record, body.length, into)
  else if (subtype === 22) readLongMissing(record, body.length, into)
}

/** A short name as a key: its bytes, whatever their encoding, without the blanks that fill it up. */
export function keyOf(shortName: Uint8Array): string {
  return Buffer.from(shortName).toString('latin1').trimEnd()
}

/** `SHORT=value`, parted by tabs; widths end in a NUL. */
function pairs(body: Buffer): [short: string, value: Buffer][] {
  const found: [string, Buffer][] = []
  for (let from = 0; from < body.length;) {
    const tab = body.indexOf(9, from)
    const end = tab < 0 ? body.length : tab
    const equals = body.indexOf(61, from)
    if (equals > from && equals < end) {
      found.push([keyOf(body.subarray(from, equals)), body.subarray(equals + 1, end)])
    }
    from = end + 1
  }
  return found
}

function veryLongWidth(text: Buffer): number {
  const width = Number.parseInt(text.toString('latin1'), 10)
  if (!(width >= 0 && width <= 32_767)) throw new RangeError('width of a long text')
  return width
}

function readLongLabels(record: Fields, length: number, into: Extensions): void {
  for (let left = length; left > 0;) {
    const variable = record.kept(record.count(MOST))
    record.int()
    const count = record.count(MOST)
    left -= 12 + variable.length
    const labels: { value: Buffer; label: Buffer }[] = []
    for (let index = 0; index < count; index++) {
      const value = record.kept(record.count(MOST))
      const label = record.kept(record.count(MOST))
      labels.push({ value, label })
      left -= 8 + value.length + label.length
    }
    into.longLabels.push({ variable, labels })
  }
}

function readLongMissing(record: Fields, length: number, into: Extensions): void {
  for (let left = length; left > 0;) {
    const variable = record.kept(record.count(MOST))
    const count = record.raw(1).readUInt8()
    const size = record.count(MOST)
    const values = Array.from({ length: count }, () => record.kept(size))
    into.longMissing.push({ variable, values })
    left -= 9 + variable.length + count * size
  }
}
