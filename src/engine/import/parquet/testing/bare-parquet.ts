/** A Parquet file without data that claims `rows` rows of one integer column: its footer, in Thrift's compact protocol. */
export function claimingParquet(rows: bigint): Buffer {
  const footer = Buffer.concat([
    field(1, 5), zigzag(1n), // version
    field(1, 9), Buffer.of(0x2c), // two schema elements
    field(4, 8), text('root'), field(1, 5), zigzag(1n), STOP, // name, number of children
    field(1, 5), zigzag(1n), field(2, 5), zigzag(0n), field(1, 8), text('a'), STOP, // INT32, required, name
    field(1, 6), zigzag(rows),
    field(1, 9), Buffer.of(0x0c), // no row groups
    STOP
  ]) // prettier-ignore
  const length = Buffer.alloc(4)
  length.writeUInt32LE(footer.length)
  return Buffer.concat([Buffer.from('PAR1'), footer, length, Buffer.from('PAR1')])
}

const STOP = Buffer.of(0)

/** A field header: steps from the field before it, and its type. */
function field(step: number, type: number): Buffer {
  return Buffer.of((step << 4) | type)
}

function text(value: string): Buffer {
  return Buffer.concat([Buffer.of(value.length), Buffer.from(value)])
}

function zigzag(value: bigint): Buffer {
  const bytes: number[] = []
  let rest = value * 2n
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128)
  return Buffer.of(...bytes, Number(rest))
}
