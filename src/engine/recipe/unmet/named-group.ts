/** A value that a step names, with the predicate of the rows that come to it in which it stands. */
export interface NamedValue {
  value: string
  where: string
}

/** Values that a step looks for together: where none of them is met any more, that part of the step does nothing. */
export interface NamedGroup {
  /** Where they are looked for, in words: a column, or what a formula makes of it. */
  of: string
  values: NamedValue[]
}
