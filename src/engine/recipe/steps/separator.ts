import type { LocalizedText } from '../../../contract'

/** A separator as it stands in a sentence: what cannot be seen by its name. */
export function separatorInWords(by: string): LocalizedText {
  return NAMES.get(by) ?? { fr: `« ${by} »`, en: `“${by}”` }
}

const NAMES: ReadonlyMap<string, LocalizedText> = new Map([
  [' ', { fr: 'une espace', en: 'a space' }],
  ['\u00a0', { fr: 'une espace insécable', en: 'a no-break space' }],
  ['\t', { fr: 'une tabulation', en: 'a tab' }],
  ['\n', { fr: 'un saut de ligne', en: 'a line break' }]
])
