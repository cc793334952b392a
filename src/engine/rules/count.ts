import type { RuleCounts, RuleDraft } from '../../contract'
import { aliased, type Compiled } from './compile'
import { cellSql, columnOf } from './kinds/cell'
import type { Ask, Ground } from './kinds/kind'
import { FEW, stateOf, worseThan } from './state'

/** Segments told of one rule, the worst. */
export const MOST_SEGMENTS = 60

/** A rule with its SQL. */
export interface Judged {
  rule: RuleDraft
  compiled: Compiled
}

/** The counts of one segment, by the text of its value. */
export interface SegmentCounts {
  value: string | null
  counts: RuleCounts
}

/** Counts some rules in one pass over their rows. */
export async function countRules(ask: Ask, ground: Ground, judged: readonly Judged[]): Promise<RuleCounts[]> {
  if (!judged.length) return []
  const [row = {}] = await ask<Record<string, number>>(
    `SELECT ${judged.map((one, place) => countsSql(one, place)).join(', ')}\nFROM (${verdictsSql(ground, judged)})`
  )
  return judged.map(({ rule }, place) => readCounts(row, rule, place))
}

/**
 * Counts some rules by the values of a column, in one pass: of each rule its worst segments, those of few judged rows behind, where equal
 * the larger. The number of segments is that of all, also of those left out.
 */
export async function countBySegment(
  ask: Ask,
  ground: Ground,
  judged: readonly Judged[],
  segment: string
): Promise<{ segments: number; counts: SegmentCounts[][] }> {
  const rows = await ask<Record<string, number | string | null>>(
    `SELECT * FROM (SELECT segment, count(*) AS size, count(*) OVER () AS segments, ${judged.map((one, place) => countsSql(one, place)).join(', ')}
FROM (${verdictsSql(ground, judged, `${segmentCell(ground, segment)} AS segment`)})
GROUP BY segment)
QUALIFY ${judged.map(({ rule }, place) => `row_number() OVER (ORDER BY ${worstFirstSql(rule, place)}) <= ${MOST_SEGMENTS}`).join(' OR ')}
ORDER BY size DESC, segment`
  )
  return {
    segments: Number(rows[0]?.segments ?? 0),
    counts: judged.map(({ rule }, place) =>
      rows
        .map((row) => ({
          value: row.segment === null ? null : String(row.segment),
          counts: readCounts(row, rule, place)
        }))
        .sort(({ counts: a }, { counts: b }) => Number(a.judged < FEW) - Number(b.judged < FEW) || worseThan(a, b))
        .slice(0, MOST_SEGMENTS)
    )
  }
}

/** The order of `worseThan` over the counts of a rule, segments of few judged rows behind; of one rule a state is as its share. */
function worstFirstSql({ missing }: RuleDraft, place: number): string {
  const [told, failed] =
    missing === 'fail' ? [`n${place}`, `(f${place} + n${place} - j${place})`] : [`j${place}`, `f${place}`]
  return `${told} < ${FEW}, ${failed} / nullif(${told}, 0) DESC NULLS LAST, ${failed} DESC, size DESC, segment`
}

/** The segment of a row as a text: NULL where its value is missing, which for a text is also white space. */
export function segmentCell(ground: Ground, segment: string): string {
  return `(${cellSql(columnOf(ground, segment))})::VARCHAR`
}

/** The verdict of each rule on each row, `v0`, `v1`…, and whether it is about the row, `s0`… */
function verdictsSql({ from, alias }: Ground, judged: readonly Judged[], more?: string): string {
  const columns = judged.flatMap(({ compiled: { scope, verdict } }, place) =>
    scope === null
      ? [`${verdict} AS v${place}`]
      : [`coalesce(${scope}, false) AS s${place}`, `CASE WHEN ${scope} THEN ${verdict} END AS v${place}`]
  )
  return `SELECT ${[...(more ? [more] : []), ...columns].join(',\n')}\nFROM ${from}${aliased(from, alias)}`
}

function countsSql({ compiled: { scope } }: Judged, place: number): string {
  const rows = scope === null ? 'count(*)' : `count(*) FILTER (WHERE s${place})`
  return `${rows} AS n${place}, count(v${place}) AS j${place}, count(*) FILTER (WHERE NOT v${place}) AS f${place}`
}

function readCounts(row: Record<string, number | string | null>, rule: RuleDraft, place: number): RuleCounts {
  const of = (name: string): number => Number(row[name + place] ?? 0)
  const [rows, told, failed] = [of('n'), of('j'), of('f')]
  const missing = rows - told
  return asCounts(rule, rows, missing, failed)
}

/** Counts with their share and state, by what the rule says of missing values. */
function asCounts(
  { missing: policy, thresholds }: RuleDraft,
  rows: number,
  missing: number,
  failed: number
): RuleCounts {
  const judged = policy === 'fail' ? rows : rows - missing
  const failing = policy === 'fail' ? failed + missing : failed
  const share = judged ? failing / judged : null
  return { rows, judged, failing, missing, share, state: stateOf(share, thresholds) }
}
