import type { Field } from 'apache-arrow'

/**
 * Makes the empty names of fields, nested ones too, survive the trip. Arrow's writer leaves out a falsy name, and its
 * reader then gives null; a String object is an empty name that is not falsy. Changes the fields in place.
 */
export function keepEmptyNames(fields: readonly Field[]): void {
  for (const field of fields) {
    if (field.name === '') Object.assign(field, { name: new String('') })
    keepEmptyNames(field.type.children ?? [])
  }
}
