import { withInnerMarks, type LocalizedText } from '../../contract'

const SHOWN = 120

/** A text cut to what a line of the journal holds. */
export function shortened(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 1).trimEnd()}…` : text
}

/** A text as it stands in a sentence, in the marks of each language; those within it are the inner ones. */
export function quoted({ fr, en }: LocalizedText): LocalizedText {
  return withInnerMarks({ fr: `« ${shortened(fr)} »`, en: `“${shortened(en)}”` })
}

/** The same of what someone typed, which has one language. */
export function quotedWords(words: string): LocalizedText {
  return quoted({ fr: words, en: words })
}
