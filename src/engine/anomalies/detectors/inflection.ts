/** Endings of one word in its masculine and feminine, singular and plural, in French and English; texts without accents. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['', 's'],
  ['u', 'ux'],
  ['', 'e'],
  ['', 'es'],
  ['e', 's'],
  ['s', 'es'],
  ['al', 'aux'],
  ['al', 'ales'],
  ['y', 'ies'],
  ['eur', 'euse'],
  ['eurs', 'euses'],
  ['teur', 'trice'],
  ['teurs', 'trices'],
  ['eux', 'euse'],
  ['eux', 'euses'],
  ['er', 'ere'],
  ['ers', 'eres'],
  ['f', 've'],
  ['fs', 'ves'],
  ['n', 'nne'],
  ['ns', 'nnes'],
  ['l', 'lle'],
  ['t', 'tte']
]

/** Whether two words are one in two forms (vendeur and vendeuse, client and clients), which speak of two things or of one, but are no slip. */
export function isInflected(a: string, b: string): boolean {
  return a !== b && PAIRS.some(([one, other]) => isForm(a, one, b, other) || isForm(b, one, a, other))
}

function isForm(a: string, one: string, b: string, other: string): boolean {
  if (!a.endsWith(one) || !b.endsWith(other)) return false
  const stem = a.slice(0, a.length - one.length)
  return stem.length >= 3 && stem === b.slice(0, b.length - other.length)
}
