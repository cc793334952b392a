import type { LocalizedText, RuleCounts, RuleDraft } from '../../contract'
import { ChantierError, toErrorData } from '../errors'
import { runQuery } from '../tables'
import { compileRule, type Compiled } from './compile'
import { countBySegment, countRules, type Judged, type SegmentCounts } from './count'
import { kindOf } from './kinds'
import type { Ask, Ground } from './kinds/kind'

/** What was counted for one rule; or the failure, in words, instead. */
export type Verdict<R extends RuleDraft = RuleDraft> =
  | { rule: R; compiled: Compiled; counts: RuleCounts; segments: SegmentCounts[]; segmentCount: number; error: null }
  | { rule: R; error: unknown }

/**
 * Judges rules on the same rows, in their order. All of them are counted in one pass, and in one more for each column
 * that makes segments; where that fails, each by itself, so that one bad rule does not hide the others. Conditions of
 * SQL run beside the others, as long as a user's query may. A rule whose segments are gone is judged as a whole.
 */
export async function judgeRules<R extends RuleDraft>(
  ask: Ask,
  ground: Ground,
  rules: readonly R[],
  onShare: (share: number) => void = () => undefined
): Promise<Verdict<R>[]> {
  const ready = new Map<R, Judged | { error: unknown }>()
  for (const rule of rules) ready.set(rule, await prepare(ask, ground, rule))
  const sound = rules.flatMap((rule) => {
    const one = ready.get(rule)
    return one && 'compiled' in one ? [one] : []
  })
  const counted = new Map<RuleDraft, RuleCounts | { error: unknown }>()
  const parted = new Map<RuleDraft, { segments: number; counts: SegmentCounts[] } | { error: unknown }>()
  const kinds = [sound.filter(({ rule }) => !isSql(rule)), sound.filter(({ rule }) => isSql(rule))]
  const segmentsOf = (some: readonly Judged[]): Set<string> =>
    new Set(some.flatMap(({ rule }) => (isSegmentGone(ground, rule) ? [] : (rule.segment ?? []))))
  const passes = kinds.reduce((sum, some) => sum + 1 + segmentsOf(some).size, 0)
  let done = 0
  for (const some of kinds) {
    await together(some, counted, (group) => limited(ask, group, (asked) => countRules(asked, ground, group)))
    onShare(++done / passes)
    for (const segment of segmentsOf(some)) {
      const group = some.filter(({ rule }) => rule.segment === segment && !isError(counted.get(rule)))
      await together(group, parted, (own) =>
        limited(ask, own, async (asked) => {
          const { segments, counts } = await countBySegment(asked, ground, own, segment)
          return counts.map((one) => ({ segments, counts: one }))
        })
      )
      onShare(++done / passes)
    }
  }
  return rules.map((rule) => {
    const one = ready.get(rule)
    const counts = counted.get(rule)
    const parts = parted.get(rule) ?? { segments: 0, counts: [] }
    if (!one || 'error' in one) return { rule, error: one?.error }
    if (!counts || isError(counts)) return { rule, error: counts?.error }
    if (isError(parts)) return { rule, error: parts.error }
    return { rule, compiled: one.compiled, counts, segments: parts.counts, segmentCount: parts.segments, error: null }
  })
}

/** Whether the column that makes the segments of a rule is no longer there. */
export function isSegmentGone({ columns }: Ground, { segment }: RuleDraft): boolean {
  return segment !== null && !columns.some(({ name }) => name === segment)
}

/** A rule as SQL, refused in words where it does not fit the rows; also what only the database can tell is asked. */
export async function prepare(ask: Ask, ground: Ground, rule: RuleDraft): Promise<Judged | { error: unknown }> {
  try {
    const compiled = compileRule(rule, ground)
    await kindOf(rule.spec).check?.(rule.spec, ground, ask)
    return { rule, compiled }
  } catch (error) {
    return { error: unlessStopped(error) }
  }
}

/** Why a rule could not be judged, for people. */
export function problemOf(error: unknown): LocalizedText {
  return toErrorData(error).message
}

async function together<T>(
  judged: readonly Judged[],
  into: Map<RuleDraft, T | { error: unknown }>,
  count: (group: readonly Judged[]) => Promise<T[]>
): Promise<void> {
  if (!judged.length) return
  try {
    for (const [place, result] of (await count(judged)).entries()) {
      const one = judged[place]
      if (one) into.set(one.rule, result)
    }
  } catch (error) {
    unlessStopped(error)
    const [only] = judged
    if (judged.length === 1 && only) into.set(only.rule, { error })
    else for (const one of judged) await together([one], into, count)
  }
}

function limited<T>(ask: Ask, group: readonly Judged[], work: (ask: Ask) => Promise<T>): Promise<T> {
  const condition = group.map(({ rule: { spec } }) => (spec.kind === 'sql' ? spec.condition : '')).find(Boolean)
  return condition === undefined ? work(ask) : runQuery(condition, (stop) => work((sql) => ask(sql, stop)))
}

function isSql({ spec }: RuleDraft): boolean {
  return spec.kind === 'sql'
}

function isError(value: unknown): value is { error: unknown } {
  return typeof value === 'object' && value !== null && 'error' in value
}

/** What was stopped on request stops everything; the rest is told of the rule. */
function unlessStopped(error: unknown): unknown {
  if (error instanceof ChantierError && error.data.kind === 'cancelled') throw error
  return error
}
