import type { Choices, LocalizedText } from '../../../contract'
import { fail } from '../../errors'
import type { Forced } from './dialect/forced'
import { knownEncoding } from './text/knownEncoding'
import type { EncodingVerdict } from './text/scanEncoding'

/**
 * What a user chose, as the detection takes it. Chosen values are never corrected.
 * @throws ChantierError of kind `input` where choices cannot hold together
 */
export function forcedBy({ delimiter, quote, escape, skip, headerRows, comment }: Choices): Forced {
  refuseClashes({ delimiter, quote, escape, comment })
  return {
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(quote === undefined ? {} : { quote: quote ?? '' }),
    ...(escape === undefined ? {} : { escape: escapeOf(escape, quote) }),
    ...(skip === undefined ? {} : { skip }),
    ...(headerRows === undefined ? {} : { headerRows }),
    ...(comment === undefined ? {} : { comment: comment ?? '' })
  }
}

/** The verdict on an encoding, or the chosen one in its place. */
export function encodingBy({ encoding }: Choices, verdict: EncodingVerdict): EncodingVerdict {
  if (encoding === undefined) return verdict
  const known = knownEncoding(encoding)
  if (known === null) {
    throw fail(
      'input',
      { fr: `L’encodage « ${encoding} » est inconnu.`, en: `The encoding “${encoding}” is unknown.` },
      {
        hint: {
          fr: 'Choisissez par exemple UTF-8, Windows-1252, MacRoman ou UTF-16LE.',
          en: 'Choose for example UTF-8, Windows-1252, MacRoman or UTF-16LE.'
        }
      }
    )
  }
  return known === verdict.encoding ? verdict : { ...verdict, encoding: known, bom: 0, ascii: false, confidence: 1 }
}

function escapeOf(escape: string | null, quote: string | null | undefined): string {
  if (escape === null) return quote === null ? 'double' : 'none'
  if (escape === '\\') return 'backslash'
  if (escape === '\0') return 'nul'
  return escape === (quote ?? '"') ? 'double' : escape
}

type Signs = Pick<Choices, 'delimiter' | 'quote' | 'escape' | 'comment'>

function refuseClashes({ delimiter = '', quote, escape, comment }: Signs): void {
  const lines = /[\r\n]/
  if (lines.test(delimiter) || lines.test(quote ?? '') || lines.test(escape ?? '') || lines.test(comment ?? ''))
    throw clash({
      fr: 'Une fin de ligne ne peut pas être un séparateur, un guillemet ni un signe de commentaire.',
      en: 'An end of line cannot be a separator, a quote or a comment sign.'
    })
  if (delimiter !== '' && quote && delimiter.includes(quote))
    throw clash({
      fr: `Le séparateur « ${delimiter} » et le guillemet « ${quote} » ne peuvent pas être le même signe.`,
      en: `The separator “${delimiter}” and the quote “${quote}” cannot be the same sign.`
    })
  if (delimiter !== '' && escape && delimiter.includes(escape))
    throw clash({
      fr: `Le séparateur « ${delimiter} » et le signe d’échappement « ${escape} » ne peuvent pas être le même signe.`,
      en: `The separator “${delimiter}” and the escape sign “${escape}” cannot be the same sign.`
    })
  if (delimiter !== '' && comment && (comment === delimiter || comment === quote))
    throw clash({
      fr: `Le signe de commentaire « ${comment} » est déjà celui du séparateur ou du guillemet.`,
      en: `The comment sign “${comment}” is that of the separator or the quote.`
    })
}

function clash(message: LocalizedText): Error {
  return fail('input', message, {
    hint: { fr: 'Changez l’un des deux choix.', en: 'Change one of the two choices.' }
  })
}
