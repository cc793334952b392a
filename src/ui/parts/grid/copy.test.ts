import { tableFromArrays } from 'apache-arrow'
import { expect, it } from 'vitest'
import { copyText } from './copy'
import { guardFormula } from './spreadsheet'

it('texts that would run are guarded, numbers and signed numbers are not', () => {
  expect(['=1+1', '+33 6', '-5', '+1,5', '-1e5', '@a', '-a', 'a=b', '', '\t=1'].map(guardFormula)).toEqual([
    "'=1+1",
    '+33 6',
    '-5',
    '+1,5',
    '-1e5',
    "'@a",
    "'-a",
    'a=b',
    '',
    "'\t=1"
  ])
})

it('copies columns in the order shown, with headers; a cell alone as it is', async () => {
  const asked: unknown[] = []
  const fetchPage = (request: { columns?: number[] }) => {
    asked.push(request.columns)
    return Promise.resolve(tableFromArrays({ b: ['=1+1', 'x\ty'], a: Int32Array.of(-1, 2) }))
  }
  const columns = [
    { name: 'a', type: 'INTEGER' },
    { name: '=b', type: 'VARCHAR' }
  ]
  const source = { kind: 'query', sql: 'SELECT 1' } as const
  const box = { top: 0, bottom: 1, left: 0, right: 1 }
  expect(await copyText(source, columns, box, [1, 0], fetchPage)).toBe(`'=b\ta\n'=1+1\t-1\n"x\ty"\t2`)
  expect(asked).toEqual([[1, 0]])
  const one = () => Promise.resolve(tableFromArrays({ b: ['=1+1'] }))
  expect(await copyText(source, columns, { ...box, bottom: 0, right: 0 }, [1], one)).toBe('=1+1')
})
