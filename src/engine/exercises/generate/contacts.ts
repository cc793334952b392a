import type { Random } from '../../stats/random'
import type { CaseSpec } from '../spec'
import { pickFilled, slotsOf } from './comments'
import { DAY, dayOf } from './dates'
import type { Contact, Customer, Trip } from './model'
import { clamp, compileWhen, identifier, roundTo } from './rules'

/** Draws the contacts with customer service that these trips cause: at most one a trip. */
export function drawContacts(spec: CaseSpec, customers: Customer[], trips: Trip[], random: Random): Contact[] {
  const reasons = spec.contacts.reasons.map((reason) => ({
    ...reason,
    rates: reason.rates.map((rule) => ({ test: compileWhen(rule.when), rate: rule.rate }))
  }))
  const slow = spec.contacts.slow.map((rule) => ({ test: compileWhen(rule.when), days: rule.days }))
  const contacts: Contact[] = []
  for (const trip of trips) {
    const facts = trip.hidden.facts
    const reason = reasons.find((candidate) =>
      random.chance(candidate.rates.reduce((sum, rule) => (rule.test(facts) ? sum + rule.rate : sum), 0))
    )
    if (!reason) continue
    const centre = spec.contacts.centres[random.weighted(spec.contacts.centres.map(([, weight]) => weight))]![0]
    const opened = openingTime(trip.actual + random.exponential(1.6 * DAY), random)
    const about = { ...facts, day: dayOf(opened), centre, reason: reason.name }
    const delayed = slow.find((rule) => rule.test(about))
    const days = delayed
      ? Math.max(8, random.normal(delayed.days, delayed.days / 4))
      : reason.days * (0.35 + random.exponential(0.65))
    const { base, perWeek } = spec.contacts.satisfaction
    contacts.push({
      id: '',
      customer: trip.customer,
      trip: trip.id,
      opened,
      closed: Math.round(opened + days * DAY),
      channel: spec.contacts.channels[random.weighted(spec.contacts.channels.map(([, weight]) => weight))]![0],
      centre,
      reason: reason.name,
      days: roundTo(days, 1),
      refund: reason.refund && random.chance(0.88) ? roundTo(trip.price * random.pick([0.25, 0.5, 1, 1]), 2) : null,
      satisfaction: random.chance(0.55)
        ? Math.round(clamp(base + (perWeek * days) / 7 + random.normal(0, 0.8), 1, 5))
        : null,
      summary: pickFilled(
        spec.comments.requests[reason.name]!,
        slotsOf(trip, customers[trip.hidden.customer]!, 0),
        random
      ),
      hidden: { customer: trip.hidden.customer, refund: reason.refund }
    })
  }
  contacts.sort((a, b) => a.opened - b.opened || (a.trip < b.trip ? -1 : 1))
  contacts.forEach((contact, index) => (contact.id = identifier('SC', index, 6)))
  return contacts
}

/** The desks open from 8 to 20: what comes at night is opened in the morning. */
function openingTime(minutes: number, random: Random): number {
  const day = dayOf(minutes)
  const minute = Math.round(minutes - day * DAY)
  if (minute < 480) return day * DAY + 480 + random.below(90)
  if (minute > 1200) return (day + 1) * DAY + 480 + random.below(90)
  return day * DAY + minute
}
