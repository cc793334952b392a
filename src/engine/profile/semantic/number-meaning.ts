import type { Semantic } from '../../../contract'
import type { KnownColumn } from '../known-column'
import type { ValueCount } from '../sql/values'
import { guess } from './guess'
import { hints, type Hint } from './hints'
import { scaleOf } from './scale'
import { CHECKED, type Format } from './text-formats'
import { quantileAt } from '../quantile-at'

/** What a column of numbers stands for. */
export function numberMeaning(column: KnownColumn, sample: readonly ValueCount[]): Semantic {
  const facts = column.numeric
  const present = column.rows - column.missing
  if (!facts?.n) return guess('measure', 0.3, 'nombres', 'numbers')
  const at = (p: number): number => quantileAt(facts, p)
  const within = (low: number, high: number): boolean => at(0.01) >= low && at(0.99) <= high
  const named = (hint: Hint): boolean => hints(column.name, hint)
  const whole = mostlyWhole(column)
  const byName = (fr: string): [number, string, string] => [
    0.8,
    `le nom de la colonne et ${fr}`,
    'the column’s name and its values'
  ]
  const checked = whole && column.distinct > 20 ? checkedNumbers(sample) : null
  if (checked) return guess(checked.kind, 0.95, checked.fr, checked.en)
  const degrees = named('latitude') ? within(-90, 90) : named('longitude') && within(-180, 180)
  if (degrees && !facts.integers) return guess('coordinate', ...byName('des degrés'))
  if (named('postcode') && whole && within(100, 99_999))
    return guess('postcode', ...byName('des nombres de cinq chiffres au plus'))
  if (named('phone') && whole && at(0.5) >= 1e5) return guess('phone', ...byName('de longs nombres'))
  // Some codes and typing errors beyond do not make another thing of ages.
  if (named('age') && at(0.05) >= 0 && at(0.95) <= 120) return guess('age', ...byName('des valeurs de 0 à 120'))
  if (named('year') && whole && within(1800, 2200)) return guess('year', ...byName('des millésimes'))
  if (
    whole &&
    present > 20 &&
    column.distinct >= 0.98 * present &&
    (named('identifier') || isSequence(column, facts.min, facts.max))
  )
    return guess('identifier', 0.95, 'nombres entiers presque tous différents', 'whole numbers, nearly all different')
  if (named('percent') && within(-100, 100)) return guess('percent', ...byName('des valeurs de proportion'))
  const scale = whole ? scaleOf(column, named('score')) : null
  // Amounts are hardly ever all whole numbers of at most 7: a column « prix » of those holds marks given to the price.
  if (named('money') && !(scale && scale.max <= 7)) return guess('money', ...byName('des montants'))
  if (scale && !named('count') && !named('duration') && !named('identifier'))
    return guess(
      'score',
      named('score') ? 0.95 : 0.75,
      `notes entières de ${scale.min} à ${scale.max}`,
      `whole scores from ${scale.min} to ${scale.max}`,
      scale
    )
  if (named('duration')) return guess('duration', ...byName('des durées'))
  if (named('count') && whole && at(0.01) >= 0) return guess('count', ...byName('des nombres entiers'))
  if (named('identifier') && whole && column.distinct > 30)
    return guess('identifier', 0.6, 'le nom de la colonne, valeurs répétées', 'the column’s name; values repeat')
  if (whole && within(1950, 2035) && column.distinct > 1 && column.distinct <= 80)
    return guess('year', 0.6, 'nombres entiers de 1950 à 2035', 'whole numbers from 1950 to 2035')
  // Few codes name groups: no mean of them says anything.
  if (named('identifier') && whole && column.distinct > 2 && column.distinct <= 0.5 * present)
    return guess(
      'category',
      0.6,
      'le nom de la colonne, peu de codes répétés',
      'the column’s name; few codes, repeated'
    )
  if (column.distinct === 2 && whole && facts.min === 0 && facts.max === 1)
    return guess('boolean', 0.8, 'seulement 0 et 1', 'only 0 and 1')
  if (whole && column.distinct <= 10 && present > 20 * column.distinct)
    return guess('category', 0.5, 'peu de nombres entiers, souvent répétés', 'few whole numbers, often repeated')
  return guess(
    'measure',
    0.6,
    whole ? 'nombres entiers variés' : 'nombres variés',
    whole ? 'varied whole numbers' : 'varied numbers'
  )
}

/** The kind of numbers that the check digits of the values tell; zeros before them are lost in numbers. */
function checkedNumbers(sample: readonly ValueCount[]): Format | undefined {
  const values = sample.map(({ value }) => value.trim()).filter((value) => /^\d{6,15}$/.test(value))
  if (values.length < 0.8 * sample.length) return undefined
  return CHECKED.find(({ test }) => values.filter(test).length >= 0.8 * sample.length)
}

function mostlyWhole(column: KnownColumn): boolean {
  if (column.numeric?.integers) return true
  // A stray decimal does not make a scale or a key continuous; judged on the most frequent values.
  const total = column.top.reduce((sum, { n }) => sum + n, 0)
  const whole = column.top.reduce((sum, { value, n }) => sum + (/^[+-]?\d+([.,]0+)?$/.test(value.trim()) ? n : 0), 0)
  return column.distinct <= 30 && total > 0 && whole >= 0.98 * total
}

function isSequence(column: KnownColumn, min: number | null, max: number | null): boolean {
  return (
    min !== null && max !== null && column.unique && max - min + 1 <= 1.05 * column.distinct && column.distinct > 30
  )
}
