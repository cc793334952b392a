import type { ColumnProfile } from '../../../contract'
import { quantileAt } from '../../profile'
import type { DetectorContext } from '../detector'
import { apartSql, isDaily } from './moment-order'

/** Rows that break an order from which they have a shape of their own, and part of the rows with both dates that must have them in order. */
const ENOUGH = 10
const MOST_ROWS = 0.9
/** Part of the time that each date covers within which nine in ten of the gaps lie, where one date follows from the other. */
const TIED = 1 / 3
/** Times that the shortest gaps are as many as those the wrong way round, and share of them that as short ones back may make up: a smooth end has more. */
const BESIDE = 3
const SMOOTH = 0.12
/** Part of the usual gap that half the broken ones exceed. */
const CLEARLY = 1 / 4
const DAY = 86_400

/** Two dates with the rows that keep their order and those that break it. */
interface Ordered {
  start: ColumnProfile
  end: ColumnProfile
  kept: number
  broken: number
}

/** Whether one date follows another by what their values say, so that the few rows in the wrong order are errors. */
export async function isClearOrder(context: DetectorContext, order: Ordered): Promise<boolean> {
  if (order.broken < ENOUGH || order.kept < MOST_ROWS * (order.kept + order.broken)) return false
  const gaps = await gapsOf(context, order)
  return gaps !== null && gaps.areTied && gaps.areFarBack && !gaps.areSmooth
}

/** Whether two dates lie about one another, or are in order but for the ends of the times that they cover: the rows in the other order are usual. */
export async function isStraddling(context: DetectorContext, order: Ordered): Promise<boolean> {
  return order.broken >= ENOUGH && ((await gapsOf(context, order))?.areSmooth ?? false)
}

/**
 * What the times between two dates say: far shorter than those that each date covers, the dates are tied; those the wrong way round are far
 * back as errors make them, or a smooth end of the right ones.
 */
async function gapsOf(
  { table, rows: ask }: DetectorContext,
  { start, end, kept, broken }: Ordered
): Promise<{ areTied: boolean; areFarBack: boolean; areSmooth: boolean } | null> {
  const apart = `SELECT ${apartSql(start, end)} AS apart FROM ${table.sql}`
  const [gaps] = await ask<{ levels: number[] | null; back: number | null }>(
    `SELECT quantile_cont(apart, [0.05, ${(BESIDE * broken) / (kept + broken)}, 0.5, 0.95]) FILTER (apart >= 0) AS levels, median(-apart) FILTER (apart < 0) AS back FROM (${apart})`
  )
  if (!gaps?.levels || gaps.back === null) return null
  const [least, short, usual, most] = gaps.levels as [number, number, number, number]
  // Near the order, those back fall off by and by from those forth, which errors do not.
  const step = isDaily(start, end) ? DAY : 0
  const near = short + step
  const [beside] = await ask<{ back: number; forth: number; half: number; mirrored: number }>(
    `SELECT count(*) FILTER (apart < 0 AND apart >= -${near}) AS back, count(*) FILTER (apart >= 0 AND apart < ${near}) AS forth, count(*) FILTER (apart < 0 AND apart >= -${gaps.back}) AS half, count(*) FILTER (apart >= 0 AND apart < ${gaps.back}) AS mirrored FROM (${apart})`
  )
  const covered = [start, end].map(({ numeric }) => quantileAt(numeric, 0.95) - quantileAt(numeric, 0.05))
  return {
    areTied: most - least <= TIED * Math.min(...covered),
    areFarBack: gaps.back >= Math.max(CLEARLY * usual, 2 * step),
    areSmooth: !beside || (beside.back > SMOOTH * beside.forth && beside.mirrored >= beside.half)
  }
}
