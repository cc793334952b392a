import { tableFromArrays, vectorFromArray, Table, DateDay } from 'apache-arrow'
import { afterEach, expect, it } from 'vitest'
import { changeLanguage } from '../i18n'
import { copyText } from './copy'
import { guardFormula } from './spreadsheet'

afterEach(() => changeLanguage('fr'))

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

it.each([
  ['fr', 'a\tb\tc\n-1,57\t1.5\t2024-03-31\n12345,5\tx\t2024-03-31', '-1,57'],
  ['en', 'a\tb\tc\n-1.57\t1.5\t2024-03-31\n12345.5\tx\t2024-03-31', '-1.57']
] as const)(
  'numbers have the decimal sign of the language, texts and days stay (%s)',
  async (language, whole, alone) => {
    await changeLanguage(language)
    const a = vectorFromArray(Float64Array.of(-1.57, 12345.5))
    const day = vectorFromArray([new Date('2024-03-31'), new Date('2024-03-31')], new DateDay())
    const table = new Table({ a, b: vectorFromArray(['1.5', 'x']), c: day })
    const columns = ['a', 'b', 'c'].map((name) => ({ name, type: 'VARCHAR' }))
    const source = { kind: 'query', sql: 'SELECT 1' } as const
    const box = { top: 0, bottom: 1, left: 0, right: 2 }
    expect(await copyText(source, columns, box, [0, 1, 2], () => Promise.resolve(table))).toBe(whole)
    const one = new Table({ a: vectorFromArray(Float64Array.of(-1.57)) })
    expect(await copyText(source, columns, { ...box, bottom: 0, right: 0 }, [0], () => Promise.resolve(one))).toBe(
      alone
    )
  }
)
