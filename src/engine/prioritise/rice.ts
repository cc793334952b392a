import type { Ranking, Workstream } from '../../contract'
import { lacking } from './missing'
import { rank, type Scored } from './rank'
import { inputOf, rounded, written, type InputName } from './words'

const NEEDED = ['reach', 'impact', 'confidence', 'effort'] as const satisfies readonly InputName[]

/**
 * Ranks workstreams by RICE: reach (people per quarter) × impact (0.25 to 3) × confidence (a share) / effort
 * (person-days). Source: Sean McBride, « RICE: Simple prioritization for product managers », Intercom, 2018
 * (https://www.intercom.com/blog/rice-simple-prioritization-for-product-managers/). Intercom counts effort in
 * person-months; person-days change the scale of the scores, not their order.
 */
export function rankByRice(workstreams: readonly Workstream[]): Ranking {
  const scored: Scored[] = []
  const missing: Ranking['missing'] = []
  for (const workstream of workstreams) {
    const score = riceOf(workstream)
    if (score) scored.push(score)
    else
      missing.push(
        lacking(
          workstream,
          NEEDED.filter((name) => workstream.estimates[name] === null)
        )
      )
  }
  return { ...WORDS, method: 'rice', rows: rank(scored), missing, medians: null, valueUnit: null, notes: [] }
}

function riceOf(workstream: Workstream): Scored | null {
  const { reach, impact, confidence, effort } = workstream.estimates
  if (!reach || impact === null || confidence === null || effort === null) return null
  const score = (reach.people * impact * (confidence / 100)) / effort
  const inputs = [
    inputOf('reach', reach.people, reach.source),
    inputOf('impact', impact),
    inputOf('confidence', confidence),
    inputOf('effort', effort)
  ]
  const [r, i, c, e, s] = [written(reach.people), written(impact), written(confidence), written(effort), rounded(score)]
  return {
    workstream,
    score,
    inputs,
    computation: {
      fr: `${r.fr} × ${i.fr} × ${c.fr} % ÷ ${e.fr} = ${s.fr}`,
      en: `${r.en} × ${i.en} × ${c.en}% ÷ ${e.en} = ${s.en}`
    }
  }
}

const WORDS = {
  title: { fr: 'RICE', en: 'RICE' },
  formula: {
    fr: 'score = portée × impact × confiance ÷ effort',
    en: 'score = reach × impact × confidence ÷ effort'
  },
  unit: { fr: 'impact pondéré par jour-personne', en: 'weighted impact per person-day' },
  explanation: {
    fr: 'RICE estime l’effet total attendu par jour de travail : combien de personnes sont touchées en un trimestre, à quel point (0,25 minime, 0,5 faible, 1 moyen, 2 fort, 3 massif), avec quelle confiance dans ces estimations, divisé par l’effort en jours-personnes. Le score n’a pas de sens seul : il sert à comparer des chantiers estimés de la même façon. Un chantier obligatoire ou dont d’autres dépendent peut passer devant. Source : Sean McBride, Intercom, 2018 ; l’effort y est compté en mois-personnes, ce qui change l’échelle des scores mais pas leur ordre.',
    en: 'RICE estimates the total effect to be expected per day of work: how many people are touched in a quarter, how much (0.25 minimal, 0.5 low, 1 medium, 2 high, 3 massive), with what confidence in these estimates, divided by the effort in person-days. A score means nothing alone: it compares workstreams estimated in the same way. One that is compulsory, or that others depend on, may still go first. Source: Sean McBride, Intercom, 2018, where effort is in person-months: that changes the scale of the scores, not their order.'
  }
}
