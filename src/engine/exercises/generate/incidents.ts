import type { Random } from '../../stats/random'
import type { CaseSpec } from '../spec'
import type { CalendarDay } from './calendar'
import { DAY } from './dates'
import type { Incident } from './model'
import { blankFacts } from './facts'
import { clamp, compileWhen, drawFrom, identifier, roundTo, runningSums } from './rules'

/** Draws `count` incidents over lines, days and categories, in the proportions and with the boosts of the spec. */
export function drawIncidents(spec: CaseSpec, calendar: CalendarDay[], count: number, random: Random): Incident[] {
  if (count === 0) return []
  const { categories } = spec.incidents
  const sums = runningSums(weigh(spec, calendar))
  const drawn = Array.from({ length: count }, () => {
    const cell = drawFrom(sums, random)
    const category = categories[cell % categories.length]!
    const today = calendar[Math.floor(cell / categories.length) % calendar.length]!
    const line = spec.lines[Math.floor(cell / categories.length / calendar.length)]!
    const start = today.day * DAY + Math.round(clamp(random.normal(13 * 60, 270), 300, 1330))
    const hours = category.hours * (0.3 + random.exponential(0.7))
    const delay = category.delay === 0 ? 0 : roundTo(category.delay * (0.4 + random.exponential(0.6)), 0)
    return {
      id: '',
      line: line.code,
      start,
      end: start + Math.max(5, Math.round(hours * 60)),
      category: category.name,
      vehicle: line.vehicle,
      severity: clamp(1 + Math.floor(hours / 1.5) + (delay > 20 ? 1 : 0), 1, 4),
      people: Math.round((line.mode === 'Train' ? 90 : 22) * line.weight * (0.4 + random.exponential(0.7))) + 1,
      delay,
      note: random.pick(spec.comments.operations[category.name]!)
    }
  })
  drawn.sort((a, b) => a.start - b.start || (a.line < b.line ? -1 : 1))
  return drawn.map((incident, index) => ({ ...incident, id: identifier('INC-', index, 5) }))
}

/** One weight for each line × day × category, in this order. */
function weigh(spec: CaseSpec, calendar: CalendarDay[]): number[] {
  const boosts = spec.incidents.boosts.map((boost) => ({ ...boost, test: compileWhen(boost.when) }))
  return spec.lines.flatMap((line) =>
    calendar.flatMap(({ day, month, label }) => {
      const facts = { ...blankFacts(), day, month, label, line: line.code, mode: line.mode, vehicle: line.vehicle }
      return spec.incidents.categories.map((category) =>
        category.modes.includes(line.mode)
          ? boosts.reduce(
              (weight, boost) =>
                boost.category === category.name && boost.test(facts) ? weight * boost.factor : weight,
              line.weight * category.weight
            )
          : 0
      )
    })
  )
}
