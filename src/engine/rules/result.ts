import type { Evidence, LocalizedText, Rule, RuleResult, RuleSegment } from '../../contract'
import { literal } from '../sql'
import { failingRowsSql, figureSql } from './compile'
import { segmentCell, type SegmentCounts } from './count'
import type { Ground } from './kinds/kind'
import { isSegmentGone, problemOf, type Verdict } from './judge'
import { FEW, worseThan } from './state'
import { ruleDefinition, ruleScope, ruleTitle, stateOfRule } from './words'

/** What was counted for a rule, with the queries that prove it. */
export function resultOf(ground: Ground, verdict: Verdict<Rule>): RuleResult {
  const { rule } = verdict
  if (!('counts' in verdict))
    return {
      rule,
      counts: null,
      problem: problemOf(verdict.error),
      note: null,
      segments: [],
      others: null,
      evidence: null
    }
  const { compiled, counts, segments, segmentCount } = verdict
  const told = segments.map(({ value, counts: own }): RuleSegment => ({
    ...own,
    value,
    few: own.judged < FEW,
    rowsSql: failingRowsSql(rule, compiled, ground, segmentSql(ground, rule.segment ?? '', value))
  }))
  return {
    rule,
    counts,
    problem: null,
    note: isSegmentGone(ground, rule) ? segmentGone(rule.segment ?? '') : null,
    segments: told.sort((a, b) => Number(a.few) - Number(b.few) || worseThan(a, b)),
    others: segmentCount > segments.length ? othersOf(counts, segments, segmentCount) : null,
    evidence: evidenceOf(rule, ground, verdict)
  }
}

/** The evidence of a rule's figure; its table is the one that the rule names, whatever stands for it. */
export function evidenceOf(
  rule: Rule,
  ground: Ground,
  { compiled, counts }: Pick<Extract<Verdict, { error: null }>, 'compiled' | 'counts'>
): Evidence {
  const title = ruleTitle(rule)
  return {
    title,
    definition: ruleDefinition(rule),
    n: counts.judged,
    filter: ruleScope(rule),
    rule: { id: rule.id, name: title.fr, state: stateOfRule(rule) },
    sql: figureSql(rule, compiled, ground),
    rowsSql: failingRowsSql(rule, compiled, ground),
    table: rule.table,
    columns: rule.columns
  }
}

function othersOf(all: RuleResult['counts'] & object, told: readonly SegmentCounts[], segments: number) {
  const sum = (of: 'judged' | 'failing'): number => told.reduce((so, { counts }) => so + counts[of], 0)
  return {
    segments: segments - told.length,
    judged: all.judged - sum('judged'),
    failing: all.failing - sum('failing')
  }
}

function segmentGone(column: string): LocalizedText {
  return {
    fr: `La colonne « ${column} » n’est plus dans la table : la règle est jugée en entier, sans segments. Choisissez une autre colonne de segments, ou aucune.`,
    en: `Column “${column}” is no longer in the table: the rule is judged as a whole, without segments. Choose another column of segments, or none.`
  }
}

function segmentSql(ground: Ground, column: string, value: string | null): string {
  const cell = segmentCell(ground, column)
  return value === null ? `${cell} IS NULL` : `${cell} = ${literal(value)}`
}
