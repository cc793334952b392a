import type { SegmentResult } from '../../../contract'

/** What the chart spans: its ends and its round marks. */
export type Axis = { min: number; max: number; ticks: number[] }

/** An axis around all intervals shown, on round numbers and never beyond the measure's own scale. */
export function axisFor(results: readonly SegmentResult[], scale: { min: number; max: number }): Axis {
  const ends = results.flatMap(({ low, high }) => (low === null || high === null ? [] : [low, high]))
  const [from, to] = ends.length ? [Math.min(...ends), Math.max(...ends)] : [scale.min, scale.max]
  // At least a twentieth of the scale: a lone narrow interval is not blown up to fill the width.
  const widen = Math.max(0, (scale.max - scale.min) / 20 - (to - from)) / 2
  const [low, high] = [from - widen, to + widen]
  const step = roundStep((high - low) / 5)
  const min = Math.max(scale.min, Math.floor(low / step) * step)
  const max = Math.min(scale.max, Math.ceil(high / step) * step)
  const count = Math.floor((max - Math.ceil(min / step - 1e-9) * step) / step + 1e-9)
  const start = Math.ceil(min / step - 1e-9) * step
  // Each mark by multiplication: adding up steps would show 0,30000000000000004.
  return { min, max, ticks: Array.from({ length: count + 1 }, (_, index) => round(start + index * step)) }
}

/** Where a value stands, in percent of the axis, kept inside. */
export function place(value: number, { min, max }: Axis): number {
  return Math.min(100, Math.max(0, (100 * (value - min)) / (max - min || 1)))
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * 0.999) ?? 10
  return factor * power
}

function round(value: number): number {
  return Number(value.toPrecision(12))
}
