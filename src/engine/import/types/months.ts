/** Month names in French and English, in lower case without accents, in the order of the year. */
const MONTHS: readonly (readonly string[])[] = [
  ['janvier', 'january'],
  ['fevrier', 'february'],
  ['mars', 'march'],
  ['avril', 'april'],
  ['mai', 'may'],
  ['juin', 'june'],
  ['juillet', 'july'],
  ['aout', 'august'],
  ['septembre', 'september'],
  ['octobre', 'october'],
  ['novembre', 'november'],
  ['decembre', 'december']
]
/** Letters that tell a month apart: three but for these, which begin alike. */
const LEAST = 3
const LEAST_OF: ReadonlyMap<string, number> = new Map([
  ['juin', 4],
  ['juillet', 4]
])

/** A pattern for a month by its name, or by as many of its first letters as no other month begins with; `letter` writes one. */
function monthPattern(names: readonly string[], letter: (plain: string) => string = (plain) => plain): string {
  return names
    .map((name) => {
      const letters = [...name].map(letter)
      const least = LEAST_OF.get(name) ?? LEAST
      const rest = letters.slice(least).reduceRight((more, one) => `(?:${one}${more})?`, '')
      return letters.slice(0, least).join('') + rest
    })
    .join('|')
}

/** A pattern (RE2 and JavaScript alike) for any month name in lower case without accents, without its full stop. */
export const MONTH_NAME = MONTHS.map((names) => monthPattern(names)).join('|')

/** The same for a name as it stands, with its accents or without; case is the caller's. */
export const ACCENTED_MONTH_NAME = MONTHS.map((names) => monthPattern(names, accented)).join('|')

function accented(letter: string): string {
  return letter === 'e' ? '[eé]' : letter === 'u' ? '[uû]' : letter
}

/** A pattern for the name of a day, with what may follow it. */
export const DAY_NAME =
  '(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday|lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)\\.?,?'

const WHOLE = MONTHS.map((names) => new RegExp(`^(?:${monthPattern(names)})$`))

/** The number, from 1 to 12, of a month name in lower case without accents; 0 where it is none. */
export function monthNumber(name: string): number {
  return WHOLE.findIndex((month) => month.test(name)) + 1
}

/** An SQL expression: the two digits of a month name that `MONTH_NAME` matched, NULL for any other text. */
export function monthDigitsSql(name: string): string {
  const starts = [['jan'], ['fev', 'feb'], ['mar'], ['avr', 'apr'], ['mai', 'may'], ['jun'], ['jul'], ['aou', 'aug'], ['sep'], ['oct'], ['nov'], ['dec']] // prettier-ignore
  const cases = starts.flatMap((words, index) =>
    words.map((word) => `WHEN '${word}' THEN '${String(index + 1).padStart(2, '0')}'`)
  )
  // Juin and juillet differ in their fourth letter only.
  return `CASE left(replace(replace(lower(${name}), 'juin', 'jun'), 'juil', 'jul'), 3) ${cases.join(' ')} END`
}
