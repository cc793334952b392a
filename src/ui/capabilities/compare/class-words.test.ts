import { expect, test } from 'vitest'
import type { CompareClass, ComparedPair } from '../../../contract'
import { translate } from '../../parts'
import { classWords } from './class-words'
import { text } from './text'

const t: Parameters<typeof classWords>[2] = (key, values) => translate(text, key, values)
const RANGE = { kind: 'range', value: null, from: 15, to: 18, values: 4, a: 1, b: 2 } as unknown as CompareClass
const pairOf = (basis: string) =>
  ({
    basis,
    unit: null,
    b: { family: 'text', histogram: null, semantic: { kind: 'email' } }
  }) as unknown as ComparedPair

test('a class of lengths says that its numbers are lengths, not values', () => {
  expect(classWords(RANGE, pairOf('lengths'), t)).toBe('longueur 15 – 18')
  expect(classWords({ ...RANGE, kind: 'missing' }, pairOf('lengths'), t)).toBe('manquantes')
})

test('a truth value and a number are written as the rest of the screen writes them', () => {
  const value = (written: string): CompareClass => ({ ...RANGE, kind: 'value', value: written })
  const of = (family: string) => ({ ...pairOf('values'), b: { family } }) as unknown as ComparedPair
  expect(classWords(value('true'), of('boolean'), t)).toBe('oui')
  expect(classWords(value('0.5'), of('number'), t)).toBe('0,5')
})
