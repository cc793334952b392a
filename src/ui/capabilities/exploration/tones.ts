import type { GuessTime, Verdict } from '../../../contract'
import type { Tone } from '../../parts'

export const TIME_TONES: Record<GuessTime, Tone> = { before: 'good', partly: 'info', after: 'stale' }
export const VERDICT_TONES: Record<Verdict, Tone> = {
  confirmed: 'good',
  contradicted: 'critical',
  undecided: 'neutral'
}
