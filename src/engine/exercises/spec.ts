import { z } from 'zod'
import { LocalizedText } from '../../contract/common'
import { Comments } from './spec-comments'
import { ExportSpec } from './spec-exports'

const Rate = z.number().min(0).max(1)
const Weight = z.number().min(0).max(1_000_000)
const Name = z.string().min(1).max(200)
const Days = z.number().min(0).max(3650)
const IsoDay = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a day is written yyyy-mm-dd')
const list = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(2000)
const weighted = list(z.tuple([Name, Weight]))

/** What a rule may look at; days are counted from 1970-01-01, `label` is that of the special day. */
export const FactName = z.enum([
  'day', 'month', 'label', 'peak', 'line', 'mode', 'vehicle', 'ticket', 'channel', 'os', 'version', 'age', 'delay',
  'connection', 'ticketFailed', 'centre', 'reason', 'contacted', 'refundDays'
]) // prettier-ignore
export type FactName = z.infer<typeof FactName>

/** One test on a fact: among values, between numbers, or between days (both ends included). */
export const Condition = z.strictObject({
  field: FactName,
  is: z.array(z.union([z.string(), z.boolean()])).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  from: IsoDay.optional(),
  to: IsoDay.optional()
})
export type Condition = z.infer<typeof Condition>

const When = z.array(Condition).max(20).optional()
const Rule = z.strictObject({ when: When, rate: Rate, mean: z.number().min(0).max(1000).optional() })

/** A cause of (dis)satisfaction: who it touches, its size on the 0–10 score and on the 1–5 items, and what is said of it. */
const Effect = z.strictObject({
  id: Name,
  label: LocalizedText,
  cause: z.boolean().optional(),
  theme: Name,
  weight: Weight,
  when: list(Condition),
  per: z
    .strictObject({ field: z.enum(['delay', 'refundDays']), unit: z.number().positive(), cap: z.number().positive() })
    .optional(),
  overall: z.number().min(-10).max(10),
  items: z.record(Name, z.number().min(-4).max(4))
})

const Line = z.strictObject({
  code: Name,
  mode: Name,
  region: Name,
  from: Name,
  to: Name,
  km: z.number().positive().max(2000),
  minutes: z.number().positive().max(1440),
  weight: Weight,
  subscribers: Rate,
  vehicle: Name
})

const Customers = z.strictObject({
  types: z
    .array(
      z.strictObject({
        name: Name,
        weight: Weight,
        age: z.tuple([z.number(), z.number().positive()]),
        activity: Weight
      })
    )
    .length(2),
  homeLineShare: Rate,
  androidShare: Rate,
  updateLagDays: Days,
  consentShare: Rate,
  first: list(Name),
  last: list(Name),
  mailDomains: list(Name)
})

const Trips = z.strictObject({
  channels: list(z.strictObject({ name: Name, weights: z.array(Weight).length(3), app: z.boolean() })),
  versions: list(z.strictObject({ name: Name, from: IsoDay })),
  price: z.strictObject({
    perKm: z.number().positive(),
    floor: z.number().min(0),
    subscriberFactor: Rate,
    rises: z.array(z.strictObject({ from: IsoDay, factor: z.number().positive().max(10) }))
  }),
  lateness: list(Rule),
  ticketFailures: list(Rule)
})

const Incidents = z.strictObject({
  categories: list(
    z.strictObject({
      name: Name,
      weight: Weight,
      modes: list(Name),
      hours: z.number().positive().max(240),
      delay: z.number().min(0).max(600)
    })
  ),
  boosts: z.array(z.strictObject({ category: Name, when: list(Condition), factor: z.number().positive().max(10_000) }))
})

const Contacts = z.strictObject({
  channels: weighted,
  centres: weighted,
  reasons: list(z.strictObject({ name: Name, refund: z.boolean(), days: Days, rates: list(Rule) })),
  slow: z.array(z.strictObject({ when: list(Condition), days: Days })),
  satisfaction: z.strictObject({ base: z.number(), perWeek: z.number() })
})

const Surveys = z.strictObject({
  answerDays: z.strictObject({ min: Days, max: Days, mean: Days }),
  memoryDays: Days,
  overall: z.strictObject({
    base: z.number().min(0).max(20),
    customerSd: z.number().min(0),
    noiseSd: z.number().min(0)
  }),
  commentRate: z.strictObject({ good: Rate, middle: Rate, bad: Rate }),
  privacyRate: Rate,
  straightLineRate: Rate,
  channels: weighted,
  items: list(
    z.strictObject({
      name: Name,
      base: z.number().min(1).max(5),
      halo: z.number().min(-2).max(2),
      only: z.array(Condition).optional()
    })
  )
})

/** The declarative description of a case: everything that is drawn, planted and soiled, and nothing else. */
export const CaseSpec = z
  .strictObject({
    slug: z.string().regex(/^[a-z0-9-]{1,64}$/),
    seed: z.number().int().min(0).max(0xffffffff),
    title: LocalizedText,
    story: LocalizedText,
    period: z.strictObject({ from: IsoDay, to: IsoDay }),
    size: z.strictObject({
      customers: z.number().int().min(1).max(2_000_000),
      trips: z.number().int().min(1).max(10_000_000),
      incidents: z.number().int().min(0).max(1_000_000),
      responseRate: Rate
    }),
    calendar: z.strictObject({
      months: z.array(Weight).length(12),
      weekdays: z.record(Name, z.array(Weight).length(7)),
      days: z.array(z.strictObject({ label: Name, from: IsoDay, to: IsoDay, weight: Weight }))
    }),
    regions: list(z.strictObject({ name: Name, cities: list(z.tuple([Name, z.string().regex(/^\d{5}$/)])) })),
    lines: list(Line),
    customers: Customers,
    trips: Trips,
    incidents: Incidents,
    contacts: Contacts,
    surveys: Surveys,
    effects: list(Effect),
    redHerrings: z.array(LocalizedText),
    themes: z.record(Name, z.strictObject({ rate: Rate, item: Name.optional(), when: When })),
    style: z.strictObject({
      lowercase: Rate,
      shouting: Rate,
      unaccented: Rate,
      abbreviated: Rate,
      typos: Rate,
      emoji: Rate,
      unpunctuated: Rate,
      newline: Rate
    }),
    exports: list(ExportSpec),
    comments: Comments
  })
  .superRefine((spec, context) => {
    const complain = (path: (string | number)[], message: string): void =>
      context.addIssue({ code: 'custom', path, message })
    if (spec.period.from > spec.period.to) complain(['period'], 'the period ends before it begins')
    const items = new Set(spec.surveys.items.map((item) => item.name))
    const regions = new Set(spec.regions.map((region) => region.name))
    spec.lines.forEach((line, i) => {
      if (!regions.has(line.region)) complain(['lines', i, 'region'], `unknown region: ${line.region}`)
    })
    spec.customers.types.forEach((type, i) => {
      if (!spec.calendar.weekdays[type.name]) complain(['customers', 'types', i], `no weekdays for: ${type.name}`)
    })
    spec.effects.forEach((effect, i) => {
      if (!spec.comments.themes[effect.theme]) complain(['effects', i, 'theme'], `unknown theme: ${effect.theme}`)
      for (const item of Object.keys(effect.items))
        if (!items.has(item)) complain(['effects', i, 'items'], `unknown item: ${item}`)
    })
    for (const [name, theme] of Object.entries(spec.themes)) {
      if (!spec.comments.themes[name]) complain(['themes', name], `no clauses for the theme: ${name}`)
      if (theme.item && !items.has(theme.item)) complain(['themes', name, 'item'], `unknown item: ${theme.item}`)
    }
    spec.contacts.reasons.forEach((reason, i) => {
      if (!spec.comments.requests[reason.name])
        complain(['contacts', 'reasons', i], `no summaries for the reason: ${reason.name}`)
    })
    spec.incidents.categories.forEach((category, i) => {
      if (!spec.comments.operations[category.name])
        complain(['incidents', 'categories', i], `no notes for the category: ${category.name}`)
    })
    spec.exports.forEach((exported, i) => {
      const names = new Set(exported.columns.map((column) => column.name))
      exported.dirt.forEach((dirt, j) => {
        if (!names.has(dirt.column)) complain(['exports', i, 'dirt', j, 'column'], `unknown column: ${dirt.column}`)
      })
    })
  })
export type CaseSpec = z.infer<typeof CaseSpec>

/**
 * Checks a case's description. Throws an Error that names every faulty place (`effects.2.theme: unknown theme: wify`).
 */
export function parseCaseSpec(value: unknown): CaseSpec {
  const parsed = CaseSpec.safeParse(value)
  if (parsed.success) return parsed.data
  const places = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'spec'}: ${issue.message}`)
  throw new Error(`invalid case spec: ${places.slice(0, 20).join('; ')}`)
}
