import type { Measure, ScoreCandidate } from '../../contract'
import type { ColumnLook } from './look'
import { scaleOf } from './score-sql'

/** Names that speak of satisfaction; they only put a column before others, they are never needed. */
const HINT = /nps|csat|recomm?[ae]nd|satisf|note|score|rating|grade|avis|enqu[eê]te|survey|stars|étoile/i
/** Names of counts and codes that happen to be small whole numbers: not proposed unless their name also speaks of satisfaction. */
const DOUBT =
  /^(id|n°|num|nb|nombre|count|age|âge|code|mois|month|jour|day|année|year|h(eu|ou)re?)|gravit|severit|_id$|quantit/i

/** The columns whose values look like scores on a usual scale, the likeliest first. */
export function scoreCandidates(looks: readonly ColumnLook[]): ScoreCandidate[] {
  return looks
    .flatMap((look) => {
      const measure = suitableMeasure(look)
      const doubtful = DOUBT.test(look.column.name) && !HINT.test(look.column.name)
      return measure && !doubtful ? [{ look, measure, rank: rankOf(look, measure) }] : []
    })
    .sort((a, b) => b.rank - a.rank)
    .map(({ look, measure }) => ({
      column: look.column.name,
      scale: scaleOf(measure),
      measure,
      share: onScale(look, measure) / look.rows
    }))
}

/**
 * The usual measure of a scale: NPS on 0 to 10, the two highest grades on 1 to 5 and 1 to 7. Nine tenths of the cells
 * must read as numbers, nearly all of them whole and on the scale; codes such as 99 or 0 for "does not apply" may remain.
 */
export function suitableMeasure(look: ColumnLook): Measure | null {
  const { present, numbers, whole, grades } = look
  if (present < 5 || numbers < 0.9 * present || whole < 0.95 * numbers || grades < 3) return null
  if (look.above5 <= 0.02 * numbers) {
    const mostly = look.in0to5 >= 0.95 * numbers && look.in1to5 >= 0.8 * numbers && grades >= 4
    return mostly ? { kind: 'csat', low: 1, high: 5, threshold: 4 } : null
  }
  if (look.in0to10 < 0.95 * numbers) return null
  if (look.in1to7 >= 0.999 * look.in0to10) return { kind: 'csat', low: 1, high: 7, threshold: 6 }
  return grades >= 6 ? { kind: 'nps' } : null
}

function rankOf(look: ColumnLook, measure: Measure): number {
  const { name } = look.column
  const hinted = HINT.test(name) ? 4 : 0
  const overall = /recomm?[ae]nd|nps|global|overall|ensemble/i.test(name) ? 2 : 0
  const { low, high } = scaleOf(measure)
  return (
    hinted +
    overall +
    (measure.kind === 'nps' ? 1 : 0) +
    look.grades / (high - low + 1) +
    look.present / (look.rows || 1)
  )
}

function onScale(look: ColumnLook, measure: Measure): number {
  if (measure.kind === 'nps') return look.in0to10
  return measure.high === 5 ? look.in1to5 : look.in1to7
}
