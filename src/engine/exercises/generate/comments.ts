import type { Random } from '../../stats/random'
import type { CaseSpec } from '../spec'
import type { Customer, Facts, Trip } from './model'
import { compileWhen } from './rules'
import { writeByHand } from './style'

type Slots = Record<string, string>
type Tone = 'good' | 'middle' | 'bad'

/** What a comment must agree with. */
export type Occasion = {
  trip: Trip
  customer: Customer
  facts: Facts
  overall: number
  items: Record<string, number | null>
  /** Themes of the effects at work, with the weight each has in what is said. */
  moved: { theme: string; weight: number; bad: boolean }[]
}

/** Makes the writer of comments of a case: it answers '' for those who write nothing. */
export function createCommenter(
  spec: CaseSpec
): (occasion: Occasion, random: Random) => { text: string; personal: boolean } {
  const { comments, surveys } = spec
  const themes = Object.entries(spec.themes).map(([name, theme]) => ({ name, ...theme, test: compileWhen(theme.when) }))
  return (occasion, random) => {
    const { overall } = occasion
    const tone: Tone = overall >= 8 ? 'good' : overall >= 6 ? 'middle' : 'bad'
    if (!random.chance(surveys.commentRate[tone])) return { text: '', personal: false }
    const slots = slotsOf(occasion.trip, occasion.customer, Number(occasion.facts.refundDays))
    const said = chooseThemes(occasion, themes, tone, random)
    const clauses = said.map(({ theme, bad }) => ({
      bad,
      text: pickFilled(comments.themes[theme]![bad ? 'negative' : 'positive'], slots, random)
    }))
    let text = clauses[0] ? clauses[0].text : random.pick(comments.openers[tone])
    if (clauses.length > 0 && random.chance(0.4))
      text = `${random.pick(comments.openers[tone])}${random.pick([', ', '. ', ' : '])}${text}`
    clauses.slice(1).forEach((clause, i) => {
      const same = clause.bad === clauses[i]!.bad
      text += random.pick(same ? comments.connectors.same : comments.connectors.but) + clause.text
    })
    if (random.chance(0.3)) text += `${random.pick(['. ', ', '])}${random.pick(comments.closers[tone])}`
    const personal = random.chance(surveys.privacyRate)
    if (personal) text += `. ${pickFilled(comments.privacy, slots, random)}`
    const written = writeByHand(capitalise(text), occasion.customer.hidden.hand, tone === 'good', spec, random)
    return { text: written, personal }
  }
}

/** The words that the slots of a clause may take on this trip; a slot without a word is absent. */
export function slotsOf(trip: Trip, customer: Customer, refundDays: number): Slots {
  const delay = trip.actual - trip.planned
  const minute = ((trip.departure % 1440) + 1440) % 1440
  const slots: Slots = {
    ligne: trip.line,
    depart: trip.from,
    arrivee: trip.to,
    vehicule: trip.mode.toLowerCase(),
    heure: `${Math.floor(minute / 60)}h${String(minute % 60).padStart(2, '0')}`,
    prix: trip.price.toFixed(2).replace('.', ','),
    telephone: customer.phone,
    courriel: customer.email,
    nom: customer.last,
    prenom: customer.first,
    [trip.mode.toLowerCase()]: ''
  }
  if (delay >= 4) slots.min = String(delay)
  if (refundDays >= 3) slots.jours = String(Math.round(refundDays))
  if (trip.version) slots.version = trip.version
  return slots
}

/** Puts the words in their slots; a slot without a word is left out. */
function fillSlots(clause: string, slots: Slots): string {
  return clause.replace(/\{(\w+)\}/g, (_, name: string) => slots[name] ?? '')
}

/** One of the clauses whose slots are all known, filled; any clause where none is. */
export function pickFilled(clauses: readonly string[], slots: Slots, random: Random): string {
  const usable = clauses.filter(
    (clause) => !clause.includes('{') || [...clause.matchAll(/\{(\w+)\}/g)].every((slot) => slot[1]! in slots)
  )
  return fillSlots(random.pick(usable.length > 0 ? usable : clauses), slots)
}

function chooseThemes(
  occasion: Occasion,
  themes: { name: string; rate: number; item?: string; test: (facts: Facts) => boolean }[],
  tone: Tone,
  random: Random
): { theme: string; bad: boolean }[] {
  const candidates = occasion.moved.map(({ theme, weight, bad }) => ({ theme, weight, bad }))
  for (const theme of themes) {
    if (!theme.test(occasion.facts) || candidates.some((candidate) => candidate.theme === theme.name)) continue
    const score = theme.item === undefined ? null : occasion.items[theme.item]
    const sharp = score == null || score === 3 ? 1 : 1.8
    const bad =
      score == null || score === 3 ? random.chance(tone === 'bad' ? 0.85 : tone === 'middle' ? 0.5 : 0.12) : score < 3
    if (theme.name === 'ponctualite' && bad && Number(occasion.facts.delay) < 4) continue
    candidates.push({ theme: theme.name, weight: theme.rate * sharp, bad })
  }
  const chosen: { theme: string; bad: boolean }[] = []
  const wanted = random.weighted([0.06, 0.46, 0.33, 0.15])
  while (chosen.length < wanted && candidates.length > 0) {
    const [next] = candidates.splice(random.weighted(candidates.map((candidate) => candidate.weight)), 1)
    chosen.push({ theme: next!.theme, bad: next!.bad })
  }
  return chosen
}

function capitalise(text: string): string {
  return text.replace(/(^|[.!?]\s+)(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
}
