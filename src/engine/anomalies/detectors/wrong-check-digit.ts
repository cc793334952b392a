import type { LocalizedText } from '../../../contract'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { finding, named, rowsInWords } from '../finding'
import { firstLook } from '../first-look'
import { textColumns, type TextColumn } from '../text-fault'
import { bareSql, hasIbanKeySql, hasSirenDigitSql, hasSocialKeySql, IBAN, luhnSumSql, SOCIAL } from './check-digits'
import { textsOfNumbers } from './number-texts'

/** Share of the texts that must be such numbers, and of these that must bear their check digits: chance bears out one in ten. */
const SHAPED = 0.8
const RIGHT = 0.9
/** Numbers from which that is no chance. */
const ENOUGH = 20
/** Lengths of the numbers, spaces within. */
const SHORTEST = 9
const LONGEST = 42

/** Numbers that bear check digits: their form without spaces, and the check. */
const NUMBERS: readonly { name: string; words: LocalizedText; form: string; holds: (signs: string) => string }[] = [
  {
    name: 'iban',
    words: { fr: 'IBAN (reste 1 par 97)', en: 'an IBAN (remainder 1 by 97)' },
    form: IBAN.replaceAll(' ?', ''),
    holds: hasIbanKeySql
  },
  {
    name: 'nir',
    words: { fr: 'numéro de sécurité sociale (clé)', en: 'a French social security number (key)' },
    form: SOCIAL,
    holds: hasSocialKeySql
  },
  {
    name: 'siret',
    words: { fr: 'SIRET (clé de Luhn)', en: 'a SIRET (Luhn’s digit)' },
    form: '\\d{14}',
    holds: hasSirenDigitSql
  },
  {
    name: 'siren',
    words: { fr: 'SIREN (clé de Luhn)', en: 'a SIREN (Luhn’s digit)' },
    form: '\\d{9}',
    holds: hasSirenDigitSql
  },
  {
    name: 'card',
    words: { fr: 'numéro de carte (clé de Luhn)', en: 'a card number (Luhn’s digit)' },
    form: '(?:4\\d{3}|5[1-5]\\d{2}|2[2-7]\\d{2}|3[47]\\d{2})\\d{9,15}',
    holds: (digits) => `${luhnSumSql(digits)} % 10 = 0`
  }
]

/** Single numbers whose check digits are wrong, in columns whose others are right: a digit was mistyped. */
export const wrongCheckDigit: Detector = {
  name: 'wrong_check_digit',
  title: { fr: 'Clés de contrôle fausses', en: 'Wrong check digits' },
  kinds: ['impossible_value'],
  async *detect(context) {
    const numbers = columnsWhere(
      context,
      ({ family, semantic }) => family === 'number' && semantic.kind === 'identifier'
    )
    for (const one of [...textColumns(context), ...textsOfNumbers(context, numbers)].filter(mayHold)) {
      const found = await describe(context, one)
      if (found) yield found
    }
  }
}

/** Whether a column names things, in texts as long as the numbers looked for. */
function mayHold({ column: { semantic, lengths, numeric } }: TextColumn): boolean {
  const long = lengths ? lengths.mean : Math.log10(numeric?.max ?? 1) + 1
  return semantic.kind === 'identifier' && long >= SHORTEST && long <= LONGEST
}

async function describe(context: DetectorContext, { column, written }: TextColumn) {
  const look = firstLook(context, written)
  const signs = bareSql(written.value)
  const present = `${written.value} <> ''`
  const shaped = NUMBERS.map(({ form }) => `regexp_full_match(${signs}, '${form}')`)
  const terms = NUMBERS.map(
    ({ holds }, at) =>
      `coalesce(sum(${look.times}) FILTER (${shaped[at]}), 0)::BIGINT AS n${at}, coalesce(sum(${look.times}) FILTER (CASE WHEN ${shaped[at]} THEN ${holds(signs)} ELSE false END), 0)::BIGINT AS right${at}`
  )
  const [seen] = await context.rows<Record<string, number>>(
    `SELECT coalesce(sum(${look.times}) FILTER (${present}), 0)::BIGINT AS n, ${terms.join(', ')} FROM ${look.texts}`
  )
  const at = NUMBERS.findIndex((_, place) => {
    const [n, right] = [seen?.[`n${place}`] ?? 0, seen?.[`right${place}`] ?? 0]
    return n >= ENOUGH && n >= SHAPED * (seen?.n ?? 0) && right >= RIGHT * n
  })
  const number = NUMBERS[at]
  if (!number) return null
  const predicate = `coalesce(CASE WHEN ${shaped[at]} THEN NOT ${number.holds(signs)} ELSE false END, false)`
  const [counted] = await context.rows<{ n: number }>(
    `SELECT coalesce(sum(${written.times}) FILTER (${predicate}), 0)::BIGINT AS n FROM ${written.texts}`
  )
  const rows = counted?.n ?? 0
  if (!rows || rows > (1 - RIGHT) * (column.rows - column.missing)) return null
  const [name, count] = [named(column.name), rowsInWords(rows)]
  const shown = await context.rows<{ value: string }>(
    `SELECT left(${written.value}, 40) AS value FROM ${written.texts} WHERE ${predicate} GROUP BY ALL ORDER BY value LIMIT 3`
  )
  return finding(context.table, {
    kind: 'impossible_value',
    detector: 'wrong_check_digit',
    aspect: number.name,
    columns: [column.name],
    where: written.where(predicate),
    rowsSql: written.rowsSql(predicate),
    rows,
    severity: 'critical',
    confidence: 0.95,
    dimension: 'accuracy',
    message: {
      fr: `${name.fr} : ${count.fr} dont la clé de contrôle est fausse`,
      en: `${name.en}: ${count.en} with a wrong check digit`
    },
    explanation: {
      fr: `Toutes les autres valeurs de cette forme passent le contrôle d’un ${number.words.fr} ; dans celles-ci, un chiffre au moins est faux : ${shown.map(({ value }) => `« ${value} »`).join(', ')}${rows > shown.length ? '…' : '.'}`,
      en: `All other values of this form pass the check of ${number.words.en}; in these, one digit at least is wrong: ${shown.map(({ value }) => `“${value}”`).join(', ')}${rows > shown.length ? '…' : '.'}`
    },
    proposal: {
      text: {
        fr: 'Reprendre ces numéros à la source : la clé dit qu’ils sont faux, pas ce qu’ils étaient.',
        en: 'Take these numbers from the source again: the check tells that they are wrong, not what they were.'
      },
      repair: { kind: 'review' }
    }
  })
}
