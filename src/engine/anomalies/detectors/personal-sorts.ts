import type { LocalizedText } from '../../../contract'
import { text } from '../../sql'
import { hasIbanKeySql, hasSocialKeySql, IBAN, luhnSumSql, SOCIAL } from './check-digits'

/** What names or reaches a person, and how a text is known to hold it. */
export interface PersonalSort {
  name: 'email' | 'phone' | 'nir' | 'iban' | 'card' | 'name'
  /** One, in a text that says more. */
  words: LocalizedText
  /** What a column of nothing else holds: one and several. */
  nouns: { fr: [string, string]; en: [string, string] }
  /** A cheap predicate that the other implies. */
  hint: (value: string) => string
  /** Where there are check digits that SQL can verify, they are. */
  of: (value: string) => string
  /** What has its form, with check digits or without, and how often check digits pass by chance. */
  byChance?: { form: (value: string) => string; share: number }
  confidence?: number
  /** How it is known, where that leaves some out. */
  note?: LocalizedText
}

const GAP = '[ .\\x{00A0}\\x{202F}-]?'
/** Pairs of digits parted by one sign only: a day and its hour have several. */
const PAIRS = ['[ \\x{00A0}\\x{202F}]', '\\.', '-'].map((sign) => `(?:${sign}?\\d{2}){4}`).join('|')

/** Eight digits close together, or the head of an IBAN: without them there is no number to look for. */
const DIGITS = '\\d(.?\\d){7}|[A-Z]{2}\\d{2} ?[A-Z0-9]{4}'
const numbered =
  (least: number) =>
  (value: string): string =>
    `(length(${value}) >= ${least} AND ${matches(value, DIGITS)})`

/** A person called by name: a form of address before a capital, or « je m’appelle ». */
const CALLED =
  "(^|[^\\p{L}])((M|MM|Mr|Mrs|Ms|Mme|Mmes|Mlle|Dr|Pr)\\.?|Monsieur|Madame|Mademoiselle|Docteur|Maître|[Jj]e m['’]appelle|[Mm]y name is)[ \\x{A0}]+\\p{Lu}[\\p{L}'’-]+"

export const PERSONAL_SORTS: readonly PersonalSort[] = [
  {
    name: 'email',
    words: { fr: 'une adresse électronique', en: 'an e-mail address' },
    nouns: { fr: ['adresse électronique', 'adresses électroniques'], en: ['e-mail address', 'e-mail addresses'] },
    hint: (value) => `contains(${value}, '@')`,
    of: (value) => matches(value, '[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+')
  },
  {
    name: 'phone',
    words: { fr: 'un numéro de téléphone', en: 'a telephone number' },
    nouns: { fr: ['numéro de téléphone', 'numéros de téléphone'], en: ['telephone number', 'telephone numbers'] },
    hint: numbered(10),
    of: (value) => matches(value, `(^|[^\\p{L}\\d])(\\+33${GAP}|0)[1-9](${PAIRS})([^\\p{L}\\d]|$)`),
    // Of codes of ten digits that begin with a zero, one in ten has another behind it, as no number has: nine are numbers by chance.
    byChance: { form: (value) => `regexp_full_match(${value}, '00\\d{8}')`, share: 9 }
  },
  {
    name: 'nir',
    words: { fr: 'un numéro de sécurité sociale (NIR)', en: 'a French social security number (NIR)' },
    nouns: {
      fr: ['numéro de sécurité sociale (NIR)', 'numéros de sécurité sociale (NIR)'],
      en: ['French social security number (NIR)', 'French social security numbers (NIR)']
    },
    hint: numbered(15),
    of: nir,
    byChance: { form: (value) => `${socialSign(value)} <> ''`, share: 1 / 97 }
  },
  {
    name: 'iban',
    words: { fr: 'un IBAN', en: 'an IBAN' },
    nouns: { fr: ['IBAN', 'IBAN'], en: ['IBAN', 'IBANs'] },
    hint: numbered(15),
    of: iban,
    byChance: { form: (value) => `${accountSign(value)} <> ''`, share: 1 / 97 }
  },
  {
    name: 'card',
    words: { fr: 'un numéro de carte', en: 'a card number' },
    nouns: { fr: ['numéro de carte', 'numéros de carte'], en: ['card number', 'card numbers'] },
    hint: numbered(13),
    of: card,
    byChance: { form: (value) => `length(${cardSign(value)}) BETWEEN 13 AND 19`, share: 1 / 10 }
  },
  {
    name: 'name',
    words: { fr: 'le nom d’une personne', en: 'the name of a person' },
    nouns: { fr: ['nom de personne', 'noms de personnes'], en: ['name of a person', 'names of people'] },
    hint: (value) => matches(value, "\\b[MDP][.A-Za-zîé]*[ \\x{A0}\\x{202F}]+\\p{Lu}|m['’]appelle|name is"),
    of: (value) => matches(value, CALLED),
    confidence: 0.65,
    note: {
      fr: ' Les noms sont reconnus à ce qui les précède (M., Mme, Monsieur, « je m’appelle »…) ou à un prénom courant : il peut y en avoir d’autres.',
      en: ' Names are known by what stands before them (Mr, Mrs, “my name is”…) or by a common first name: there may be others.'
    }
  }
]

export function matches(value: string, pattern: string): string {
  return `regexp_matches(${value}, ${text(pattern)})`
}

function nir(value: string): string {
  const found = socialSign(value)
  return `(${matches(value, '[1-478] ?\\d{2}')} AND ${found} <> '' AND ${hasSocialKeySql(found)})`
}

function socialSign(value: string): string {
  const bare = `regexp_replace(${value}, '[\\s.]', '', 'g')`
  return `regexp_extract(${bare}, ${text(`(?:^|\\D)(${SOCIAL})(?:\\D|$)`)}, 1)`
}

function iban(value: string): string {
  const found = accountSign(value)
  return `(${found} <> '' AND ${hasIbanKeySql(found)})`
}

function accountSign(value: string): string {
  return `regexp_replace(regexp_extract(${value}, ${text(`\\b(${IBAN})\\b`)}, 1), ' ', '', 'g')`
}

/** Thirteen to nineteen digits of a known issuer whose Luhn sum (ISO/IEC 7812-1) is a multiple of ten. */
function card(value: string): string {
  const found = cardSign(value)
  return `(length(${found}) BETWEEN 13 AND 19 AND ${luhnSumSql(found)} % 10 = 0)`
}

function cardSign(value: string): string {
  return `regexp_replace(regexp_extract(${value}, '(?:^|\\D)((?:4\\d{3}|5[1-5]\\d{2}|2[2-7]\\d{2}|3[47]\\d{2})(?:[ -]?\\d{2,4}){3,4})(?:\\D|$)', 1), '\\D', '', 'g')`
}
