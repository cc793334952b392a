import { describe, expect, it } from 'vitest'
import { errorOffset, faultRange, placeInWhole } from './error-place'

describe('place of an error in a query', () => {
  const sql = 'SELECT *\nFROM nowhere'
  it('reads line and column, or an offset, from 1', () => {
    expect(errorOffset(sql, { line: 2, column: 6 })).toBe(14)
    expect(sql.slice(14)).toBe('nowhere')
    expect(errorOffset(sql, { offset: 1 })).toBe(0)
    expect(errorOffset(sql, { line: 1 })).toBe(0)
  })
  it('of a part that was run is told in the whole text', () => {
    const before = 'SELECT 1;\n-- then\n  '
    const part = 'SELECT *\nFROM nowhere'
    const whole = before + part
    expect(placeInWhole({ line: 1, column: 8 }, before)).toEqual({ line: 3, column: 10 })
    expect(placeInWhole({ line: 2, column: 6 }, before)).toEqual({ line: 4, column: 6 })
    expect(placeInWhole({ line: 2 }, '')).toEqual({ line: 2 })
    expect(whole.slice(errorOffset(whole, placeInWhole({ line: 2, column: 6 }, before)) ?? 0)).toBe('nowhere')
    expect(whole.slice(errorOffset(whole, placeInWhole({ offset: 8 }, before)) ?? 0)).toBe('*\nFROM nowhere')
  })
  it.each([
    ['SELECT note FROM |clients', 'clients'],
    ['SELECT * FROM |raw."enquête 2024" e', 'raw."enquête 2024"'],
    ['SELECT * FROM raw.|"enquête 2024" e', 'raw."enquête 2024"'],
    ['SELECT |"Âge du ""client""", 1', '"Âge du ""client"""'],
    ['SELECT no|te FROM t', 'note'],
    ["SELECT 1 + |'a b'", "'a b'"],
    ['SELECT |12.5 FROM', '12.5'],
    ['SELECT a |, FROM', ','],
    ['SELECT a FROM  |', 'FROM'],
    ['SELECT | -- rien', ' '],
    ['|', '']
  ])('marks the whole of what is at fault: %s', (marked, whole) => {
    const sql = marked.replace('|', '')
    const { from, to } = faultRange(sql, marked.indexOf('|'))
    expect(sql.slice(from, to)).toBe(whole)
  })
  it('stays inside of the text, or says nothing', () => {
    expect(errorOffset(sql, { line: 2, column: 900 })).toBe(sql.length)
    expect(errorOffset(sql, { offset: 900 })).toBe(sql.length)
    expect(errorOffset(sql, { line: 9 })).toBeNull()
    expect(errorOffset(sql, undefined)).toBeNull()
  })
})
