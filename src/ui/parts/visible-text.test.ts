import { describe, expect, it } from 'vitest'
import { tellingText, visibleLines, visibleText } from './visible-text'

describe('visible text', () => {
  it('shows what would hide or reorder', () => {
    expect(visibleText('facture\u202efdp.exe')).toBe('facture⟨202E⟩fdp.exe')
    expect(visibleText('a\r\nb\tc\u0000')).toBe('a↵b⇥c⟨0000⟩')
    expect(visibleLines('a\r\nb\tc\u001b[31m')).toBe('a\nb\tc⟨001B⟩[31m')
  })

  it('tells apart what looks alike', () => {
    const told = (text: string) => tellingText(text)
    expect(told('Lyon Est')).toEqual({ shown: 'Lyon Est', hidden: [] })
    expect(told(' Lyon ')).toEqual({ shown: '·Lyon·', hidden: ['start', 'end'] })
    expect(told('Lyon  Est')).toEqual({ shown: 'Lyon··Est', hidden: ['several'] })
    expect(told('Lyon\u00a0Est')).toEqual({ shown: 'Lyon⍽Est', hidden: ['noBreak'] })
    expect(told('Ly\u200bon')).toEqual({ shown: 'Ly⟨200B⟩on', hidden: ['none'] })
    expect(told('e\u0301te\u0301')).toEqual({ shown: 'e⟨0301⟩te⟨0301⟩', hidden: ['accent'] })
    expect(told('e\u0301\u200b').hidden).toEqual(['accent', 'none'])
    expect(told('e\u0301te\u0301').shown).not.toBe(told('été').shown)
    expect(told('e\u0301te\u0301').hidden).toEqual(['accent'])
    expect(told('  ')).toEqual({ shown: '··', hidden: ['start', 'end'] })
  })

  it('cuts long text without halving a character', () => {
    expect(visibleText('x'.repeat(400), 10)).toBe('xxxxxxxxxx…')
    expect(visibleText('ab😀', 3)).toBe('ab…')
  })
})
