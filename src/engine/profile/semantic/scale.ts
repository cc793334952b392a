import { answerScale } from '../../import'
import type { KnownColumn } from '../known-column'
import { hints } from './hints'
import { isQuestion } from './rating'

/** The answer scale of a column of whole numbers, judged on its most frequent values and its name; null when there is none. */
export function scaleOf(column: KnownColumn, named: boolean): { min: number; max: number } | null {
  if (column.distinct > 20) return null
  const values = column.top
    .map(({ value, n }) => ({ x: Number(value.trim().replace(',', '.')), n }))
    .filter(({ x }) => Number.isFinite(x))
  const total = values.reduce((sum, { n }) => sum + n, 0)
  return named || total >= 30
    ? answerScale(values, { fromZero: hints(column.name, 'recommend'), isAsked: named || isQuestion(column.name) })
    : null
}
