import { describe, expect, it } from 'vitest'
import { plainFileName } from '../download'
import { tableText } from './export'

describe('names of files', () => {
  it('hold no separator, control or direction mark', () => {
    expect(plainFileName('../a\\b:<c>\u202egnp.\n"x".svg')).toBe('a b c gnp. x.svg')
    expect(plainFileName('///.png')).toBe('chantier.png')
    expect(plainFileName(`${'é'.repeat(300)}.svg`)).toHaveLength(84)
  })
})

describe('numbers copied for a spreadsheet', () => {
  it('are marked as text where it would compute them, and stay numbers otherwise', () => {
    const rows = [
      ['=cmd|calc', '-12,5'],
      ['@x', '+1'],
      ['-x', 'a\tb']
    ]
    expect(tableText(['a', 'b'], rows)).toBe("a\tb\n'=cmd|calc\t-12,5\n'@x\t'+1\n'-x\ta b")
  })
})
