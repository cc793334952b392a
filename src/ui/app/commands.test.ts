import { describe, expect, it } from 'vitest'
import { matchesShortcut } from './commands'

const event = (key: string, rest: KeyboardEventInit = {}): KeyboardEvent =>
  new KeyboardEvent('keydown', { key, ...rest })

describe('shortcuts', () => {
  it('tells undo from redo', () => {
    expect(matchesShortcut('Ctrl+Z', event('z', { ctrlKey: true }))).toBe(true)
    expect(matchesShortcut('Ctrl+Z', event('Z', { ctrlKey: true, shiftKey: true }))).toBe(false)
    expect(matchesShortcut('Ctrl+Shift+Z', event('Z', { ctrlKey: true, shiftKey: true }))).toBe(true)
    expect(matchesShortcut('Ctrl+Z', event('z'))).toBe(false)
  })

  it('reads digits by their place, on AZERTY too, with Ctrl or Alt', () => {
    expect(matchesShortcut('Ctrl+1', event('&', { code: 'Digit1', ctrlKey: true }))).toBe(true)
    expect(matchesShortcut('Ctrl+1', event('&', { code: 'Digit1', altKey: true }))).toBe(true)
    expect(matchesShortcut('Ctrl+1', event('1', { code: 'Digit1' }))).toBe(false)
    expect(matchesShortcut('?', event('?', { shiftKey: true }))).toBe(true)
  })
})
