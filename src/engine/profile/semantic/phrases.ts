/** Words that stand in phrases rather than in labels: pronouns, negations, verbs, conjunctions of French and English. */
const WORDS = new Set(
  'je j il elle on nous vous ils elles me m te se s ce c cela ça qui que qu ne n pas plus jamais est sont suis ai a as avez avons ont été était être avoir fait faire mais donc car parce quand si très trop aucun aucune mon ma mes votre vos notre son sa ses i you he she it we they is are was were be been have has had not no never but because when if very too my your our his her their do does did this that'.split(
    ' '
  )
)

/** Whether a text reads as a phrase: three words or more, one of which only phrases hold. */
export function isPhrase(value: string): boolean {
  const words = value
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean)
  return words.length >= 3 && words.some((word) => WORDS.has(word))
}

/** Whether a text reads as the name of a person, a firm or a place: a few words without digits, the first with a capital. */
export function isProper(value: string): boolean {
  return /^\p{Lu}[\p{L}’'.-]*(?:[\s\u00A0](?:\p{L}[\p{L}’'.-]*|&)){0,5}$/u.test(value)
}

/** Whether a text reads as a code: some capitals at most, and two digits or more. */
export function isCode(value: string): boolean {
  return (
    /^(?=(?:\D*\d){2})(?:[A-Z]{0,6}[-_./ ]?\d[A-Z0-9]*(?:[-_./ ][A-Z0-9]+)*|\S{3,40})$/.test(value) && /\d/.test(value)
  )
}
