import { afterEach, describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatDuration,
  formatInteger,
  formatInterval,
  formatNumber,
  formatP,
  formatPercent,
  formatSigned
} from './format'
import { changeLanguage } from './i18n'

const narrow = '\u202f'
const wide = '\u00a0'

afterEach(() => changeLanguage('fr'))

describe('figures in French', () => {
  it('groups by narrow no-break spaces, with a decimal comma', () => {
    expect(formatNumber(1234.5)).toBe(`1${narrow}234,5`)
    expect(formatInteger(129_880)).toBe(`129${narrow}880`)
    expect(formatPercent(0.12345)).toBe(`12,3${narrow}%`)
    expect(formatNumber(null)).toBe('–')
  })

  it('reads a few among many neither as none nor as all', () => {
    expect(formatPercent(4 / 12_233)).toBe(`<${wide}0,1${narrow}%`)
    expect(formatPercent(1 - 4 / 12_233)).toBe(`>${wide}99,9${narrow}%`)
    expect(formatPercent(0.003, 0)).toBe(`<${wide}1${narrow}%`)
    expect([formatPercent(0), formatPercent(1), formatPercent(0.0005)]).toEqual(
      ['0', '100', '0,1'].map((figure) => `${figure}${narrow}%`)
    )
  })

  it('gives no sign to a figure that rounds to nothing', () => {
    expect(formatNumber(-0.001)).toBe('0')
    expect(formatNumber(-0.73)).toBe('-0,73')
  })

  it('signs scores and hides meaningless digits of p-values', () => {
    expect(formatSigned(-12.34)).toBe('−12,3')
    expect(formatSigned(12.34)).toBe('+12,3')
    expect(formatSigned(0)).toBe('0')
    expect(formatP(0.00004)).toBe(`<${wide}0,001`)
    expect(formatP(0.0421)).toBe('0,042')
  })

  it('writes intervals, sizes and durations', () => {
    expect(formatInterval(12.1, 14.3)).toBe(`[12,1${wide}; 14,3]`)
    expect(formatBytes(1_240_000_000)).toBe(`1,2${wide}Go`)
    expect(formatBytes(0)).toBe(`0${wide}o`)
    expect(formatDuration(0.42)).toBe(`0,4${wide}s`)
    expect(formatDuration(185)).toBe(`3${wide}min 05${wide}s`)
    expect(formatDuration(7800)).toBe(`2${wide}h 10${wide}min`)
  })
})

describe('figures in English', () => {
  it('follows the language', async () => {
    await changeLanguage('en')
    expect(formatNumber(1234.5)).toBe('1,234.5')
    expect(formatPercent(0.12345)).toBe('12.3%')
    expect(formatBytes(8_400)).toBe(`8.4${wide}kB`)
    expect(formatInterval(1, 2)).toBe('[1, 2]')
  })
})

it('a share just where it would round up to all is not told as all', () => {
  expect(formatPercent(1 - 2 / 4000)).toBe('>\u00a099,9\u202f%')
  expect(formatPercent(1)).toBe('100\u202f%')
})
