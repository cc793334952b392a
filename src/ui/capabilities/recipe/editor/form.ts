import type { StepSpec } from '../../../../contract'

/** What is typed and chosen for a step, by field. */
export type Draft = Readonly<Record<string, string | readonly string[] | boolean>>
export type FormKind = Exclude<StepSpec['kind'], 'label'>

/** Where a step is made: before one, in the place of one, or at the end. */
export type Place = { before: string | null; instead: string | null }

/** One field of a step's form; its label is the text `field_<name>`, its options are `<name>_<option>`. */
export type Field = {
  name: string
  type:
    | 'column'
    | 'columns'
    | 'text'
    | 'formula'
    | 'lines'
    | 'choice'
    | 'table'
    | 'check'
    | 'clusters'
    | 'values'
    | 'reading'
    | 'join'
  options?: readonly string[]
  /** Of a column: it may be left open. */
  optional?: boolean
  shown?: (draft: Draft) => boolean
}

/** Why a field cannot be read, as the text `fault_<why>` says it, and the part that is at fault. */
export type Fault = {
  why:
    | 'noSign'
    | 'namedTwice'
    | 'notNumber'
    | 'twoColumns'
    | 'noGroupName'
    | 'noUnitValue'
    | 'noPair'
    | 'severalSigns'
    | 'literalDigits'
  what: string
}

export type Form<K extends FormKind = FormKind> = {
  fields: readonly Field[]
  draft: (spec: Extract<StepSpec, { kind: K }> | null) => Draft
  /** What is wrong with what was typed, where more than waiting is needed; `spec` is then null. */
  fault?: (draft: Draft) => Fault | null
  /** Null while something is wanting. */
  spec: (draft: Draft) => StepSpec | null
}

export function one(draft: Draft, name: string): string {
  const value = draft[name]
  return typeof value === 'string' ? value : ''
}

export function many(draft: Draft, name: string): string[] {
  const value = draft[name]
  return Array.isArray(value) ? [...(value as readonly string[])] : []
}

export function isOn(draft: Draft, name: string): boolean {
  return draft[name] === true
}

/** A choice, as one of its words. */
export function chosen<W extends string>(draft: Draft, name: string, words: readonly [W, ...W[]]): W {
  return words.find((word) => word === draft[name]) ?? words[0]
}

/** A number as it is typed in either language; null where it is none. */
export function numberOf(typed: string): number | null {
  const plain = typed
    .trim()
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(',', '.')
  const number = Number(plain)
  return plain === '' || !Number.isFinite(number) ? null : number
}

/** Parts between semicolons. */
export function parts(typed: string): string[] {
  return typed
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean)
}

/** Lines `from = to`; nothing behind the sign means missing. Null where a line has no sign. */
export function pairs(typed: string): { from: string; to: string | null }[] | null {
  const made = typed
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const at = line.lastIndexOf('=')
      return at < 1 ? null : { from: line.slice(0, at).trim(), to: line.slice(at + 1).trim() || null }
    })
  return made.every((pair) => pair !== null) ? made : null
}

/** The first line of `from = to` that has no sign, or whose value an earlier line names. */
export function faultOfPairs(typed: string): Fault | null {
  const named = new Set<string>()
  for (const line of typed.split('\n').filter((each) => each.trim() !== '')) {
    const [pair] = pairs(line) ?? []
    if (!pair) return { why: 'noSign', what: line.trim() }
    if (named.has(pair.from)) return { why: 'namedTwice', what: pair.from }
    named.add(pair.from)
  }
  return null
}

/** The first of some texts that is no number; what is still empty is only awaited. */
export function faultOfNumbers(typed: readonly string[]): Fault | null {
  const wrong = typed.find((text) => text.trim() !== '' && numberOf(text) === null)
  return wrong === undefined ? null : { why: 'notNumber', what: wrong.trim() }
}

/** The first name of a new column that stands twice, whatever its case. */
export function faultOfNames(names: readonly string[]): Fault | null {
  const lower = names.map((name) => name.toLowerCase())
  const twice = names.find((_, place) => lower.indexOf(lower[place] ?? '') < place)
  return twice === undefined ? null : { why: 'twoColumns', what: twice }
}
