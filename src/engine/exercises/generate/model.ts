import type { LocalizedText } from '../../../contract/common'
import type { FactName } from '../spec'

/** One file of a case, as bytes; nothing is written to disk here. */
export type CaseFile = { name: string; bytes: Uint8Array }

export type FaultKind =
  | 'missing' | 'disguised_missing' | 'impossible' | 'variant' | 'space' | 'typo' | 'lost_zero' | 'mojibake'
  | 'date_shape' | 'number_shape' | 'suffix' | 'unit' | 'outlier' | 'before' | 'orphan' | 'encoding_loss'
  | 'duplicate_row' | 'near_duplicate' | 'overlap' | 'personal_data' | 'straight_line' | 'preamble' | 'footer' // prettier-ignore

/**
 * One fault put in a file on purpose. `row` counts the data rows and `column` the columns of that file, both from 0;
 * a null `column` means the whole row, a null `row` the file itself. `original` is the cell as it would have been.
 */
export type Fault = {
  file: string
  row: number | null
  column: number | null
  kind: FaultKind
  original: string | null
}

/** One planted effect: its sizes on the 0–10 score and on the items; `root` marks the causes that students look for. */
export type Cause = { id: string; root: boolean; label: LocalizedText; overall: number; items: Record<string, number> }

export type CaseOptions = {
  /** Multiplies the number of customers, trips and incidents; 1 by default. */
  scale?: number
  /** Replaces the seed of the spec. */
  seed?: number
}

export type GeneratedCase = {
  files: CaseFile[]
  truth: { faults: Fault[]; causes: Cause[]; redHerrings: LocalizedText[] }
}

/** A clean value; dates are minutes since 1970-01-01 00:00, local to the company. */
export type Value = string | number | boolean | null

/** Something true of a clean row that a detector may look for. */
export type Mark = { field: string | null; kind: FaultKind }

export type Line = {
  code: string
  name: string
  mode: string
  region: string
  from: string
  to: string
  km: number
  minutes: number
  vehicle: string
}

/** How a customer writes. */
export type Hand = {
  lowercase: boolean
  shouting: boolean
  unaccented: boolean
  abbreviated: boolean
  typos: boolean
  emoji: boolean
  unpunctuated: boolean
}

export type Customer = {
  id: string
  title: string
  last: string
  first: string
  birth: number
  age: number
  postcode: string
  city: string
  region: string
  email: string
  phone: string
  since: number
  type: string
  consent: string
  hidden: { home: number; mood: number; activity: number; os: string; lag: number; subscriber: boolean; hand: Hand }
}

/** What the rules of a spec may look at; one record a trip, completed for contacts and surveys. */
export type Facts = Record<FactName, Exclude<Value, null>>

export type Trip = {
  id: string
  customer: string
  line: string
  mode: string
  from: string
  to: string
  departure: number
  planned: number
  actual: number
  ticket: string
  channel: string
  os: string | null
  version: string | null
  price: number
  km: number
  vehicle: string
  hidden: { customer: number; facts: Facts }
}

export type Incident = {
  id: string
  line: string
  start: number
  end: number
  category: string
  vehicle: string
  severity: number
  people: number
  delay: number
  note: string
}

export type Contact = {
  id: string
  customer: string
  trip: string
  opened: number
  closed: number
  channel: string
  centre: string
  reason: string
  days: number
  refund: number | null
  satisfaction: number | null
  summary: string
  hidden: { customer: number; refund: boolean }
}

export type Survey = {
  id: string
  trip: string
  customer: string
  answered: number
  nps: number
  csat: number
  comment: string
  channel: string
  reminder: number
  seconds: number
  marks: Mark[]
} & { [item: string]: Value | Mark[] }

/** The clean tables of a case, before they are soiled and written. */
export type Tables = {
  lines: Line[]
  customers: Customer[]
  trips: Trip[]
  incidents: Incident[]
  contacts: Contact[]
  surveys: Survey[]
}
