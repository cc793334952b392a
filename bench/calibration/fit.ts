import { agreed, calibrated, familyOf, logistic, logit, onScale } from '../../src/engine/anomalies/calibration'
import type { Observed, Voted } from './collect'

/** Cells of one finding, or of one table that are voted on alike, that count: a fault of a whole column is one fault. */
const MOST_CELLS = 30
/**
 * How far a detector's scale is held to what it states itself: standard deviations of a normal prior of offset and slope. Made-up tables
 * hold fewer traps than real ones: without it, whatever never errs on them would be told as certain.
 */
const PRIOR = { offset: 0.7, slope: 0.3 }

const STEP = 0.5

export type Scales = Record<string, readonly [offset: number, slope: number]>

/**
 * One line in the logits a detector, by penalised likelihood (Newton's method). A finding is one observation: its cells are right or wrong
 * together.
 */
export function fitScales(observed: readonly Observed[]): Scales {
  const families = new Map<string, { x: number; n: number; wrong: number }[]>()
  for (const { detector, stated, cells, wrong } of observed.flatMap(({ findings }) => findings)) {
    const family = familyOf(detector)
    families.set(family, [...(families.get(family) ?? []), { x: logit(stated), n: 1, wrong: wrong / cells }])
  }
  return Object.fromEntries(
    [...families].sort(([a], [b]) => (a < b ? -1 : 1)).map(([family, points]) => [family, line(points)])
  )
}

function line(points: readonly { x: number; n: number; wrong: number }[]): readonly [number, number] {
  let [offset, slope] = [0, 1]
  for (let round = 0; round < 200; round++) {
    let [g0, g1] = [-offset / PRIOR.offset ** 2, -(slope - 1) / PRIOR.slope ** 2]
    let [h00, h01, h11] = [1 / PRIOR.offset ** 2, 0, 1 / PRIOR.slope ** 2]
    for (const { x, n, wrong } of points) {
      const p = logistic(offset + slope * x)
      const weight = n * p * (1 - p)
      g0 += wrong - n * p
      g1 += (wrong - n * p) * x
      h00 += weight
      h01 += weight * x
      h11 += weight * x * x
    }
    const determinant = h00 * h11 - h01 * h01
    // Short steps: far from the optimum the curve is flat, and a whole one would leap over it.
    const [along, across] = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant]
    const step = Math.min(1, STEP / Math.max(Math.abs(along), Math.abs(across)))
    offset += step * along
    slope += step * across
  }
  // What a detector states more surely is never taken for less sure.
  return [Math.round(100 * offset) / 100, Math.round(100 * Math.max(0, slope)) / 100]
}

/** How far several votes count together: the share that makes the cells seen likeliest. */
export function fitAgreement(observed: readonly Observed[], scales: Scales): number {
  const shares = Array.from({ length: 21 }, (_, at) => at / 20)
  const losses = shares.map((share) => loss(observed, (voted) => combined(voted, scales, share)))
  return shares[losses.indexOf(Math.min(...losses))] ?? 1
}

/** The chance that a cell so voted on is wrong, by other scales than those in force. */
export function combined({ votes }: Voted, scales: Scales, agreement: number): number {
  return agreed(
    votes.map(({ detector, stated }) => {
      const scale = scales[familyOf(detector)]
      return scale ? onScale(scale, stated) : stated
    }),
    agreement
  )
}

/** The chance by the scales in force, and by what detectors state themselves as independent witnesses. */
export const inForce = ({ votes }: Voted): number =>
  agreed(votes.map(({ detector, stated }) => calibrated(detector, stated)))
export const asStated = ({ votes }: Voted): number =>
  agreed(
    votes.map(({ stated }) => stated),
    1
  )

type Chance = (voted: Voted) => number

function loss(observed: readonly Observed[], chance: Chance): number {
  let total = 0
  for (const voted of observed.flatMap(({ voted: all }) => all)) {
    const p = Math.min(0.995, Math.max(0.005, chance(voted)))
    const { n, wrong } = weighed(voted)
    total -= wrong * Math.log(p) + (n - wrong) * Math.log(1 - p)
  }
  return total
}

/** Mean squared difference of the chance told and what was the case (Brier, 1950), over cells that are voted on. */
export function brier(observed: readonly Observed[], chance: Chance): number {
  let [total, count] = [0, 0]
  for (const voted of observed.flatMap(({ voted: all }) => all)) {
    const p = chance(voted)
    const { n, wrong } = weighed(voted)
    total += wrong * (1 - p) ** 2 + (n - wrong) * p ** 2
    count += n
  }
  return total / count
}

export interface Band {
  low: number
  high: number
  cells: number
  told: number
  wrong: number
}

/** By bands of the chance told: its mean, and the share that was wrong. */
export function reliability(observed: readonly Observed[], chance: Chance): Band[] {
  const ends = [0, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1.001]
  return ends.slice(0, -1).flatMap((low, at) => {
    const high = ends[at + 1] ?? 1
    const own = observed.flatMap(({ voted }) => voted).filter((one) => chance(one) >= low && chance(one) < high)
    const cells = own.reduce((sum, one) => sum + weighed(one).n, 0)
    if (!cells) return []
    const told = own.reduce((sum, one) => sum + weighed(one).n * chance(one), 0) / cells
    return [
      {
        low,
        high: Math.min(1, high),
        cells,
        told,
        wrong: own.reduce((sum, one) => sum + weighed(one).wrong, 0) / cells
      }
    ]
  })
}

export interface View {
  precision: number
  recall: number
  /** Share of the cells of undamaged tables that it shows. */
  alarms: number
}

/** What the cells of at least a chance are worth: all cells counted, not capped. */
export function viewOf(observed: readonly Observed[], chance: Chance, least: number): View {
  let [shown, right, wrong, alarms, clean] = [0, 0, 0, 0, 0]
  for (const { cells, wrong: all, voted } of observed) {
    const own = voted.filter((one) => chance(one) >= least - 1e-9)
    const many = own.reduce((sum, one) => sum + one.cells, 0)
    shown += own.reduce((sum, one) => sum + weighed(one).n, 0)
    right += own.reduce((sum, one) => sum + weighed(one).wrong, 0)
    wrong += all ? own.reduce((sum, one) => sum + one.wrong, 0) / all : 0
    if (!all) {
      alarms += many
      clean += cells
    }
  }
  const dirty = observed.filter((one) => one.wrong).length
  return { precision: right / shown, recall: wrong / dirty, alarms: alarms / clean }
}

function weighed({ cells, wrong }: Voted): { n: number; wrong: number } {
  const n = Math.min(MOST_CELLS, cells)
  return { n, wrong: (wrong / cells) * n }
}
