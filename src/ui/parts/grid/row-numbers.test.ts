import { expect, it } from 'vitest'
import { PageCache } from './pages'
import { placesColumn, rowNumber } from './row-numbers'

const columns = (...names: string[]) => names.map((name) => ({ name, type: 'BIGINT' }))
const query = (sql: string) => ({ kind: 'query', sql }) as const

it('knows the place of rows that evidence tells, and no column of the user’s', () => {
  expect(placesColumn(query('SELECT rowid, *\nFROM "raw"."t"'), columns('rowid', 'a'))).toBe(0)
  expect(placesColumn(query('SELECT cleaned.rowid, origin.value AS x'), columns('rowid', 'x'))).toBe(0)
  expect(placesColumn(query('SELECT *\nFROM "raw"."t"'), columns('rowid', 'a'))).toBeNull()
  expect(placesColumn(query('SELECT rowid, a'), columns('rowid_1', 'a'))).toBeNull()
  expect(placesColumn({ kind: 'table', table: { schema: 'raw', name: 't' } }, columns('rowid', 'a'))).toBeNull()
})

it('counts rows from 1, as "go to a row" does', () => {
  const cache = new PageCache(query('SELECT 1'), 1, () => new Promise(() => undefined), () => undefined) // prettier-ignore
  cache.cell = (row) => (row === 0 ? { state: 'ready', value: 41n, type: null } : { state: 'loading' })
  expect([rowNumber(0, null, cache), rowNumber(0, 0, cache), rowNumber(1, 0, cache)]).toEqual(['1', '42', ''])
  cache.close()
})
