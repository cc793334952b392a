import {
  ScoreDimension,
  type Anomaly,
  type AnomalyReport,
  type LocalizedText,
  type QualityScores,
  type RuleResult,
  type Score,
  type TableRef
} from '../../contract'
import { knownFindings, knownSkipped, searchResult } from '../anomalies'
import type { Report } from '../call'
import type { Project } from '../project'
import { searchOnce } from '../quality'
import { hidesRowid } from '../sql'
import { resolveTable, type Table } from '../tables'
import { measured } from './measured'
import { runRules } from './run'
import { ruleTitle } from './words'

/**
 * Scores of a table by dimension of ISO/IEC 25012, worst first: measured by profile and detectors, and declared by its
 * rules, side by side and never mixed; each with its method, its n and its parts.
 */
export async function qualityScores(
  project: Project,
  ref: TableRef,
  report: Report = () => undefined,
  signal?: AbortSignal
): Promise<QualityScores> {
  const table = await resolveTable(project, { schema: 'clean', name: ref.name })
  const { findings, skipped } = await searchedOf(project, table, report, signal)
  const { results } = await runRules(project, table.ref, () => undefined, signal)
  const dimensions: QualityScores['dimensions'] = []
  for (const dimension of ScoreDimension.options) {
    const declared = declare(results.filter(({ rule }) => rule.dimension === dimension))
    // No detector looks for what is out of date: a score of it would be made up. Personal data are told of columns, and are no
    // fault of a cell: that no cell counts would not say that they are kept.
    const isLookedFor =
      !hidesRowid(table.columns) &&
      dimension !== 'confidentiality' &&
      (dimension !== 'currentness' || findings.some((one) => one.dimension === dimension))
    const found = isLookedFor ? await measured(project, table, dimension, findings, signal) : null
    if (found || declared) dimensions.push({ dimension, measured: found, declared })
  }
  return {
    table: table.ref,
    rows: table.rows,
    dimensions: dimensions.sort((a, b) => lowest(a) - lowest(b)),
    notes: [...results.flatMap(brokenRule), ...skipped.map(failedCheck)]
  }
}

function brokenRule({ rule, problem }: RuleResult): LocalizedText[] {
  if (!problem) return []
  const title = ruleTitle(rule)
  return [
    {
      fr: `Règle hors du compte, « ${title.fr} » : ${problem.fr}`,
      en: `Rule left out, “${title.en}”: ${problem.en}`
    }
  ]
}

/** A check that could not be made finds nothing, or not all: without a word the score would seem better than it is. */
function failedCheck({ reason, bounded }: AnomalyReport['skipped'][number]): LocalizedText {
  if (bounded) return { fr: `Contrôle fait en partie : ${reason.fr}`, en: `A check was made in part: ${reason.en}` }
  return {
    fr: `Contrôle qui n’a pas pu être fait, hors du compte : ${reason.fr}`,
    en: `A check could not be made and is left out: ${reason.en}`
  }
}

async function searchedOf(
  project: Project,
  table: Table,
  report: Report,
  signal?: AbortSignal
): Promise<Pick<AnomalyReport, 'skipped'> & { findings: readonly Anomaly[] }> {
  const known = knownFindings(project, table)
  if (known) return { findings: known, skipped: knownSkipped(project, table) }
  return searchResult(searchOnce(project, [table.ref], new Date(), signal), (event) => {
    if (event.type === 'progress') report(event.progress)
  })
}

/** Of all judgements of its rules, the share that passes; each rule is a part. */
function declare(results: readonly RuleResult[]): Score | null {
  const counted = results.flatMap(({ rule, counts, evidence }) => (counts ? [{ rule, counts, evidence }] : []))
  if (!counted.length) return null
  const n = counted.reduce((sum, { counts }) => sum + counts.judged, 0)
  const faults = counted.reduce((sum, { counts }) => sum + counts.failing, 0)
  return {
    value: n ? 1 - faults / n : null,
    n,
    faults,
    method: {
      fr: 'Part des jugements favorables : chaque règle juge chaque ligne qui la concerne ; n est le nombre de jugements, toutes règles ensemble.',
      en: 'Share of favourable judgements: each rule judges each row that it is about; n is the number of judgements of all rules together.'
    },
    parts: counted
      .map(({ rule, counts, evidence }) => ({
        label: ruleTitle(rule),
        n: counts.judged,
        faults: counts.failing,
        rule: rule.id,
        evidence
      }))
      .sort((a, b) => b.faults / (b.n || 1) - a.faults / (a.n || 1))
  }
}

function lowest({ measured, declared }: QualityScores['dimensions'][number]): number {
  return Math.min(measured?.value ?? 1, declared?.value ?? 1)
}
