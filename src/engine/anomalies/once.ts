import type { Anomaly } from '../../contract'
import type { Row } from '../db'
import { RANK } from './order'

/** How sure a finding must be for another about the same cells to stand in it. */
const SURE = 0.7
/** Rows of a finding beyond which its cells are not set beside those of another: so many speak for themselves. */
const MOST_ROWS = 100_000
/** Findings of one column that are set beside one another, and of those that stand in another one, how many it names. */
const MOST_BESIDE = 40
const MOST_NAMED = 3

/** Checks that say of a cell only that it is empty or unlike the others, not what is wrong with it. */
const UNLIKE = new Set(
  'missing unreadable_value format_minority shape_minority case_minority dependency_rules conditional_rule conditional_dependency rare_category sound_alike outlier group_outlier'.split(
    ' '
  )
)

type Ask = <T extends Row>(sql: string) => Promise<T[]>

/**
 * The findings of a table without those that repeat others: one that says only that its cells are unlike the others, each of which is
 * told by stronger ones about the same column, stands in the explanation of the strongest of these. What can be set right at once is
 * stronger than what must be looked at, then what says more than "unlike", then the worse, then the surer.
 */
export async function toldOnce(ask: Ask, findings: readonly Anomaly[]): Promise<Anomaly[]> {
  const columns = new Map<string, Anomaly[]>()
  for (const one of findings.filter(isCompared)) {
    const [column = ''] = one.columns
    columns.set(column, [...(columns.get(column) ?? []), one])
  }
  const standsIn = new Map<Anomaly, Anomaly>()
  for (const beside of columns.values()) {
    const ranked = [...beside].sort(strongestFirst).slice(0, MOST_BESIDE)
    if (ranked.length < 2) continue
    const groups = await togetherTold(ask, ranked)
    for (const [place, weaker] of ranked.entries()) {
      if (!UNLIKE.has(weaker.detector)) continue
      const kept = ranked.map(
        (one, at) => at < place && one.confidence >= SURE && !standsIn.has(one) && keepsScore(weaker, one)
      )
      const own = groups.filter((told) => told[place])
      const strongest = ranked.find((_, at) => kept[at] && own.some((told) => told[at]))
      if (strongest && own.every((told) => told.some((says, at) => says && kept[at]))) standsIn.set(weaker, strongest)
    }
  }
  return findings.filter((one) => !standsIn.has(one)).map((one) => withOthers(one, standsIn))
}

/** A gap stays counted where completeness is: it stands only in what says more of the same gap. */
function keepsScore(weaker: Anomaly, stronger: Anomaly): boolean {
  return weaker.detector !== 'missing' || stronger.dimension === weaker.dimension
}

function isCompared({ place, columns, rows }: Anomaly): boolean {
  return place === 'cells' && columns.length === 1 && rows > 0 && rows <= MOST_ROWS
}

/** Which of the findings tell a cell together, each set of them once. */
async function togetherTold(ask: Ask, findings: readonly Anomaly[]): Promise<boolean[][]> {
  const told = findings.map(({ cellsSql }, place) => `SELECT "row", ${place} AS told FROM (${cellsSql}\n)`)
  const sets = await ask<{ told: string }>(
    `SELECT DISTINCT told FROM (SELECT string_agg(DISTINCT told::VARCHAR, ',') AS told FROM (${told.join('\nUNION ALL\n')}) GROUP BY "row")`
  )
  return sets.map((set) => {
    const places = new Set(set.told.split(',').map(Number))
    return findings.map((_, place) => places.has(place))
  })
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

/** A finding as bad as the worst of those that stand in it, which it names. */
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
  const severity = [one, ...others].sort((a, b) => RANK[a.severity] - RANK[b.severity])[0]?.severity ?? one.severity
  return { ...one, severity, explanation, evidence: { ...one.evidence, definition: explanation } }
}
