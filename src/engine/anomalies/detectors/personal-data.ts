import type { ColumnProfile, LocalizedText } from '../../../contract'
import { text } from '../../sql'
import type { Detector } from '../detector'
import { finding, named, rowsInWords } from '../finding'
import { countEach, textColumns } from '../text-fault'

const GAP = '[ .\\x{00A0}\\x{202F}-]?'

/** Eight digits close together, or the head of an IBAN: without them there is no number to look for. */
const DIGITS = '\\d(.?\\d){7}|[A-Z]{2}\\d{2} ?[A-Z0-9]{4}'
const numbered =
  (least: number) =>
  (value: string): string =>
    `(length(${value}) >= ${least} AND regexp_matches(${value}, ${text(DIGITS)}))`

/** A person called by name: a form of address before a capital, or « je m’appelle ». */
const CALLED =
  "(^|[^\\p{L}])((M|MM|Mr|Mrs|Ms|Mme|Mmes|Mlle|Dr|Pr)\\.?|Monsieur|Madame|Mademoiselle|Docteur|Maître|[Jj]e m['’]appelle|[Mm]y name is)[ \\x{A0}]+\\p{Lu}[\\p{L}'’-]+"

/** What names or reaches a person, with the check digits that SQL can verify. */
const SORTS: readonly {
  name: string
  words: LocalizedText
  hint: (value: string) => string
  of: (value: string) => string
  confidence?: number
  /** How it is known, where that leaves some out. */
  note?: LocalizedText
}[] = [
  {
    name: 'email',
    words: { fr: 'une adresse électronique', en: 'an e-mail address' },
    hint: (value) => `contains(${value}, '@')`,
    of: (value) => matches(value, '[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+')
  },
  {
    name: 'phone',
    words: { fr: 'un numéro de téléphone', en: 'a telephone number' },
    hint: numbered(10),
    of: (value) => matches(value, `(^|[^\\p{L}\\d])(\\+33${GAP}|0)[1-9](${GAP}\\d{2}){4}([^\\p{L}\\d]|$)`)
  },
  {
    name: 'nir',
    words: { fr: 'un numéro de sécurité sociale (NIR)', en: 'a French social security number (NIR)' },
    hint: numbered(15),
    of: (value) => nir(value)
  },
  {
    name: 'iban',
    words: { fr: 'un IBAN', en: 'an IBAN' },
    hint: numbered(15),
    of: (value) => matches(value, '\\b[A-Z]{2}\\d{2}( ?[A-Z0-9]{4}){3,7}( ?[A-Z0-9]{1,3})?\\b')
  },
  {
    name: 'card',
    words: { fr: 'un numéro de carte', en: 'a card number' },
    hint: numbered(13),
    of: (value) => card(value)
  },
  {
    name: 'name',
    words: { fr: 'le nom d’une personne', en: 'the name of a person' },
    hint: (value) => matches(value, "\\b[MDP][.A-Za-zîé]*[ \\x{A0}\\x{202F}]+\\p{Lu}|m['’]appelle|name is"),
    of: (value) => matches(value, CALLED),
    confidence: 0.65,
    note: {
      fr: ' Les noms sont reconnus à ce qui les précède (M., Mme, Monsieur, « je m’appelle »…) : il peut y en avoir d’autres.',
      en: ' Names are known by what stands before them (Mr, Mrs, “my name is”…): there may be others.'
    }
  }
]
/** Columns that are known to hold the like: said once by their kind, and no surprise. */
const KNOWN: Record<string, string> = { email: 'email', phone: 'phone', name: 'name' }

/** Personal data, in columns of their own and in comments: to be told before a file is shared. */
export const personalData: Detector = {
  name: 'personal_data',
  title: { fr: 'Données personnelles', en: 'Personal data' },
  kinds: ['personal_data'],
  async *detect(context) {
    const asked = textColumns(context).flatMap(({ column, written }) =>
      SORTS.filter(({ name }) => isNews(name, column)).map((sort) => ({
        column,
        written,
        sort,
        hint: sort.hint(written.value),
        predicate: `coalesce(${sort.of(written.value)}, false)`
      }))
    )
    const counts = await countEach(context, asked)
    for (const [place, { column, written, sort, predicate }] of asked.entries()) {
      const rows = counts[place] ?? 0
      if (!rows) continue
      const [name, count] = [named(column.name), rowsInWords(rows)]
      yield finding(context.table, {
        kind: 'personal_data',
        detector: 'personal_data',
        aspect: sort.name,
        place: 'column',
        columns: [column.name],
        where: written.where(predicate),
        rows,
        severity: 'info',
        confidence: sort.confidence ?? 0.8,
        dimension: 'credibility',
        message: {
          fr: `${name.fr} : ${count.fr} avec ${sort.words.fr}`,
          en: `${name.en}: ${count.en} with ${sort.words.en}`
        },
        explanation: {
          fr: `Une donnée personnelle ne doit circuler que si l’étude en a besoin (RGPD, minimisation). Elle n’est pas une erreur et ne compte pas parmi les cellules fausses.${sort.note?.fr ?? ''}`,
          en: `Personal data should only travel where the study needs them (GDPR, data minimisation). They are no error and do not count among the wrong cells.${sort.note?.en ?? ''}`
        },
        proposal: {
          text: {
            fr: 'Retirer ou masquer ces passages avant de partager la table.',
            en: 'Remove or mask these passages before sharing the table.'
          },
          repair: { kind: 'review' }
        }
      })
    }
  }
}

/** Whether a sort of personal data is none that the kind of the column tells; long digits of identifiers pass a check digit by chance, one time in ten. */
function isNews(sort: string, { semantic: { kind } }: ColumnProfile): boolean {
  return KNOWN[kind] !== sort && !(sort === 'card' && kind === 'identifier')
}

function matches(value: string, pattern: string): string {
  return `regexp_matches(${value}, ${text(pattern)})`
}

const NIR = '[12]\\d{2}(?:0[1-9]|1[0-2]|[2-9]\\d)(?:\\d{2}|2[AB])\\d{3}\\d{3}\\d{2}'

/** The number and its key: 97 less the remainder by 97 of the thirteen digits; 2A and 2B count as 19 and 18. */
function nir(value: string): string {
  const bare = `regexp_replace(${value}, '[\\s.]', '', 'g')`
  const found = `regexp_extract(${bare}, ${text(`(?:^|\\D)(${NIR})(?:\\D|$)`)}, 1)`
  const digits = `replace(replace(${found}, '2A', '19'), '2B', '18')`
  return `(regexp_matches(${value}, '[12] ?\\d{2}') AND ${found} <> '' AND TRY_CAST(right(${digits}, 2) AS INTEGER) = 97 - TRY_CAST(left(${digits}, 13) AS BIGINT) % 97)`
}

/** Thirteen to nineteen digits of a known issuer whose Luhn sum (ISO/IEC 7812-1) is a multiple of ten. */
function card(value: string): string {
  const found = `regexp_replace(regexp_extract(${value}, '(?:^|\\D)((?:4\\d{3}|5[1-5]\\d{2}|2[2-7]\\d{2}|3[47]\\d{2})(?:[ -]?\\d{2,4}){3,4})(?:\\D|$)', 1), '\\D', '', 'g')`
  const digits = `list_reverse(string_split(${found}, ''))`
  const sum = `list_sum(list_transform(${digits}, lambda d, i: CASE WHEN i % 2 = 1 THEN TRY_CAST(d AS INTEGER) WHEN TRY_CAST(d AS INTEGER) > 4 THEN TRY_CAST(d AS INTEGER) * 2 - 9 ELSE TRY_CAST(d AS INTEGER) * 2 END))`
  return `(length(${found}) BETWEEN 13 AND 19 AND ${sum} % 10 = 0)`
}
