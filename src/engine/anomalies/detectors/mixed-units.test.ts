import { expect, test } from 'vitest'
import { judgeForms } from './mixed-units'
import { unitInName } from './unit-conversion'

test('what is said of most values is not said of those that are shown after it', () => {
  const forms = [{ form: '9', n: 96 }, { form: '9 €', n: 4 }] // prettier-ignore
  expect(judgeForms(forms, 100)?.why).toEqual({
    fr: 'La plupart des valeurs s’écrivent comme « 9 » (9 : un nombre), non comme celles-ci',
    en: 'Most values are written as “9” (9: a number), not as these'
  })
})

test.each([
  ['poids_kg', 'kg'],
  ['Durée (h)', 'h'],
  ['Durée [min]', 'min'],
  ['longueur cm', 'cm'],
  ['prix_min', null],
  ['kg', null],
  ['poids', null],
  ['ville', null]
])('the unit in the name %s', (name, unit) => {
  expect(unitInName(name)).toBe(unit)
})
