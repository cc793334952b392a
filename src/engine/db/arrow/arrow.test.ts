import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { DataType, Precision, tableFromIPC, type Table } from 'apache-arrow'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { arrowStream } from '.'
import { doubleText, floatText } from './value-text'
import { decodedText } from './testing/decoded-text'
import { exact, nested, orNull, scalars, type TypeCase } from './testing/expressions'

let connection: DuckDBConnection

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(`SET TimeZone='UTC'`)
})

describe('a value decoded from Arrow reads as DuckDB writes it', () => {
  test.each(scalars.map((one) => [one.type, one] as const))('%s', async (_, one) => {
    await fc.assert(
      fc.asyncProperty(fc.array(orNull(one), { minLength: 1, maxLength: 20 }), (values) => agrees(one.type, values)),
      { numRuns: 15 }
    )
  })

  test('nested types of any depth', async () => {
    const cases = nested.chain((one) =>
      fc.array(orNull(one), { minLength: 1, maxLength: 8 }).map((values): [TypeCase, string[]] => [one, values])
    )
    await fc.assert(
      fc.asyncProperty(cases, ([one, values]) => agrees(one.type, values)),
      { numRuns: 250 }
    )
  })

  test.each([
    ['an empty map', `MAP {}`],
    ['a tuple', `row(1, 'a, b', NULL)`],
    ['floating-point numbers inside', `{a: ['0.1'::FLOAT, 'nan', NULL], b: ['-0.0'::DOUBLE, 'inf', 1e16, 0.5, -1e-5]}`],
    ['floating-point numbers in a variant', `['0.1'::FLOAT::VARIANT, '-0.0'::DOUBLE::VARIANT, 1e16::VARIANT]::VARIANT`],
    ['lists of nothing', `[[], NULL, [NULL]]`],
    ['a struct of nulls', `{a: NULL, b: {c: NULL}}`],
    ['an untyped null', `NULL`],
    ['an array of arrays', `[[[1, 2], [NULL, 4]], NULL]::INTEGER[2][2][2]`]
  ])('%s', async (_, expression) => agrees(null, [expression]))

  test('an enum of 300 and one of 70,000 values', async () => {
    for (const count of [300, 70_000]) {
      const values = Array.from({ length: count }, (_, index) => `'valeur ${index}'`)
      await connection.run(`CREATE OR REPLACE TYPE wide AS ENUM (${values.join(', ')})`)
      await agrees(
        'wide',
        [values[0]!, values[count - 1]!, 'NULL', values[256]!].map((value) => `${value}::wide`)
      )
    }
  })

  test('a union of more members than Arrow can number, as the struct that it is inside', async () => {
    const members = Array.from({ length: 130 }, (_, index) => `m${index} INTEGER`)
    const table = await read(`SELECT union_value(m129 := 7)::UNION(${members.join(', ')})`)
    const { data } = table.getChildAt(0)!
    expect(data[0]!.children[0]!.values[0]).toBe(129)
    expect(data[0]!.children[130]!.values[0]).toBe(7)
  })

  test('geometries as well-known binary', async () => {
    const values = ['POINT(1 2)', 'POINT EMPTY', 'LINESTRING(0 0, 1e300 -5)', 'POLYGON((0 0, 0 1, 1 1, 0 0))']
    const sql = values.map((value) => `SELECT '${value}'::GEOMETRY AS x`).join(' UNION ALL ')
    expect(await compared(`SELECT x, ST_AsWKB(x)::VARCHAR FROM (${sql} UNION ALL SELECT NULL)`)).toBe(5)
  })

  test('variants, scalars of every type and nested ones', async () => {
    const leaf = fc.constantFrom(...exact).chain(({ values }) => values)
    const variants = fc.oneof(
      leaf.map((value) => `(${value})::VARIANT`),
      fc.constantFrom(
        'NULL::VARIANT',
        `'\ufeffa'::VARIANT`,
        `'{"a": [1, 2.5, null, {"b": {}}], "__proto__": [], "c''d": "x"}'::JSON::VARIANT`,
        `[1::VARIANT, NULL, {a: [1, 2]}::VARIANT]::VARIANT`
      )
    )
    await fc.assert(
      fc.asyncProperty(fc.array(variants, { minLength: 1, maxLength: 20 }), (values) => agrees('VARIANT', values)),
      { numRuns: 40 }
    )
  })
})

test('an offset of seconds without minutes stays readable', async () => {
  const table = await read(`SELECT '12:00:00-05:00:07'::TIMETZ`)
  expect(columnTexts(table, 0)).toEqual(['12:00:00-05:00:07'])
})

test('timestamps with a time zone keep their microseconds to the ends of the range', async () => {
  const table = await read(`SELECT make_timestamptz(unnest([-9223372022400000000, 9223372036854775806]))`)
  expect([...table.getChildAt(0)!.data[0]!.values]).toEqual([-9223372022400000000n, 9223372036854775806n])
})

/** Checks expressions of a type against their own cast to VARCHAR, both from one query. */
async function agrees(type: string | null, expressions: string[]): Promise<void> {
  const rows = expressions.map((value) => `SELECT ${type ? `(${value})::${type}` : value} AS x`).join(' UNION ALL ')
  expect(await compared(`SELECT x, x::VARCHAR FROM (${rows})`)).toBe(expressions.length)
}

async function compared(sql: string): Promise<number> {
  const table = await read(sql)
  const texts = [0, 1].map((column) => columnTexts(table, column))
  const { type } = table.schema.fields[0]!
  expect(texts[0]).toEqual(
    DataType.isFloat(type) ? texts[1]!.map((text) => text && shortest(text, type.precision)) : texts[1]
  )
  expect(table.schema.fields[0]!.metadata.get('duckdb.type')).toBeTruthy()
  return texts[1]!.length
}

/** DuckDB's digits of a number read back and written shortest: still a comparison of every bit. */
function shortest(text: string, precision: Precision): string {
  const value = /inf|nan/.test(text) ? Number(text.replace('inf', 'Infinity')) : Number(text)
  return precision === Precision.SINGLE ? floatText(Math.fround(value)) : doubleText(value)
}

function columnTexts(table: Table, column: number): (string | null)[] {
  const field = table.schema.fields[column]!
  return table
    .getChildAt(column)!
    .data.flatMap((data) => Array.from({ length: data.length }, (_, item) => decodedText(field, data, item)))
}

async function read(sql: string): Promise<Table> {
  return tableFromIPC(await arrowStream(await connection.run(sql)))
}
