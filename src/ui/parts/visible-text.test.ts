import { describe, expect, it } from 'vitest'
import { visibleLines, visibleText } from './visible-text'

describe('visible text', () => {
  it('shows what would hide or reorder', () => {
    expect(visibleText('facture\u202efdp.exe')).toBe('facture⟨202E⟩fdp.exe')
    expect(visibleText('a\r\nb\tc\u0000')).toBe('a↵b⇥c⟨0000⟩')
    expect(visibleLines('a\r\nb\tc\u001b[31m')).toBe('a\nb\tc⟨001B⟩[31m')
  })

  it('cuts long text without halving a character', () => {
    expect(visibleText('x'.repeat(400), 10)).toBe('xxxxxxxxxx…')
    expect(visibleText('ab😀', 3)).toBe('ab…')
  })
})
