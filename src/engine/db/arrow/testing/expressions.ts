import fc from 'fast-check'
import { clock } from '../clock'
import { dateText, decimalText } from '../value-text'

/** A DuckDB type and SQL expressions of that type, never null. */
export interface TypeCase {
  type: string
  values: fc.Arbitrary<string>
}

const INT64 = 2n ** 63n

/** An SQL text literal. */
export function literal(text: string): string {
  return `'${text.replaceAll(`'`, `''`)}'`
}

/** Scalar types, extremes included. */
export const scalars: TypeCase[] = [
  { type: 'BOOLEAN', values: fc.constantFrom('true', 'false') },
  integer('TINYINT', -128n, 127n),
  integer('SMALLINT', -32_768n, 32_767n),
  integer('INTEGER', -(2n ** 31n), 2n ** 31n - 1n),
  integer('BIGINT', -INT64, INT64 - 1n),
  integer('HUGEINT', -(2n ** 127n), 2n ** 127n - 1n),
  integer('UTINYINT', 0n, 255n),
  integer('USMALLINT', 0n, 65_535n),
  integer('UINTEGER', 0n, 2n ** 32n - 1n),
  integer('UBIGINT', 0n, 2n ** 64n - 1n),
  integer('UHUGEINT', 0n, 2n ** 128n - 1n),
  integer('BIGNUM', -(10n ** 400n), 10n ** 400n),
  {
    type: 'FLOAT',
    values: cast(
      'FLOAT',
      fc.oneof(
        fc.float().map(numberText),
        fc.constantFrom('3.4028234663852886e38', '1e-45', '1e16', '-0.0', 'inf', '-inf', 'nan')
      )
    )
  },
  {
    type: 'DOUBLE',
    values: cast(
      'DOUBLE',
      fc.oneof(
        fc.double().map(numberText),
        fc.constantFrom(
          '1.7976931348623157e308',
          '5e-324',
          '9999999999999998',
          '1e16',
          '0.0001',
          '0.00001',
          '-0.0',
          'inf',
          '-inf',
          'nan'
        )
      )
    )
  },
  ...[
    [1, 0],
    [4, 1],
    [4, 4],
    [5, 2],
    [9, 9],
    [12, 2],
    [18, 0],
    [18, 18],
    [19, 3],
    [38, 0],
    [38, 10],
    [38, 38]
  ].map(([width, scale]) => decimal(width!, scale!)),
  { type: 'VARCHAR', values: texts().map(textLiteral) },
  { type: 'JSON', values: fc.json().map((json) => `${textLiteral(json)}::JSON`) },
  { type: 'BLOB', values: fc.uint8Array({ maxLength: 40 }).map(blobLiteral) },
  {
    type: 'BIT',
    values: cast(
      'BIT',
      fc.array(fc.constantFrom('0', '1'), { minLength: 1, maxLength: 200 }).map((bits) => bits.join(''))
    )
  },
  {
    type: 'UUID',
    values: cast(
      'UUID',
      fc.oneof(
        fc.uuid(),
        fc.constantFrom(
          '00000000-0000-0000-0000-000000000000',
          'ffffffff-ffff-ffff-ffff-ffffffffffff',
          '80000000-0000-0000-0000-000000000000'
        )
      )
    )
  },
  {
    type: `ENUM('oui', 'non', '', 'peut-être, « sans avis »')`,
    values: fc
      .constantFrom('oui', 'non', '', 'peut-être, « sans avis »')
      .map((text) => `${literal(text)}::ENUM('oui', 'non', '', 'peut-être, « sans avis »')`)
  },
  {
    type: 'DATE',
    values: cast(
      'DATE',
      fc.oneof(
        fc.integer({ min: -(2 ** 31) + 2, max: 2 ** 31 - 2 }).map(dateText),
        fc.constantFrom(
          'infinity',
          '-infinity',
          '0001-01-01',
          '9999-12-31',
          '0001-12-31 (BC)',
          '2000-02-29',
          '1900-03-01',
          '5881580-07-10',
          '5877642-06-25 (BC)'
        )
      )
    )
  },
  {
    type: 'TIME',
    values: cast(
      'TIME',
      micros(0n, 86_400_000_000n).map((units) => clock(units, 6))
    )
  },
  {
    type: 'TIME_NS',
    values: cast(
      'TIME_NS',
      micros(0n, 86_399_999_999_999n).map((units) => clock(units, 9))
    )
  },
  {
    type: 'TIME WITH TIME ZONE',
    values: fc
      .tuple(micros(0n, 86_400_000_000n), offsets())
      .map(
        ([units, offset]) =>
          `'${clock(units, 6)}${offset < 0 ? '-' : '+'}${clock(BigInt(Math.abs(offset)), 0)}'::TIMETZ`
      )
  },
  timestamp('TIMESTAMP_S'),
  timestamp('TIMESTAMP_MS'),
  timestamp('TIMESTAMP'),
  {
    type: 'TIMESTAMP_NS',
    values: fc.oneof(
      fc.bigInt(-9_223_286_400_000_000_000n, INT64 - 2n).map((units) => `make_timestamp_ns(${units})`),
      infinite('TIMESTAMP_NS')
    )
  },
  {
    type: 'TIMESTAMP WITH TIME ZONE',
    values: fc.oneof(
      fc
        .bigInt(-62_135_596_800_000_000n, 253_402_300_799_999_999n)
        .map((units) => `make_timestamp(${units})::TIMESTAMPTZ`),
      infinite('TIMESTAMPTZ')
    )
  },
  {
    type: 'INTERVAL',
    values: fc
      .tuple(fc.integer(), fc.integer(), micros(-INT64, INT64 - 1n))
      .map(([months, days, units]) => `(to_months(${months}) + to_days(${days}) + to_microseconds('${units}'::BIGINT))`)
  }
]

/** Those whose text is settled: DuckDB's digits of a floating-point number are not always the shortest, its lists of JSON are JSON. */
export const exact = scalars.filter(({ type }) => !['JSON', 'FLOAT', 'DOUBLE'].includes(type))

/** A type of any depth, with its values: lists, arrays, structs, maps and unions, nulls and empties inside. */
export const nested: fc.Arbitrary<TypeCase> = fc.letrec<{ any: TypeCase; leaf: TypeCase; node: TypeCase }>((tie) => ({
  any: fc.oneof({ maxDepth: 2, depthSize: 'small' }, tie('leaf'), tie('node')),
  leaf: fc.constantFrom(...exact),
  node: fc.oneof(
    tie('any').map(list),
    fc.tuple(tie('any'), fc.integer({ min: 1, max: 3 })).map(([item, size]) => array(item, size)),
    members(tie('any')).map(struct),
    fc
      .tuple(
        fc.constantFrom(...scalars.filter(({ type }) => ['VARCHAR', 'INTEGER', 'DATE', 'HUGEINT'].includes(type))),
        tie('any')
      )
      .map(([key, value]) => map(key, value)),
    members(tie('any')).map(union)
  )
})).node

/** The values of a type and nulls. */
export function orNull({ type, values }: TypeCase): fc.Arbitrary<string> {
  return fc.oneof({ weight: 4, arbitrary: values }, { weight: 1, arbitrary: fc.constant(`NULL::${type}`) })
}

type Members = [string, TypeCase][]

function members(any: fc.Arbitrary<TypeCase>): fc.Arbitrary<Members> {
  return fc
    .shuffledSubarray(['a', '__proto__', 'constructor', 'B b', `q'"r`, 'é\\'], { minLength: 1, maxLength: 3 })
    .chain((names) => fc.tuple(...names.map((name) => any.map((one): [string, TypeCase] => [name, one]))))
}

function list(item: TypeCase): TypeCase {
  const type = `${item.type}[]`
  return { type, values: fc.array(orNull(item), { maxLength: 4 }).map((items) => `[${items.join(', ')}]::${type}`) }
}

function array(item: TypeCase, size: number): TypeCase {
  const type = `${item.type}[${size}]`
  return {
    type,
    values: fc
      .array(orNull(item), { minLength: size, maxLength: size })
      .map((items) => `[${items.join(', ')}]::${type}`)
  }
}

function struct(entries: Members): TypeCase {
  const type = `STRUCT(${entries.map(([name, one]) => `${identifier(name)} ${one.type}`).join(', ')})`
  const values = fc.tuple(...entries.map(([, one]) => orNull(one)))
  return {
    type,
    values: values.map(
      (texts) =>
        `struct_pack(${texts.map((text, index) => `${identifier(entries[index]![0])} := ${text}`).join(', ')})::${type}`
    )
  }
}

function map(key: TypeCase, value: TypeCase): TypeCase {
  const type = `MAP(${key.type}, ${value.type})`
  const entries = fc.uniqueArray(fc.tuple(key.values, orNull(value)), { maxLength: 3, selector: ([text]) => text })
  return {
    type,
    values: entries.map(
      (pairs) =>
        `MAP([${pairs.map(([text]) => text).join(', ')}]::${key.type}[], [${pairs.map(([, text]) => text).join(', ')}]::${value.type}[])`
    )
  }
}

function union(entries: Members): TypeCase {
  const type = `UNION(${entries.map(([name, one]) => `${identifier(name)} ${one.type}`).join(', ')})`
  return {
    type,
    values: fc.oneof(
      ...entries.map(([name, one]) => orNull(one).map((text) => `union_value(${identifier(name)} := ${text})::${type}`))
    )
  }
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function integer(type: string, min: bigint, max: bigint): TypeCase {
  return { type, values: cast(type, fc.oneof(fc.bigInt({ min, max }), fc.constantFrom(min, max, 0n, 1n)).map(String)) }
}

function decimal(width: number, scale: number): TypeCase {
  const type = `DECIMAL(${width},${scale})`
  const most = 10n ** BigInt(width) - 1n
  return {
    type,
    values: cast(
      type,
      fc
        .oneof(fc.bigInt({ min: -most, max: most }), fc.constantFrom(most, -most, 0n, 1n, -1n))
        .map((unscaled) => decimalText(unscaled, width, scale))
    )
  }
}

function timestamp(type: string): TypeCase {
  return {
    type,
    values: fc.oneof(
      fc
        .bigInt(-9_223_372_022_400_000_000n, type === 'TIMESTAMP' ? INT64 - 2n : INT64 - 1_000_000n)
        .map((units) => `make_timestamp(${units})::${type}`),
      fc.constantFrom(`'0001-01-01'::${type}`, `'9999-12-31 23:59:59'::${type}`),
      infinite(type)
    )
  }
}

function infinite(type: string): fc.Arbitrary<string> {
  return fc.constantFrom(`'infinity'::TIMESTAMP::${type}`, `'-infinity'::TIMESTAMP::${type}`)
}

/** Offsets from UTC in seconds, but for those that DuckDB writes ambiguously: no minutes, some seconds. */
function offsets(): fc.Arbitrary<number> {
  const whole = fc.integer({ min: -57_599, max: 57_599 }).filter((offset) => Math.abs(offset) % 3600 >= 60)
  return fc.oneof(
    whole,
    fc.integer({ min: -15, max: 15 }).map((hours) => hours * 3600)
  )
}

function micros(min: bigint, max: bigint): fc.Arbitrary<bigint> {
  return fc.oneof(fc.bigInt({ min, max }), fc.constantFrom(min, max, 0n, 3_600_000_000n, 1n))
}

function cast(type: string, values: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return values.map((text) => `${literal(text)}::${type}`)
}

function texts(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom(
      '',
      'null',
      'NULL',
      ' bord ',
      'douze octets',
      'treize octets',
      '\ud83d\udc69\u200d\ud83d\udcbb et \u0001',
      `l'\\été "ici"`,
      '[1, 2]',
      'é'.repeat(3000),
      '\ufeffa',
      'a\0b'
    )
  )
}

function textLiteral(text: string): string {
  return text.split('\0').map(literal).join(' || chr(0) || ')
}

function blobLiteral(bytes: Uint8Array): string {
  return `'${Array.from(bytes, (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}'::BLOB`
}

function numberText(value: number): string {
  return Object.is(value, -0) ? '-0.0' : Number.isNaN(value) ? 'nan' : String(value).replace('Infinity', 'inf')
}
