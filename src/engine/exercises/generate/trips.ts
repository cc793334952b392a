import type { Random } from '../../stats/random'
import type { CaseSpec } from '../spec'
import type { CalendarDay } from './calendar'
import { DAY, parseDay } from './dates'
import { blankFacts } from './facts'
import type { Customer, Facts, Incident, Trip } from './model'
import { clamp, compileWhen, drawFrom, identifier, roundTo, runningSums, type Test } from './rules'

type Context = {
  spec: CaseSpec
  versions: { name: string; from: number }[]
  rises: { from: number; factor: number }[]
  lateness: { test: Test; rate: number; mean: number }[]
  failures: { test: Test; rate: number }[]
  incidents: Map<string, Incident[]>
}

/** Draws `count` trips of these customers over the calendar; lateness follows the rules and the incidents of the line. */
export function drawTrips(
  spec: CaseSpec,
  calendar: CalendarDay[],
  customers: Customer[],
  incidents: Incident[],
  count: number,
  random: Random
): Trip[] {
  const context = prepare(spec, incidents)
  const travellers = runningSums(customers.map((customer) => customer.hidden.activity))
  const days = new Map(
    spec.customers.types.map(({ name }) => [name, runningSums(calendar.map((day) => day.weights[name] ?? 0))])
  )
  const trips = Array.from({ length: count }, () => {
    const index = drawFrom(travellers, random)
    const customer = customers[index]!
    return drawTrip(context, customer, index, calendar[drawFrom(days.get(customer.type)!, random)]!, random)
  })
  trips.sort((a, b) => a.departure - b.departure || (a.customer < b.customer ? -1 : 1))
  trips.forEach((trip, index) => (trip.id = identifier('TR', index, 7)))
  return trips
}

function drawTrip(context: Context, customer: Customer, index: number, today: CalendarDay, random: Random): Trip {
  const { spec } = context
  const atHome = random.chance(spec.customers.homeLineShare)
  const line = atHome ? spec.lines[customer.hidden.home]! : random.pick(spec.lines)
  const subscribed = customer.hidden.subscriber && line === spec.lines[customer.hidden.home]
  const minute = drawMinute(subscribed, random)
  const departure = today.day * DAY + minute
  const ages = customer.age < 30 ? 0 : customer.age < 60 ? 1 : 2
  const channel = spec.trips.channels[random.weighted(spec.trips.channels.map((each) => each.weights[ages]!))]!
  const version =
    context.versions.findLast((each) => each.from + customer.hidden.lag <= today.day) ?? context.versions[0]!
  const hour = Math.floor(minute / 60)
  const facts: Facts = {
    ...blankFacts(),
    day: today.day,
    month: today.month,
    label: today.label,
    peak: today.weekday < 5 && [7, 8, 17, 18].includes(hour),
    line: line.code,
    mode: line.mode,
    vehicle: line.vehicle,
    ticket: subscribed ? 'Abonnement' : 'Billet',
    channel: channel.name,
    os: channel.app ? customer.hidden.os : '',
    version: channel.app ? version.name : '',
    age: customer.age,
    connection: random.chance(0.5)
  }
  facts.delay = drawDelay(context, facts, departure, random)
  facts.ticketFailed = context.failures.some((rule) => rule.test(facts) && random.chance(rule.rate))
  const outward = random.chance(0.5)
  const planned = departure + line.minutes
  return {
    id: '',
    customer: customer.id,
    line: line.code,
    mode: line.mode,
    from: outward ? line.from : line.to,
    to: outward ? line.to : line.from,
    departure,
    planned,
    actual: planned + facts.delay,
    ticket: String(facts.ticket),
    channel: channel.name,
    os: channel.app ? customer.hidden.os : null,
    version: channel.app ? version.name : null,
    price: drawPrice(context, line.km, subscribed, today.day, random),
    km: line.km,
    vehicle: line.vehicle,
    hidden: { customer: index, facts }
  }
}

function drawDelay(context: Context, facts: Facts, departure: number, random: Random): number {
  let delay = 0
  for (const rule of context.lateness)
    if (rule.test(facts) && random.chance(rule.rate)) delay += random.exponential(rule.mean)
  for (const incident of context.incidents.get(`${facts.line} ${facts.day}`) ?? [])
    if (departure >= incident.start - 30 && departure <= incident.end) delay += incident.delay * (0.5 + random.next())
  return delay >= 1 ? Math.min(240, Math.round(delay)) : 0 - random.below(2)
}

function drawMinute(commuting: boolean, random: Random): number {
  const part = random.next()
  if (commuting && part < 0.42) return Math.round(clamp(random.normal(455, 35), 330, 560))
  if (commuting && part < 0.84) return Math.round(clamp(random.normal(1055, 45), 930, 1200))
  return 360 + random.below(900)
}

function drawPrice(context: Context, km: number, subscribed: boolean, day: number, random: Random): number {
  const { price } = context.spec.trips
  const full = Math.max(price.floor, km * price.perKm) * (0.9 + random.next() * 0.2)
  if (subscribed) return roundTo(full * price.subscriberFactor, 2)
  return roundTo(
    context.rises.reduce((sum, rise) => (day >= rise.from ? sum * rise.factor : sum), full),
    2
  )
}

function prepare(spec: CaseSpec, incidents: Incident[]): Context {
  const byDay = new Map<string, Incident[]>()
  for (const incident of incidents) {
    const key = `${incident.line} ${Math.floor(incident.start / DAY)}`
    byDay.set(key, [...(byDay.get(key) ?? []), incident])
  }
  return {
    spec,
    versions: spec.trips.versions.map(({ name, from }) => ({ name, from: parseDay(from) })),
    rises: spec.trips.price.rises.map(({ from, factor }) => ({ from: parseDay(from), factor })),
    lateness: spec.trips.lateness.map((rule) => ({ ...rule, test: compileWhen(rule.when), mean: rule.mean ?? 0 })),
    failures: spec.trips.ticketFailures.map((rule) => ({ ...rule, test: compileWhen(rule.when) })),
    incidents: byDay
  }
}
