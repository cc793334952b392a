import { throwIfCancelled } from '../../errors'
import { createRandom, type Random } from '../../stats/random'
import { lowerBound, tailsOf } from './bound'
import { crossover, mutated, sampledOrder, type Individual } from './breed'
import { byStart, doubleJustified, placesBy, twoWay, type TwoWay } from './justify'
import type { Problem } from './problem'
import { makespanOf, serialSchedule } from './serial'

/** How long to look: whichever bound comes first ends the search, as does a schedule known to be shortest. */
export interface SearchBounds {
  seconds?: number
  /** Schedules tried; alone, it makes the search the same on every machine. */
  schedules?: number
  seed?: number
  signal?: AbortSignal
  now?: () => number
}

const POPULATION = 40
/** Children without a better schedule after which a new population is raised beside the best. */
const PATIENCE = 600
const BREATH_MS = 25

/**
 * A short schedule under resource limits: a seeded genetic search over activity lists with two-point crossover, each
 * child improved by double justification, raised anew when it stalls. The first schedule takes the tasks by their latest
 * finish, so even no time at all gives a sound one. Returns the starts.
 * Sources: S. Hartmann, "A competitive genetic algorithm for resource-constrained project scheduling", Naval Research
 * Logistics 45, 1998; V. Valls, F. Ballestín and S. Quintanilla, "A hybrid genetic algorithm for the RCPSP", EJOR 185, 2008.
 */
export async function searchSchedule(problem: Problem, bounds: SearchBounds): Promise<number[]> {
  const { seconds = Infinity, schedules = Infinity, seed = 1, signal, now = () => performance.now() } = bounds
  const random = createRandom(seed)
  const both = twoWay(problem)
  const shortest = lowerBound(problem)
  const until = now() + seconds * 1000
  let [tried, stalled, breath] = [0, 0, now() + BREATH_MS]
  const tails = tailsOf(problem)
  let best = improved(
    both,
    placesBy((a, b) => tails[b]! + problem.duration[b]! - (tails[a]! + problem.duration[a]!) || a - b, problem.size)
  )
  let population: Individual[] = [best]
  while (best.length > shortest && ++tried < schedules && now() < until) {
    if (now() > breath) {
      await new Promise((resolve) => setImmediate(resolve))
      throwIfCancelled(signal)
      breath = now() + BREATH_MS
    }
    const young = population.length < POPULATION
    const child = improved(both, young ? sampledOrder(problem, tails, random) : bred(problem, population, random))
    stalled = child.length < best.length ? 0 : stalled + 1
    if (child.length < best.length) best = child
    if (young) population.push(child)
    else replaceWorst(population, child)
    if (stalled > PATIENCE) [population, stalled] = [[best], 0]
  }
  return best.start
}

function improved(both: TwoWay, order: readonly number[]): Individual {
  const start = doubleJustified(both, serialSchedule(both.forward, order))
  return { start, order: byStart(start), length: makespanOf(both.forward, start) }
}

function bred(problem: Problem, population: readonly Individual[], random: Random): number[] {
  return mutated(problem, crossover(winner(population, random).order, winner(population, random).order, random), random)
}

function winner(population: readonly Individual[], random: Random): Individual {
  const [one, other] = [random.pick(population), random.pick(population)]
  return one.length <= other.length ? one : other
}

/** A child takes the place of the longest schedule, unless it is longer still or already there. */
function replaceWorst(population: Individual[], child: Individual): void {
  let worst = 0
  for (let place = 0; place < population.length; place++) {
    const other = population[place]!
    if (other.length === child.length && other.start.every((at, task) => at === child.start[task])) return
    if (other.length > population[worst]!.length) worst = place
  }
  if (population[worst]!.length >= child.length) population[worst] = child
}
