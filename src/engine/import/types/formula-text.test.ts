import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { formulaSql, formulaText } from './formula-text'
import { choicesFor, inferReading } from './index'

const CASES: [string, string | null][] = [
  ['="00012"', '00012'],
  [' ="00012" ', '00012'],
  ['="dit ""oui"""', 'dit "oui"'],
  ['=""', ''],
  ['00012', null],
  ['=A1+1', null],
  ['="a"&"b"', null],
  ['="a', null],
  ['x="a"', null]
]

test('the text of a formula is what it stands for; every other text is itself, in SQL too', async () => {
  expect(CASES.map(([value]) => formulaText(value))).toEqual(CASES.map(([, bare]) => bare))
  const connection = await (await DuckDBInstance.create()).connect()
  for (const [value, bare] of CASES) {
    const reader = await connection.runAndReadAll(`SELECT ${formulaSql('v')} AS v FROM (SELECT $1 AS v)`, [value])
    expect(reader.getRows()).toEqual([[bare ?? value]])
  }
})

test('a column with such texts is read so, numbers and words beside them too; a few among numbers leave it numbers', () => {
  expect(inferReading(['="00012"', '="00345"', null])).toEqual({ kind: 'formula' })
  expect(inferReading(['="00012"', 'A12', 'B7', 'C9', 'NC'])).toEqual({ kind: 'formula' })
  expect(inferReading([...Array.from({ length: 40 }, (_, i) => `${i * 7},5`), '="12"'])).toMatchObject({
    kind: 'number'
  })
  expect(inferReading(['="a"&B1', 'x'])).toEqual({ kind: 'text' })
})

test('text as it stands can be chosen in its place', () => {
  const kinds = choicesFor(['="00012"', '="00345"']).map(({ reading }) => reading.kind)
  expect(kinds[0]).toBe('formula')
  expect(kinds).toContain('text')
})
