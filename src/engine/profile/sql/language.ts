import { text } from '../../sql'

/**
 * Function words of either language that the other does not write the same way: the stop word lists of the Snowball
 * project (snowballstem.org, BSD licence) and the commonest adverbs and small words of answers, words shared by both
 * (`on`, `a`, `or`, `me`, `son`, `car`, `comment`, …) left out.
 */
const WORDS = {
  fr: 'au aux avec ce ces dans de des du elle elles en et il ils je la le les leur leurs lui ma mais mes moi mon ne nos notre nous ou où par pas pour qu que qui quoi sa se ses sur ta te tes toi ton tu un une vos votre vous est sont suis sommes êtes être été avoir avons avez ai ont était étaient étais avait avaient très plus moins bien mal cette ces cet ceux ça cela à là y aussi aucun aucune alors après avant beaucoup peu trop tout tous toute toutes rien jamais toujours souvent encore déjà donc dont depuis pendant chez chaque entre sans sous vers parce puis quand quel quelle comme lors ni si même fois jour jours heure heures faire fait faut peut ici voici voilà il'.split(
    ' '
  ),
  en: 'i my we our you your he him his she her it its they them their what which who this that these those am is are was were be been being have has had having do does did the and but if because of at by for with about against between into to from up down in out very too not no nor so than just will would could should can all any each few more most other some such only own same then there here when where why how again after before during until while over under never always still also even much many every nothing everything get got'.split(
    ' '
  )
} as const

/** Letters, elisions and contractions that one of the two languages writes and the other hardly does. */
const SPELLINGS = {
  fr: `[àâçèéêëîïôùûœæ]\\p{L}*|\\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]\\p{L}`,
  en: `\\b(?:\\p{L}+n['’]t|(?:i|we|you|they|he|she|it|that|there)['’](?:s|m|re|ve|ll|d))\\b`
} as const

/** Endings of content words, in the way of Cavnar and Trenkle (1994) though of whole endings: read only where nothing else tells. */
const ENDINGS = {
  fr: '\\p{L}{2,}(?:iques?|eux|euses?|aires?|oires?|ettes?|elles?|eaux?|ennes?|aisons?|eurs?|ements?|antes?|entes?|ait|aient|ées?|ois|oises?|illes?|ages?)',
  en: '\\p{L}{2,}(?:ing|ed|ly|ness|ful|less|ght|ck|sh|ous|ity|ety|th|wn|ow|ew|ay|ey|ies)'
} as const

/** A text of fewer words without a word or a spelling of either language is not told by the endings of its words. */
const FEWEST_WORDS = 3

/**
 * The language of texts as SQL: the one with more different function words and spellings of its own; where both have
 * as many, the one with more endings of its own, in a text of some words; else `other`. Rows `v, n, language` of the
 * rows `v, n` of a relation, those without a text left out.
 */
export function languageRowsSql(relation: string): string {
  const count = (language: keyof typeof WORDS): string =>
    `len(list_intersect(words, [${WORDS[language].map(text).join(', ')}])) + len(regexp_extract_all(lower, ${text(SPELLINGS[language])})) AS ${language}`
  const endings = (language: keyof typeof WORDS): string =>
    `len(list_filter(words, lambda word: regexp_full_match(word, ${text(ENDINGS[language])})))`
  const words = `SELECT v, n, lower(v::VARCHAR) AS lower, regexp_extract_all(lower(v::VARCHAR), '\\p{L}+') AS words FROM ${relation} WHERE v IS NOT NULL`
  const counted = `SELECT v, n, words, ${count('fr')}, ${count('en')} FROM (${words})`
  return `SELECT v, n, CASE WHEN fr > en THEN 'fr' WHEN en > fr THEN 'en' WHEN len(words) < ${FEWEST_WORDS} THEN 'other' WHEN ${endings('fr')} > ${endings('en')} THEN 'fr' WHEN ${endings('en')} > ${endings('fr')} THEN 'en' ELSE 'other' END AS language FROM (${counted})`
}

/** Values by language: rows `language, n`. */
export function languagesSql(relation: string): string {
  return `SELECT language, sum(n)::BIGINT AS n FROM (${languageRowsSql(relation)}) GROUP BY language`
}
