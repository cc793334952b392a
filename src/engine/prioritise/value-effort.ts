import type { Quadrant, RankedRow, Ranking, Workstream, WorkstreamValue } from '../../contract'
import { lacking } from './missing'
import { rank, type Scored } from './rank'
import { EUROS, INPUTS, inputOf, rounded, written, type InputName } from './words'

const NEEDED = ['value', 'effort'] as const satisfies readonly InputName[]

/**
 * Ranks workstreams by value per person-day and puts each in a quadrant cut at the medians of those ranked.
 * Values in points and in euros cannot be compared: the unit used more often is ranked (points on a tie), the other
 * set apart.
 */
export function rankByValueEffort(workstreams: readonly Workstream[]): Ranking {
  const unit = mainUnit(workstreams)
  const scored: Scored[] = []
  const missing: Ranking['missing'] = []
  for (const workstream of workstreams) {
    const { value, effort } = workstream.estimates
    const absent = NEEDED.filter((name) => workstream.estimates[name] === null)
    if (value && value.unit !== unit) missing.push(otherUnit(workstream, absent, unit))
    else if (value && effort !== null) scored.push(scoreOf(workstream, value, effort))
    else missing.push(lacking(workstream, absent))
  }
  const medians = mediansOf(scored)
  return {
    ...WORDS,
    method: 'value-effort',
    unit:
      unit === 'eur'
        ? { fr: '€ par jour-personne', en: '€ per person-day' }
        : { fr: 'points par jour-personne', en: 'points per person-day' },
    rows: rank(scored).map((row) => ({ ...row, quadrant: medians && quadrantOf(row, medians) })),
    missing,
    medians: medians && { ...medians, rule: ruleOf(medians, unit) },
    valueUnit: scored.length ? unit : null,
    notes: scored.length > 0 && scored.length < 4 ? [FEW] : []
  }
}

/** The quadrant of a row; on a median, value counts as high and effort as low. */
export function quadrantOf(row: Pick<RankedRow, 'inputs'>, medians: { value: number; effort: number }): Quadrant {
  const amount = (name: InputName) => row.inputs.find((input) => input.name === name)?.value ?? 0
  const valuable = amount('value') >= medians.value
  const light = amount('effort') <= medians.effort
  if (valuable) return light ? 'quick-win' : 'big-bet'
  return light ? 'fill-in' : 'money-pit'
}

function scoreOf(workstream: Workstream, value: WorkstreamValue, effort: number): Scored {
  const score = value.amount / effort
  const [v, e, s] = [written(value.amount), written(effort), rounded(score)]
  const euros = value.unit === 'eur'
  return {
    workstream,
    score,
    inputs: [
      inputOf('value', value.amount, { kind: 'manual' }, euros ? EUROS : INPUTS.value.unit),
      inputOf('effort', effort)
    ],
    computation: {
      fr: `${v.fr}${euros ? ' €' : ''} ÷ ${e.fr} = ${s.fr}`,
      en: `${euros ? '€' : ''}${v.en} ÷ ${e.en} = ${s.en}`
    }
  }
}

function mainUnit(workstreams: readonly Workstream[]): WorkstreamValue['unit'] {
  const count = (unit: string) => workstreams.filter(({ estimates }) => estimates.value?.unit === unit).length
  return count('eur') > count('points') ? 'eur' : 'points'
}

function otherUnit(
  workstream: Workstream,
  absent: readonly InputName[],
  unit: WorkstreamValue['unit']
): Ranking['missing'][number] {
  const { missing, reason } = lacking(workstream, absent)
  const [own, others] = unit === 'eur' ? [POINTS_NAME, EUROS_NAME] : [EUROS_NAME, POINTS_NAME]
  return {
    workstreamId: workstream.id,
    title: workstream.title,
    missing,
    reason: {
      fr: `Valeur en ${own.fr} : elle ne se compare pas aux autres, en ${others.fr}.${absent.length ? ` ${reason.fr}` : ''}`,
      en: `Value in ${own.en}: it does not compare with the others, in ${others.en}.${absent.length ? ` ${reason.en}` : ''}`
    }
  }
}

function mediansOf(scored: readonly Scored[]): { value: number; effort: number } | null {
  if (!scored.length) return null
  const of = (name: InputName) => median(scored.map(({ inputs }) => inputs.find((i) => i.name === name)?.value ?? 0))
  return { value: of('value'), effort: of('effort') }
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

function ruleOf(medians: { value: number; effort: number }, unit: WorkstreamValue['unit']) {
  const [v, e] = [written(medians.value), written(medians.effort)]
  const euros = unit === 'eur'
  return {
    fr: `Les quadrants se coupent aux médianes des chantiers classés : valeur ${v.fr}${euros ? ' €' : ''}, effort ${e.fr} jours-personnes. À la médiane, une valeur compte comme forte et un effort comme léger.`,
    en: `Quadrants are cut at the medians of the ranked workstreams: value ${euros ? '€' : ''}${v.en}, effort ${e.en} person-days. On the median, a value counts as high and an effort as light.`
  }
}

const POINTS_NAME = { fr: 'points', en: 'points' }
const EUROS_NAME = { fr: 'euros', en: 'euros' }
const FEW = {
  fr: 'Moins de quatre chantiers classés : les quadrants disent peu.',
  en: 'Fewer than four workstreams ranked: quadrants say little.'
}
const WORDS = {
  title: { fr: 'Valeur / effort', en: 'Value / effort' },
  formula: { fr: 'score = valeur ÷ effort', en: 'score = value ÷ effort' },
  explanation: {
    fr: 'Chaque chantier vaut tant de points (ou d’euros) et coûte tant de jours-personnes ; le score est la valeur rendue par jour. Le quadrant dit le reste : beaucoup de valeur pour peu d’effort est un gain rapide, beaucoup pour beaucoup un grand pari, peu pour peu un complément, peu pour beaucoup un gouffre. Les médianes dépendent des chantiers présents : un quadrant compare, il ne juge pas.',
    en: 'Each workstream is worth so many points (or euros) and costs so many person-days; the score is the value returned per day. The quadrant says the rest: much value for little effort is a quick win, much for much a big bet, little for little a fill-in, little for much a money pit. Medians depend on the workstreams that are there: a quadrant compares, it does not judge.'
  }
}
