import type { Random } from '../../stats/random'
import type { CaseSpec } from '../spec'
import { createCommenter } from './comments'
import { DAY, dayOf } from './dates'
import type { Contact, Customer, Facts, Mark, Survey, Trip } from './model'
import { clamp, compileWhen, identifier, roundTo } from './rules'

/** Those below 4 answer that much more often than the others: a mild bias of non-response. */
const ANGRY_ANSWER_MORE = 1.15

/** Draws the surveys answered after these trips: scores follow the effects of the spec, comments follow the scores. */
export function drawSurveys(
  spec: CaseSpec,
  customers: Customer[],
  trips: Trip[],
  contacts: Contact[],
  random: Random
): Survey[] {
  const effects = spec.effects.map((effect) => ({ ...effect, test: compileWhen(effect.when) }))
  const items = spec.surveys.items.map((item) => ({ ...item, test: compileWhen(item.only) }))
  const comment = createCommenter(spec)
  const recall = rememberContacts(contacts, spec.surveys.memoryDays)
  const { overall: law, answerDays } = spec.surveys
  const surveys: Survey[] = []
  for (const trip of trips) {
    const luck = random.next()
    if (luck >= spec.size.responseRate * ANGRY_ANSWER_MORE) continue
    const customer = customers[trip.hidden.customer]!
    const wait = Math.min(answerDays.max, answerDays.min + random.exponential(answerDays.mean - answerDays.min))
    const answered = Math.round(trip.actual + wait * DAY)
    const facts = { ...trip.hidden.facts, ...recall(trip.hidden.customer, answered) }
    const active = effects
      .filter((effect) => effect.test(facts))
      .map((effect) => ({ effect, dose: doseOf(effect.per, facts) }))
    const overall = active.reduce(
      (sum, { effect, dose }) => sum + effect.overall * dose,
      law.base + law.customerSd * customer.hidden.mood + random.normal(0, law.noiseSd)
    )
    if (luck >= spec.size.responseRate * (overall < 4 ? ANGRY_ANSWER_MORE : 1)) continue
    const nps = Math.round(clamp(overall, 0, 10))
    const lazy = random.chance(spec.surveys.straightLineRate)
    const same = 1 + random.below(5)
    const scores: Record<string, number | null> = {}
    for (const item of items) {
      const base = item.base + item.halo * customer.hidden.mood + random.normal(0, 0.75)
      const moved = active.reduce((sum, { effect, dose }) => sum + (effect.items[item.name] ?? 0) * dose, base)
      scores[item.name] = !item.test(facts) ? null : lazy ? same : Math.round(clamp(moved, 1, 5))
    }
    const marks: Mark[] = lazy ? [{ field: null, kind: 'straight_line' }] : []
    const moved = active.map(({ effect, dose }) => ({
      theme: effect.theme,
      weight: effect.weight * Math.min(2, Math.abs(effect.overall * dose)),
      bad: effect.overall < 0
    }))
    const { text, personal } = comment({ trip, customer, facts, overall: nps, items: scores, moved }, random)
    if (personal) marks.push({ field: 'comment', kind: 'personal_data' })
    surveys.push({
      ...scores,
      id: '',
      trip: trip.id,
      customer: trip.customer,
      answered,
      nps,
      csat: Math.round(clamp(1 + clamp(overall, 0, 10) * 0.4 + random.normal(0, 0.35), 1, 5)),
      comment: text,
      channel: spec.surveys.channels[random.weighted(spec.surveys.channels.map(([, weight]) => weight))]![0],
      reminder: random.weighted([0.7, 0.2, 0.1]),
      seconds: roundTo(lazy ? 6 + random.next() * 14 : 45 + random.exponential(text ? 150 : 70), 1),
      marks
    })
  }
  surveys.sort((a, b) => a.answered - b.answered || (a.trip < b.trip ? -1 : 1))
  surveys.forEach((survey, index) => (survey.id = identifier('R', index, 6)))
  return surveys
}

function doseOf(per: { field: 'delay' | 'refundDays'; unit: number; cap: number } | undefined, facts: Facts): number {
  return per ? Math.min(per.cap, Number(facts[per.field])) / per.unit : 1
}

/** What a customer remembers of customer service at the time of answering: any contact, and the longest refund wait. */
function rememberContacts(
  contacts: Contact[],
  memoryDays: number
): (customer: number, at: number) => { contacted: boolean; refundDays: number } {
  const byCustomer = new Map<number, Contact[]>()
  for (const contact of contacts) {
    const known = byCustomer.get(contact.hidden.customer)
    if (known) known.push(contact)
    else byCustomer.set(contact.hidden.customer, [contact])
  }
  return (customer, at) => {
    const recent = (byCustomer.get(customer) ?? []).filter(
      (contact) => contact.opened < at && dayOf(at) - dayOf(contact.opened) <= memoryDays
    )
    const waits = recent
      .filter((contact) => contact.hidden.refund)
      .map((contact) => (Math.min(at, contact.closed) - contact.opened) / DAY)
    return { contacted: recent.length > 0, refundDays: Math.max(0, ...waits) }
  }
}
