import { beforeEach, expect, test, vi } from 'vitest'
import type { Evidence } from '../../../contract'

const look = vi.hoisted(() => vi.fn<(told: { columns: string[]; filter?: unknown }) => Promise<unknown>>())
vi.mock('../../client', () => ({ api: { exploration: { look } } }))
vi.mock('../../app/project-change', () => ({ onProjectChange: () => undefined }))
import { tellEvidence, tellInView } from './tell'

const table = { schema: 'raw' as const, name: 't' }
const told = (): string[][] => look.mock.calls.map(([{ columns }]) => columns)
beforeEach(() => look.mockReset().mockResolvedValue({}))

test('columns in view are told again where the call failed, and once where it did not', async () => {
  look.mockRejectedValueOnce(new Error('gone'))
  tellInView(table, ['a', 'b'])
  await Promise.resolve()
  await Promise.resolve()
  tellInView(table, ['a', 'b'])
  tellInView(table, ['a', 'b'])
  expect(told()).toEqual([['a', 'b'], ['a', 'b']]) // prettier-ignore
})

test('columns beyond those of one call are told at the next one', () => {
  const many = Array.from({ length: 5_003 }, (_, at) => `c${at}`)
  tellInView(table, many)
  tellInView(table, many)
  expect(told().map(({ length }) => length)).toEqual([5_000, 3])
  expect(new Set(told().flat()).size).toBe(5_003)
})

test('the evidence of rows that a filter leaves out is no look under it', () => {
  const words = { fr: '', en: '' }
  const applied = { all: [{ column: 'x', op: '>=' as const, values: [8] }] }
  const evidence: Evidence = { title: words, definition: words, n: 1, filter: words, applied, sql: '', rowsSql: null, table, columns: ['x'] } // prettier-ignore
  tellEvidence(evidence)
  tellEvidence({ ...evidence, outside: true })
  expect(look.mock.calls.map(([{ filter }]) => filter)).toEqual([applied, undefined])
})
