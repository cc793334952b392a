import type { LocalizedText, Measure, SegmentResult } from '../../contract'
import { countOf } from '../figure-text'
import { chosenByMeasured } from '../sql'
import type { MeasurePlan } from './plan'

/** How the figures were computed, with the sources of the methods. */
export function methodOf(measure: Measure, compared: number): LocalizedText[] {
  const intervals: Record<Measure['kind'], LocalizedText> = {
    nps: {
      fr: 'Intervalle à 95 %\u00a0: Wald ajusté pour la différence de deux parts d’un même échantillon (Bonett et Price, 2012).',
      en: '95 % interval: adjusted Wald for the difference of two shares of one sample (Bonett and Price, 2012).'
    },
    csat: {
      fr: 'Intervalle à 95 % d’une proportion\u00a0: score de Wilson (1927).',
      en: '95 % interval of a proportion: Wilson score (1927).'
    },
    mean: {
      fr: 'Intervalle à 95 % d’une moyenne\u00a0: loi de Student.',
      en: '95 % interval of a mean: Student’s t.'
    }
  }
  const differences: Record<Measure['kind'], LocalizedText> = {
    nps: {
      fr: 'Écart au reste\u00a0: intervalle MOVER (Zou et Donner, 2008), test z sur les variances ajustées.',
      en: 'Difference to the rest: MOVER interval (Zou and Donner, 2008), z test on the adjusted variances.'
    },
    csat: {
      fr: 'Écart au reste\u00a0: intervalle de Newcombe (1998, méthode 10), test z à proportion commune.',
      en: 'Difference to the rest: Newcombe interval (1998, method 10), z test with the pooled proportion.'
    },
    mean: { fr: 'Écart au reste\u00a0: test t de Welch (1947).', en: 'Difference to the rest: Welch’s t test (1947).' }
  }
  if (!compared) return [intervals[measure.kind]]
  return [
    intervals[measure.kind],
    differences[measure.kind],
    {
      fr: `${compared} écarts sont testés à la fois\u00a0: les p sont corrigées par la méthode de Holm (1979), les intervalles ne le sont pas.`,
      en: `${compared} differences are tested at once: p-values are corrected by Holm’s method (1979), intervals are not.`
    },
    {
      fr: 'Les répondants ne sont pas tirés au sort\u00a0: ces intervalles disent le hasard d’échantillonnage, pas le biais de non-réponse.',
      en: 'Respondents are no random sample: these intervals tell sampling chance, not non-response bias.'
    }
  ]
}

/** A warning where the filter leaves answers out by their own score; none where it only leaves out what is no answer. */
export function chosenNotes({ request }: MeasurePlan, left: number): LocalizedText[] {
  if (!left) return []
  const warning = chosenByMeasured([request.score])
  const count = told(left, 'sur l’échelle sont écartées par leur propre note.', 'on the scale are left out by their own score.') // prettier-ignore
  return [{ fr: `${warning.fr} ${count?.fr ?? ''}`, en: `${warning.en} ${count?.en ?? ''}` }]
}

/** What a reader must know of these data before reading the figures. */
export function notesOf(
  { request }: MeasurePlan,
  overall: SegmentResult,
  segments: readonly SegmentResult[],
  match: { unmatched: number; undecided: number } | null
): LocalizedText[] {
  const masked = segments.filter(({ status }) => status === 'masked').length
  const small = segments.filter(({ status }) => status === 'small').length
  const via = request.segment?.via
  return [
    told(overall.missing, 'sans note\u00a0: laissées de côté.', 'without a score: left out.'),
    told(
      overall.unreadable,
      'dont la note n’est pas un nombre\u00a0: laissées de côté.',
      'whose score is not a number: left out.'
    ),
    told(
      overall.offScale,
      'dont la note est hors de l’échelle\u00a0: laissées de côté.',
      'whose score is off the scale: left out.'
    ),
    match && via
      ? told(
          match.unmatched,
          `sans correspondance dans «\u00a0${via.table.name}\u00a0».`,
          `without a match in “${via.table.name}”.`
        )
      : null,
    match && via
      ? told(
          match.undecided,
          `dont «\u00a0${request.segment?.column ?? ''}\u00a0» est vide ou contradictoire dans «\u00a0${via.table.name}\u00a0».`,
          `whose “${request.segment?.column ?? ''}” is empty or contradictory in “${via.table.name}”.`
        )
      : null,
    masked
      ? {
          fr: `${masked} segment${masked > 1 ? 's' : ''} de moins de 5 réponses\u00a0: chiffre masqué.`,
          en: `${masked} segment${masked > 1 ? 's' : ''} with fewer than 5 answers: figure masked.`
        }
      : null,
    small
      ? {
          fr: `${small} segment${small > 1 ? 's' : ''} de moins de 30 réponses\u00a0: à lire avec prudence.`,
          en: `${small} segment${small > 1 ? 's' : ''} with fewer than 30 answers: read with care.`
        }
      : null
  ].filter((note) => note !== null)
}

function told(n: number, fr: string, en: string): LocalizedText | null {
  if (!n) return null
  const count = countOf(n, ['ligne', 'lignes'], ['row', 'rows'])
  return { fr: `${count.fr} ${fr}`, en: `${count.en} ${en}` }
}
