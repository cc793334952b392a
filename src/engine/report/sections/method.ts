import type { IntervalMethod } from '../../../contract'
import type { ReportFacts, Writer } from '../context'
import { html, type Markup } from '../markup'
import { explorationPart } from './exploration'

const INTERVALS: Record<IntervalMethod, [string, string]> = {
  nps: [
    'NPS\u00a0: part des promoteurs (9 et 10) moins part des détracteurs (0 à 6), en points\u00a0; intervalle à 95\u00a0% de Wald ajusté (Bonett et Price, 2012).',
    'NPS: share of promoters (9 and 10) minus share of detractors (0 to 6), in points; 95% adjusted Wald interval (Bonett and Price, 2012).'
  ],
  proportion: ['Parts\u00a0: intervalle de Wilson à 95\u00a0% (1927).', 'Shares: 95% Wilson interval (1927).'],
  mean: ['Moyennes\u00a0: intervalle de Student à 95\u00a0%.', 'Means: 95% Student interval.']
}

/** How the figures of this report were made: only what it uses. */
export function methodSection(facts: ReportFacts, writer: Writer): Markup[] {
  const { findings, charts, info } = facts
  const used = new Set(findings.map((finding) => finding.figure.interval).filter((method) => method !== null))
  const steps = info.counts.step ?? 0
  const notes = [
    writer.say(
      'Chaque chiffre est le résultat d’une requête SQL sur les données du projet\u00a0; elle est donnée sous «\u00a0Preuve\u00a0», avec sa définition, son filtre et son effectif n.',
      'Each figure is the result of an SQL query on the project’s data; it stands under “Evidence” with its definition, its filter and its n.'
    ),
    steps
      ? writer.say(
          `Les fichiers d’origine ne sont jamais modifiés\u00a0: une recette de ${writer.number(steps)}\u00a0${steps > 1 ? 'étapes' : 'étape'} les prépare.`,
          `The original files are never changed: a recipe of ${writer.number(steps)} ${steps > 1 ? 'steps' : 'step'} prepares them.`
        )
      : writer.say(
          'Les données sont analysées telles qu’elles ont été chargées\u00a0: aucune étape de préparation.',
          'The data are analysed as loaded: no preparation step.'
        ),
    ...[...used].map((method) => writer.say(...INTERVALS[method])),
    ...(charts.length
      ? [
          writer.say(
            'Graphiques\u00a0: données agrégées avant le dessin\u00a0; les barres partent de zéro\u00a0; au-delà de 20 catégories ou de 7 couleurs, le reste est réuni sous «\u00a0Autres\u00a0».',
            'Charts: data aggregated before drawing; bars start at zero; beyond 20 categories or 7 colours, the rest stands together as “Others”.'
          )
        ]
      : []),
    ...(charts.some(({ chart }) => chart.intent.kind === 'histogram')
      ? [
          writer.say(
            'Histogrammes\u00a0: largeur de classe selon Freedman et Diaconis (1981), arrondie.',
            'Histograms: bin width after Freedman and Diaconis (1981), rounded.'
          )
        ]
      : [])
  ]
  return [
    html`<ul>
      ${notes.map((text) => html`<li>${text}</li>`)}
    </ul>`,
    ...explorationPart(facts, writer)
  ]
}
