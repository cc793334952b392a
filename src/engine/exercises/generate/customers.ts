import type { Random } from '../../stats/random'
import type { CaseSpec } from '../spec'
import { DAY, parseDay } from './dates'
import type { Customer, Hand } from './model'
import { clamp, drawFrom, identifier, runningSums } from './rules'
import { unaccent } from './style'

/** Prefixes that ARCEP keeps for works of fiction, so that no number here can ring. */
const MOBILE = '06 39 98'
const LANDLINES = ['01 99 00', '02 61 91', '03 53 01', '04 65 71', '05 36 49']

/** Draws `count` customers; those of the first type of the spec are subscribers, tied to a home line. */
export function drawCustomers(spec: CaseSpec, count: number, random: Random): Customer[] {
  const { types } = spec.customers
  const start = parseDay(spec.period.from)
  const subscriberLines = runningSums(spec.lines.map((line) => line.weight * line.subscribers))
  const otherLines = runningSums(spec.lines.map((line) => line.weight * (1 - line.subscribers)))
  return Array.from({ length: count }, (_, index) => {
    const place = random.weighted(types.map((type) => type.weight))
    const type = types[place]!
    const home = drawFrom(place === 0 ? subscriberLines : otherLines, random)
    const region = spec.regions.find((candidate) => candidate.name === spec.lines[home]!.region)!
    const [city, postcode] = random.pick(region.cities)
    const woman = random.chance(0.53)
    const names = spec.customers.first
    const split = Math.floor(names.length / 2)
    const first = woman ? random.pick(names.slice(0, split)) : random.pick(names.slice(split))
    const last = random.pick(spec.customers.last)
    const age = Math.round(clamp(random.normal(type.age[0], type.age[1]), 16, 93))
    return {
      id: identifier('CL', index, 6),
      title: woman ? 'Mme' : 'M.',
      last,
      first,
      birth: (start - Math.floor((age + 0.02 + random.next() * 0.96) * 365.25)) * DAY,
      age,
      postcode,
      city,
      region: region.name,
      email: drawEmail(spec, first, last, random),
      phone: drawPhone(random),
      since: (start - 1 - Math.floor(random.exponential(900))) * DAY,
      type: type.name,
      consent: random.chance(spec.customers.consentShare) ? 'oui' : 'non',
      hidden: {
        home,
        mood: random.normal(0, 1),
        activity: type.activity * (0.35 + random.exponential(0.65)),
        os: random.chance(spec.customers.androidShare) ? 'Android' : 'iOS',
        lag: random.exponential(spec.customers.updateLagDays),
        subscriber: place === 0,
        hand: drawHand(spec, random)
      }
    }
  })
}

function drawEmail(spec: CaseSpec, first: string, last: string, random: Random): string {
  const plain = (text: string): string =>
    unaccent(text)
      .toLowerCase()
      .replace(/[^a-z]/g, '')
  const local = random.pick([
    `${plain(first)}.${plain(last)}`,
    `${plain(first)[0]}.${plain(last)}`,
    `${plain(last)}${random.below(98) + 1}`,
    `${plain(first)}_${plain(last)}`
  ])
  return `${local}${random.chance(0.5) ? random.below(990) : ''}@${random.pick(spec.customers.mailDomains)}`
}

function drawPhone(random: Random): string {
  const prefix = random.chance(0.82) ? MOBILE : random.pick(LANDLINES)
  const digits = String(random.below(10_000)).padStart(4, '0')
  const phone = `${prefix} ${digits.slice(0, 2)} ${digits.slice(2)}`
  const manner = random.next()
  if (manner < 0.6) return phone
  if (manner < 0.78) return phone.replaceAll(' ', '')
  if (manner < 0.9) return phone.replaceAll(' ', '.')
  return `+33 ${phone.slice(1)}`
}

function drawHand(spec: CaseSpec, random: Random): Hand {
  const { style } = spec
  return {
    lowercase: random.chance(style.lowercase),
    shouting: random.chance(style.shouting),
    unaccented: random.chance(style.unaccented),
    abbreviated: random.chance(style.abbreviated),
    typos: random.chance(style.typos * 2),
    emoji: random.chance(style.emoji * 2),
    unpunctuated: random.chance(style.unpunctuated)
  }
}
