/** Month names as they stand in French and English exports, in lower case without accents, in the order of the year. */
const MONTHS: readonly string[] = [
  'janv(?:ier)?|jan(?:uary)?',
  'fevr?(?:ier)?|feb(?:ruary)?',
  'mars|march|mar',
  'avr(?:il)?|apr(?:il)?',
  'mai|may',
  'juin|june|jun',
  'juil(?:let)?|july|jul',
  'aout|aou|aug(?:ust)?',
  'septembre|september|sept?',
  'octobre|october|oct',
  'novembre|november|nov',
  'decembre|december|dec'
]

/** A pattern (RE2 and JavaScript alike) for any month name in lower case without accents, without its full stop. */
export const MONTH_NAME = MONTHS.join('|')

/** A pattern for the name of a day, with what may follow it. */
export const DAY_NAME =
  '(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday|lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)\\.?,?'

const WHOLE = MONTHS.map((month) => new RegExp(`^(?:${month})$`))

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
