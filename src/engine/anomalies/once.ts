import type { Anomaly } from '../../contract'
import type { Row } from '../db'
import { throwIfCancelled } from '../errors'
import { RANK } from './order'

/** How sure a finding must be for another about the same cells to stand in it. */
const SURE = 0.7
/** Rows of a finding beyond which its cells are not set beside those of another: so many speak for themselves. */
const MOST_ROWS = 100_000
/** Findings of one column that may stand in others, others that they may stand in, and of the former, how many one of the latter names. */
const MOST_BESIDE = 10
const MOST_NAMED = 3
/** Share of the rows of a finding that one standing in it must tell to make it worse. */
const MOST_CELLS = 0.5

/** Checks that say of a cell only that it is empty or unlike the others, not what is wrong with it. */
const UNLIKE = new Set(
  'missing unreadable_value format_minority shape_minority case_minority dependency_rules two_way_rule conditional_rule conditional_dependency segment_dependency rare_category sound_alike outlier group_outlier time_spike'.split(
    ' '
  )
)

/** Checks that say of a number only how it is written, and those that say that it is far from others, which is no matter of writing. */
const WRITING = new Set(['needless_decimals', 'number_style'])
const FAR_OFF = new Set(['outlier', 'group_outlier', 'time_spike'])

type Ask = <T extends Row>(sql: string) => Promise<T[]>

/**
 * The findings of a table without those that repeat others: one that says only that its cells are unlike the others, each of which is
 * told by stronger ones about the same column, stands in the explanation of the one of these that tells most of them. What can be set
 * right at once is stronger than what must be looked at, then what says more than "unlike", then the worse, then the surer. Rows are
 * read only where something may so stand; the findings of a column whose query fails stay as they are.
 */
export async function toldOnce(ask: Ask, findings: readonly Anomaly[], signal?: AbortSignal): Promise<Anomaly[]> {
  const columns = new Map<string, Anomaly[]>()
  for (const one of findings.filter(isCompared)) {
    const [column = ''] = one.columns
    columns.set(column, [...(columns.get(column) ?? []), one])
  }
  const standsIn = new Map<Anomaly, Anomaly>()
  for (const beside of columns.values()) {
    const compared = mayStand([...beside].sort(strongestFirst))
    if (!compared.length) continue
    try {
      const groups = await togetherTold(ask, compared)
      for (const [place, weaker] of compared.entries()) {
        const holder = holderOf(compared, place, groups, (one) => !standsIn.has(one))
        if (holder) standsIn.set(weaker, holder)
      }
    } catch {
      throwIfCancelled(signal)
    }
  }
  return findings.filter((one) => !standsIn.has(one)).map((one) => withOthers(one, standsIn))
}

/** Of findings from the strongest on, those that may stand in a stronger one, and these. */
function mayStand(ranked: readonly Anomaly[]): Anomaly[] {
  const strongerOf = (weaker: Anomaly): Anomaly[] => {
    const before = ranked.slice(0, ranked.indexOf(weaker))
    return before.filter((one) => mayHold(one, weaker))
  }
  const weaker = ranked.filter((one) => strongerOf(one).length).slice(0, MOST_BESIDE)
  const stronger = [...new Set(weaker.flatMap(strongerOf))].sort(strongestFirst).slice(0, MOST_BESIDE)
  return ranked.filter((one) => weaker.includes(one) || stronger.includes(one))
}

function mayHold(stronger: Anomaly, weaker: Anomaly): boolean {
  if (WRITING.has(stronger.detector) && FAR_OFF.has(weaker.detector)) return false
  return UNLIKE.has(weaker.detector) && stronger.confidence >= SURE && keepsScore(weaker, stronger)
}

/** Where stronger findings that stay tell all cells of the one at `place`: the one that tells most, the strongest of several. */
function holderOf(
  compared: readonly Anomaly[],
  place: number,
  groups: readonly ToldTogether[],
  stays: (one: Anomaly) => boolean
): Anomaly | null {
  const weaker = compared[place]
  const own = groups.filter(({ told }) => told.has(place))
  const holders = compared.flatMap((one, at) =>
    weaker && at < place && stays(one) && mayHold(one, weaker)
      ? [{ one, at, n: own.reduce((sum, { told, n }) => sum + (told.has(at) ? n : 0), 0) }]
      : []
  )
  if (!own.length || !own.every(({ told }) => holders.some(({ at }) => told.has(at)))) return null
  return [...holders].sort((a, b) => b.n - a.n || a.at - b.at)[0]?.one ?? null
}

/** A gap stays counted where completeness is: it stands only in what says more of the same gap. */
function keepsScore(weaker: Anomaly, stronger: Anomaly): boolean {
  return weaker.detector !== 'missing' || stronger.dimension === weaker.dimension
}

function isCompared({ place, columns, rows }: Anomaly): boolean {
  return place === 'cells' && columns.length === 1 && rows > 0 && rows <= MOST_ROWS
}

/** Findings, by place, that tell some cells together, and the number of these. */
interface ToldTogether {
  told: ReadonlySet<number>
  n: number
}

/** Which of the findings tell a cell together, each set of them once. */
async function togetherTold(ask: Ask, findings: readonly Anomaly[]): Promise<ToldTogether[]> {
  const told = findings.map(({ cellsSql }, place) => `SELECT "row", ${place} AS told FROM (${cellsSql}\n)`)
  const sets = await ask<{ told: string; n: number }>(
    `SELECT told, count(*) AS n FROM (SELECT string_agg(DISTINCT told::VARCHAR, ',' ORDER BY told::VARCHAR) AS told FROM (${told.join('\nUNION ALL\n')}) GROUP BY "row") GROUP BY ALL`
  )
  return sets.map(({ told: set, n }) => ({ told: new Set(set.split(',').map(Number)), n }))
}

function strongestFirst(a: Anomaly, b: Anomaly): number {
  return (
    Number(isReviewed(a)) - Number(isReviewed(b)) ||
    Number(UNLIKE.has(a.detector)) - Number(UNLIKE.has(b.detector)) ||
    RANK[a.severity] - RANK[b.severity] ||
    b.confidence - a.confidence ||
    b.rows - a.rows ||
    (a.id < b.id ? -1 : 1)
  )
}

function isReviewed({ proposal }: Anomaly): boolean {
  return !proposal || proposal.repair.kind === 'review'
}

/** A finding that names those that stand in it, and is as bad as the worst that tells most of its cells: one row of many does not make all worse. */
function withOthers(one: Anomaly, standsIn: ReadonlyMap<Anomaly, Anomaly>): Anomaly {
  const others = [...standsIn].flatMap(([weaker, strongest]) => (strongest === one ? [weaker] : []))
  if (!others.length) return one
  const more = others.length > MOST_NAMED
  const named = (language: 'fr' | 'en'): string =>
    others
      .slice(0, MOST_NAMED)
      .map(({ message }) => message[language])
      .join(' ; ') + (more ? ' ; …' : '')
  const explanation = {
    fr: `${one.explanation.fr} Ce que disent aussi des mêmes cellules : ${named('fr')}.`,
    en: `${one.explanation.en} Also told of the same cells: ${named('en').replaceAll(' ; ', '; ')}.`
  }
  const alike = others.filter(({ rows }) => rows >= MOST_CELLS * one.rows)
  const severity = [one, ...alike].sort((a, b) => RANK[a.severity] - RANK[b.severity])[0]?.severity ?? one.severity
  const unread = others.find(({ kind }) => kind === 'unreadable_value')
  return { ...one, severity, explanation, evidence: { ...one.evidence, definition: explanation }, unread }
}
