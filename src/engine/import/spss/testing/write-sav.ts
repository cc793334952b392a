import { deflateSync } from 'node:zlib'

export interface WrittenVariable {
  /** At most eight bytes. */
  name: string
  longName?: string
  /** Bytes of a text; a number without it. */
  width?: number
  label?: string
  /** The number of a print format; F or A without it. */
  format?: number
  /** Negative count: a range first. */
  missing?: { count: number; values: (number | string)[] }
  labels?: [value: number | string, label: string][]
}

export interface WrittenSav {
  variables: WrittenVariable[]
  /** Null is the system's missing value. */
  rows: (number | string | null)[][]
  compression?: 0 | 1 | 2
  big?: boolean
  /** Of texts and of the dictionary; latin1 stands for Windows-1252. */
  encoding?: 'utf8' | 'latin1'
  /** The encoding record; none where null. */
  stated?: string | null
  characterCode?: number
  cases?: number
  weight?: number
}

/** An SPSS system file, by PSPP's description of the format; enough of it to try a reader on. */
export function writeSav(sav: WrittenSav): Buffer {
  const { variables, rows, compression = 1, encoding = 'utf8', stated = 'UTF-8' } = sav
  const out = new Writer(sav.big ?? false, encoding)
  const pieces = variables.map((variable) => piecesOf(variable.width ?? 0))
  const elements = pieces.map((widths) => widths.reduce((sum, width) => sum + elementsOf(width), 0))
  out.text(compression === 2 ? '$FL3' : '$FL2', 4).text('@(#) SPSS DATA FILE test', 60)
  out.int(2, -1, compression, sav.weight ?? 0, sav.cases ?? rows.length).double(100)
  out.text('01 Jan 24', 9).text('10:00:00', 8).text('', 64).bytes(Buffer.alloc(3))
  variables.forEach((variable, index) => writeVariable(out, variable, pieces[index]!))
  let element = 1
  variables.forEach(({ labels, width = 0 }, index) => {
    if (labels && width <= 8) {
      out.int(3, labels.length)
      for (const [value, label] of labels) {
        const bytes = Buffer.from(label, encoding)
        out.value(value, 8).bytes(Buffer.of(bytes.length), bytes, Buffer.alloc((8 - ((bytes.length + 1) % 8)) % 8))
      }
      out.int(4, 1, element)
    }
    element += elements[index]!
  })
  const long = variables.filter(({ longName }) => longName)
  if (long.length) out.extension(13, long.map(({ name, longName }) => `${name}=${longName}`).join('\t'))
  const veryLong = variables.filter(({ width = 0 }) => width > 255)
  if (veryLong.length)
    out.extension(14, veryLong.map(({ name, width }) => `${name}=${String(width).padStart(5, '0')}\0\t`).join(''))
  if (sav.characterCode !== undefined) {
    out.int(7, 3, 4, 8, 1, 2, 3, -1, 1, compression, sav.big ? 1 : 2, sav.characterCode)
  }
  if (stated !== null) out.extension(20, stated)
  out.int(999, 0)

  const cases = new Writer(sav.big ?? false, encoding)
  for (const row of rows) row.forEach((value, index) => writeValue(cases, value, variables[index]!, pieces[index]!))
  const data = compression === 0 ? cases.joined() : commanded(cases.joined(), variables, pieces, sav.big ?? false)
  if (compression < 2) return Buffer.concat([out.joined(), data])
  return Buffer.concat([out.joined(), zlibbed(data, out.joined().length, sav.big ?? false)])
}

class Writer {
  private readonly parts: Buffer[] = []

  constructor(
    private readonly big: boolean,
    readonly encoding: 'utf8' | 'latin1'
  ) {}

  bytes(...bytes: Buffer[]): this {
    this.parts.push(...bytes)
    return this
  }

  int(...values: number[]): this {
    for (const value of values) {
      const bytes = Buffer.alloc(4)
      if (this.big) bytes.writeInt32BE(value)
      else bytes.writeInt32LE(value)
      this.parts.push(bytes)
    }
    return this
  }

  long(...values: number[]): this {
    for (const value of values) {
      const bytes = Buffer.alloc(8)
      if (this.big) bytes.writeBigInt64BE(BigInt(value))
      else bytes.writeBigInt64LE(BigInt(value))
      this.parts.push(bytes)
    }
    return this
  }

  double(value: number): this {
    const bytes = Buffer.alloc(8)
    if (this.big) bytes.writeDoubleBE(value)
    else bytes.writeDoubleLE(value)
    return this.bytes(bytes)
  }

  /** A text in `length` bytes, cut or filled up with blanks. */
  text(value: string, length: number): this {
    return this.bytes(filled(Buffer.from(value, this.encoding), length))
  }

  value(value: number | string, length: number): this {
    return typeof value === 'number' ? this.double(value) : this.text(value, length)
  }

  extension(subtype: number, body: string): this {
    const bytes = Buffer.from(body, this.encoding)
    return this.int(7, subtype, 1, bytes.length).bytes(bytes)
  }

  joined(): Buffer {
    return Buffer.concat(this.parts)
  }
}

/** Declared widths of a variable's pieces. */
function piecesOf(width: number): number[] {
  if (width <= 255) return [width]
  const count = Math.ceil(width / 252)
  return [...Array<number>(count - 1).fill(255), width - 252 * (count - 1)]
}

function elementsOf(width: number): number {
  return Math.max(1, Math.ceil(width / 8))
}

function writeVariable(out: Writer, variable: WrittenVariable, pieces: number[]): void {
  pieces.forEach((width, piece) => {
    const { label, missing } = piece === 0 ? variable : {}
    const format = ((variable.format ?? (width ? 1 : 5)) << 16) | (Math.max(8, width) << 8)
    out.int(2, width, label === undefined ? 0 : 1, missing?.count ?? 0, format, format)
    out.text(piece === 0 ? variable.name : `${variable.name.slice(0, 5)}${piece}`, 8)
    if (label !== undefined) {
      const bytes = Buffer.from(label, out.encoding)
      out.int(bytes.length).bytes(bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4))
    }
    for (const value of missing?.values ?? []) out.value(value, 8)
    for (let more = elementsOf(width); more > 1; more--) out.int(2, -1, 0, 0, 0, 0).text('', 8)
  })
}

function writeValue(
  out: Writer,
  value: number | string | null,
  { width = 0 }: WrittenVariable,
  pieces: number[]
): void {
  if (width === 0) {
    out.double((value as number | null) ?? -Number.MAX_VALUE)
    return
  }
  const bytes = filled(Buffer.from(String(value ?? ''), out.encoding), width)
  pieces.forEach((piece, index) => {
    const from = index * 255
    out.bytes(filled(bytes.subarray(from, Math.min(from + 255, width)), elementsOf(piece) * 8))
  })
}

function filled(bytes: Buffer, length: number): Buffer {
  return Buffer.concat([bytes.subarray(0, length), Buffer.alloc(Math.max(0, length - bytes.length), 0x20)])
}

/** Elements by command codes. */
function commanded(data: Buffer, variables: WrittenVariable[], pieces: number[][], big: boolean): Buffer {
  const numeric = pieces.flatMap((widths, index) =>
    widths.flatMap((width) => Array<boolean>(elementsOf(width)).fill(!variables[index]!.width))
  )
  const out: Buffer[] = []
  let codes: number[] = []
  let literals: Buffer[] = []
  const flush = (): void => {
    out.push(Buffer.from([...codes, ...Array<number>(8 - codes.length).fill(0)]), ...literals)
    codes = []
    literals = []
  }
  for (let at = 0; at < data.length; at += 8) {
    const element = data.subarray(at, at + 8)
    const code = codeOf(element, numeric[(at / 8) % numeric.length] ?? false, big)
    codes.push(code)
    if (code === 253) literals.push(element)
    if (codes.length === 8) flush()
  }
  codes.push(252)
  flush()
  return Buffer.concat(out)
}

function codeOf(element: Buffer, numeric: boolean, big: boolean): number {
  if (!numeric) return element.equals(Buffer.alloc(8, 0x20)) ? 254 : 253
  const value = big ? element.readDoubleBE() : element.readDoubleLE()
  if (value === -Number.MAX_VALUE) return 255
  return Number.isInteger(value) && value >= -99 && value <= 151 ? value + 100 : 253
}

/** Command codes inside zlib, in two blocks. */
function zlibbed(data: Buffer, at: number, big: boolean): Buffer {
  const cut = Math.floor(data.length / 2) + 3
  const blocks = [data.subarray(0, cut), data.subarray(cut)].map((block) => ({
    size: block.length,
    packed: deflateSync(block)
  }))
  const out = new Writer(big, 'latin1')
  const trailer = at + 24 + blocks.reduce((sum, { packed }) => sum + packed.length, 0)
  out.long(at, trailer, 24 + 24 * blocks.length).bytes(...blocks.map(({ packed }) => packed))
  out.long(-100, 0).int(0x3ff000, blocks.length)
  let [plain, place] = [at, at + 24]
  for (const { size, packed } of blocks) {
    out.long(plain, place).int(size, packed.length)
    plain += size
    place += packed.length
  }
  return out.joined()
}
