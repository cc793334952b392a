import { describe, expect, it } from 'vitest'
import { errorOffset } from './error-place'

describe('place of an error in a query', () => {
  const sql = 'SELECT *\nFROM nowhere'
  it('reads line and column, or an offset, from 1', () => {
    expect(errorOffset(sql, { line: 2, column: 6 })).toBe(14)
    expect(sql.slice(14)).toBe('nowhere')
    expect(errorOffset(sql, { offset: 1 })).toBe(0)
    expect(errorOffset(sql, { line: 1 })).toBe(0)
  })
  it('stays inside of the text, or says nothing', () => {
    expect(errorOffset(sql, { line: 2, column: 900 })).toBe(sql.length)
    expect(errorOffset(sql, { offset: 900 })).toBe(sql.length)
    expect(errorOffset(sql, { line: 9 })).toBeNull()
    expect(errorOffset(sql, undefined)).toBeNull()
  })
})
