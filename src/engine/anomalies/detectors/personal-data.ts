import type { Anomaly, ColumnProfile } from '../../../contract'
import { ident, text } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { counted, finding, named, rowsInWords, type Statement } from '../finding'
import { countEach, textColumns, type TextColumn } from '../text-fault'
import { textsOfNumbers } from './number-texts'
import { namesOfPeople } from './people-names'
import { mayNameSql, namesSomeoneSql } from './people-in-texts'
import { matches, PERSONAL_SORTS, type PersonalSort } from './personal-sorts'

/** Share of its texts from which a column is one of personal data; below, some of its texts hold such data. */
const WHOLE = 0.8
/** Where the profile or the rows tell what a column holds, its texts need not bear the strictest form. */
const PHONE = '^[+(]?\\d[\\d\\s\\x{A0}\\x{202F}.()/-]{5,20}$'
const PROPER = "^\\p{L}[\\p{L}.'’-]+([\\s\\x{A0}]\\p{L}[\\p{L}.'’-]*){0,4}$"
/** Least number that may be a card's, a person's or a telephone's: nine digits, the first zero lost. */
const LEAST_NUMBER = 1e8

/** Personal data, in columns of their own and in comments: to be told before a file is shared. */
export const personalData: Detector = {
  name: 'personal_data',
  title: { fr: 'Données personnelles', en: 'Personal data' },
  kinds: ['personal_data'],
  async *detect(context) {
    const people = await namesOfPeople(context)
    const texts = await textsWithNames(context)
    const asked = [...textColumns(context), ...numberColumns(context)].flatMap(({ column, written }) =>
      PERSONAL_SORTS.map((sort) => {
        const known = knownAs(sort, column, people)
        const told = known?.(written.value) ?? sort.of(written.value)
        const inText = sort.name === 'name' && !known && texts.has(column.name)
        return {
          column,
          written,
          sort,
          hint: known
            ? undefined
            : inText
              ? `(${sort.hint(written.value)} OR ${mayNameSql(written.value)})`
              : sort.hint(written.value),
          predicate: `coalesce(${inText ? `(${told} OR ${namesSomeoneSql(written.value)})` : told}, false)`
        }
      })
    )
    const counts = await countEach(context, asked)
    const forms = await formsOf(
      context,
      asked.map((one, place) => (counts[place] ? one : null))
    )
    for (const [place, { column, written, sort, predicate }] of asked.entries()) {
      const rows = counts[place] ?? 0
      const { kind } = column.semantic
      const isWhole = kind !== 'free_text' && rows >= WHOLE * (column.rows - column.missing)
      // Long digits of identifiers pass a check digit by chance, one time in ten.
      if (!rows || (sort.name === 'card' && kind === 'identifier' && !isWhole)) continue
      // Of many codes in the form of an account, some pass the check all the same.
      if (sort.byChance && (forms[place] ?? 0) * sort.byChance.share >= rows / 2) continue
      const told = { column, sort, where: written.where(predicate), rows }
      yield isWhole ? ofColumn(context, told) : inTexts(context, told)
    }
  }
}

/** Columns of free text that name people by their first names; looked for in all rows only where some of them do, for it is dear. */
async function textsWithNames(context: DetectorContext): Promise<ReadonlySet<string>> {
  const columns = columnsWhere(context, ({ family, semantic }) => family === 'text' && semantic.kind === 'free_text')
  const { sql, whole } = columns.length ? await context.sample() : { sql: '', whole: true }
  if (whole) return new Set(columns.map(({ name }) => name))
  const terms = columns.map(({ name }, at) => `count(*) FILTER (${namesSomeoneSql(ident(name))}) AS n${at}`)
  const [seen] = await context.rows<Record<string, number>>(`SELECT ${terms.join(', ')} FROM ${sql}`)
  return new Set(columns.flatMap(({ name }, at) => (seen?.[`n${at}`] ? [name] : [])))
}

interface Sought {
  written: TextColumn['written']
  sort: PersonalSort
  hint?: string
}

/** How many texts have the form of what was found by check digits; 0 where there are none. */
async function formsOf(context: DetectorContext, found: readonly (Sought | null)[]): Promise<number[]> {
  const checked = found.flatMap((one, place) => (one?.sort.byChance ? [{ ...one, place }] : []))
  const counts = await countEach(
    context,
    checked.map(({ written, sort, hint }) => ({
      written,
      hint,
      predicate: `coalesce(${sort.byChance?.form(written.value) ?? 'false'}, false)`
    }))
  )
  const forms = found.map(() => 0)
  for (const [at, { place }] of checked.entries()) forms[place] = counts[at] ?? 0
  return forms
}

/** Numbers with so many digits that they may be those of a person, as texts. */
function numberColumns(context: DetectorContext): TextColumn[] {
  const long = columnsWhere(
    context,
    ({ family, semantic, numeric }) =>
      family === 'number' && ['identifier', 'phone'].includes(semantic.kind) && (numeric?.max ?? 0) >= LEAST_NUMBER
  )
  return textsOfNumbers(context, long)
}

/** What is enough in a column of which it is known that it holds the like. */
function knownAs(
  { name }: PersonalSort,
  { name: column, semantic: { kind }, disguised }: ColumnProfile,
  people: ReadonlySet<string>
): ((value: string) => string) | null {
  if (name === 'email' && kind === 'email') return (value) => `contains(${value}, '@')`
  if (name === 'phone' && kind === 'phone') return (value) => matches(value, PHONE)
  if (name !== 'name' || !people.has(column)) return null
  const codes = disguised.map(({ value }) => text(value))
  return (value) => `${matches(value, PROPER)}${codes.length ? ` AND ${value} NOT IN (${codes.join(', ')})` : ''}`
}

interface Told {
  column: ColumnProfile
  sort: PersonalSort
  where: string
  rows: number
}

const EXPLANATION = {
  fr: 'Une donnée personnelle ne doit circuler que si l’étude en a besoin (RGPD, minimisation). Elle n’est pas une erreur et ne compte pas parmi les cellules fausses.',
  en: 'Personal data should only travel where the study needs them (GDPR, data minimisation). They are no error and do not count among the wrong cells.'
}

function inTexts({ table }: DetectorContext, { column, sort, ...told }: Told): Anomaly {
  const [name, count] = [named(column.name), rowsInWords(told.rows)]
  return finding(table, {
    ...told,
    ...sharedBy(column, sort),
    message: {
      fr: `${name.fr} : ${count.fr} avec ${sort.words.fr}`,
      en: `${name.en}: ${count.en} with ${sort.words.en}`
    },
    explanation: {
      fr: EXPLANATION.fr + (sort.note?.fr ?? ''),
      en: EXPLANATION.en + (sort.note?.en ?? '')
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

function ofColumn({ table }: DetectorContext, { column, sort, ...told }: Told): Anomaly {
  const [name, count] = [named(column.name), counted(told.rows, sort.nouns.fr, sort.nouns.en)]
  return finding(table, {
    ...told,
    ...sharedBy(column, sort),
    confidence: sort.confidence ?? 0.9,
    message: {
      fr: `${name.fr} est une colonne de données personnelles : ${count.fr}`,
      en: `${name.en} is a column of personal data: ${count.en}`
    },
    explanation: EXPLANATION,
    proposal: {
      text: {
        fr: 'Retirer la colonne si l’étude n’en a pas besoin ; sinon, la pseudonymiser : une même valeur garde un même nom, que personne hors du projet ne peut relire. Seule, elle ne rend pas la table anonyme.',
        en: 'Drop the column where the study does not need it; else pseudonymise it: a value keeps one name, which nobody outside the project can read back. Alone it does not make the table anonymous.'
      },
      repair: { kind: 'pseudonymise', columns: [column.name] }
    }
  })
}

/** What findings of personal data share, whether they are a column's or some texts'. */
function sharedBy(
  { name }: ColumnProfile,
  sort: PersonalSort
): Omit<Statement, 'where' | 'rows' | 'message' | 'explanation'> {
  return {
    kind: 'personal_data',
    detector: 'personal_data',
    aspect: sort.name,
    place: 'column',
    columns: [name],
    severity: 'info',
    confidence: sort.confidence ?? 0.8,
    dimension: 'confidentiality'
  }
}
