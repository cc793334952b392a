import { describe, expect, it } from 'vitest'
import { ChartIntent, type ChartIntent as Intent } from '../../contract'
import { compileChart } from './compile'

const table = {
  sql: '"raw"."t"',
  columns: [
    { name: 'a"; DROP TABLE x;--', type: 'VARCHAR' },
    { name: '__proto__', type: 'DOUBLE' },
    { name: 'day', type: 'DATE' },
    { name: 'score', type: 'DECIMAL(5,2)' },
    { name: 'ages', type: 'INTEGER[]' }
  ]
}
const ref = { schema: 'raw', name: 't' }
const compile = (intent: object): string => compileChart(ChartIntent.parse({ table: ref, ...intent }), table)

/** Each query as text; that they run, and what they answer, is in charts.test.ts. */
describe('the query of a chart', () => {
  const filter: Intent['filter'] = { all: [{ column: 'score', op: '>', values: [3] }] }
  it.each([
    [
      'bar-share-by-colour',
      { kind: 'bar', x: { column: 'a"; DROP TABLE x;--' }, y: { aggregate: 'share' }, colour: 'score' }
    ],
    [
      'bar-median-by-month',
      { kind: 'bar', x: { column: 'day', timeUnit: 'month' }, y: { column: 'score', aggregate: 'median' }, filter }
    ],
    ['line-mean', { kind: 'line', x: { column: 'day' }, y: { column: '__proto__', aggregate: 'mean' } }],
    ['line-along-number', { kind: 'line', x: { column: 'score' } }],
    ['histogram', { kind: 'histogram', x: { column: '__proto__' }, filter }],
    [
      'scatter',
      {
        kind: 'scatter',
        x: { column: 'day' },
        y: { column: 'score', aggregate: 'mean' },
        colour: 'a"; DROP TABLE x;--'
      }
    ]
  ])('%s', async (name, intent) => {
    await expect(`${compile(intent)}\n`).toMatchFileSnapshot(`cases/${name}.sql`)
  })

  it.each([
    ['a column that is not there', { kind: 'bar', x: { column: 'nope' } }, 'not_found'],
    ['a colour that is not there', { kind: 'bar', x: { column: 'day' }, colour: 'nope' }, 'not_found'],
    [
      'the mean of a text',
      { kind: 'bar', x: { column: 'day' }, y: { column: 'a"; DROP TABLE x;--', aggregate: 'mean' } },
      'input'
    ],
    ['a mean of nothing', { kind: 'bar', x: { column: 'day' }, y: { aggregate: 'mean' } }, 'input'],
    ['a histogram of dates', { kind: 'histogram', x: { column: 'day' } }, 'input'],
    ['a histogram of lists', { kind: 'histogram', x: { column: 'ages' } }, 'input'],
    ['a scatter plot without a second axis', { kind: 'scatter', x: { column: 'score' } }, 'input']
  ])('refuses %s', (_, intent, kind) => {
    expect(() => compile(intent)).toThrow(expect.objectContaining({ data: expect.objectContaining({ kind }) }))
  })
})
