import { afterEach, expect, it } from 'vitest'
import type { Progress } from '../../contract'
import { changeLanguage } from './i18n'
import { progressInWords, progressSaid, roundedUp } from './progress-words'

const progress = (done: number, total: number | null, unit?: 'bytes'): Progress => ({
  step: { fr: 'chargement', en: 'loading' },
  done,
  total,
  unit
})

afterEach(() => changeLanguage('fr'))

it('tells a load by its bytes, and other work by its share', async () => {
  expect(progressInWords(progress(1.2e9, 3e9, 'bytes'))).toBe('1,2\u00a0Go sur 3\u00a0Go (40\u202f%)')
  expect(progressInWords(progress(2, 8))).toBe('25\u202f%')
  expect(progressInWords(progress(2, null, 'bytes'))).toBeNull()
  await changeLanguage('en')
  expect(progressInWords(progress(1.2e9, 3e9, 'bytes'))).toBe('1.2\u00a0GB of 3\u00a0GB (40%)')
})

it('rounds an estimate up to a grain that it can hold', () => {
  expect([0.2, 7.3, 41, 61].map(roundedUp)).toEqual([1, 8, 45, 90])
})

it('says the step, how far it is and how long it still takes', () => {
  expect(progressSaid(progress(2, 8), 7)).toBe('chargement, 25\u202f% – encore 7\u00a0s environ')
  expect(progressSaid(progress(2, null), null)).toBe('chargement')
})
