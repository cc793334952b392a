import { ChantierError, fail } from '../errors'

/** An error that tells a line, with the file that has it. */
export function inFile(name: string, error: unknown): unknown {
  if (!(error instanceof ChantierError) || error.data.place?.line === undefined || error.data.place.file) return error
  const { kind, message, hint, place } = error.data
  const begun = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1)
  return fail(
    kind,
    { fr: `«\u202f${name}\u202f»\u202f: ${begun(message.fr)}`, en: `“${name}”: ${begun(message.en)}` },
    { hint, place: { ...place, file: name }, cause: error }
  )
}
