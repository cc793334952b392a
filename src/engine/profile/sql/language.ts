import { text } from '../../sql'

/**
 * The commonest function words of either language that the other does not write the same way; taken from the stop word lists of the Snowball
 * project (snowballstem.org, BSD licence), words shared by both (`on`, `a`, `or`, `me`, `son`, …) left out.
 */
const WORDS = {
  fr: 'au aux avec ce ces dans de des du elle en et il ils je la le les leur lui ma mais mes moi mon ne nos notre nous ou par pas pour qu que qui sa se ses sur ta te tes toi ton tu un une vos votre vous est sont suis être été avoir était très plus bien cette ça'.split(
    ' '
  ),
  en: 'i my we our you your he him his she her it its they them their what which who this that these those am is are was were be been have has had do does did the and but if because of at by for with about against between into to from up in out very too not so than just'.split(
    ' '
  )
} as const

/** The language of a text as SQL: the one with more of its function words, `other` where neither has any or both as many. */
export function languageSql(value: string): string {
  const words = `string_split_regex(lower(${value}::VARCHAR), '[^\\p{L}]+')`
  const count = (language: keyof typeof WORDS): string =>
    `len(list_filter(${words}, lambda word: list_contains([${WORDS[language].map(text).join(', ')}], word)))`
  return `CASE WHEN ${count('fr')} > ${count('en')} THEN 'fr' WHEN ${count('en')} > ${count('fr')} THEN 'en' ELSE 'other' END`
}

/** Values by language: rows `language, n`. */
export function languagesSql(relation: string): string {
  return `SELECT language, sum(n)::BIGINT AS n FROM (SELECT ${languageSql('v')} AS language, n FROM ${relation} WHERE v IS NOT NULL) GROUP BY language`
}
