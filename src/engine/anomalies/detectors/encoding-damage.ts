import type { Detector } from '../detector'
import { text } from '../../sql'
import { countEach, textColumns, textFault } from '../text-fault'

/** What UTF-8 read as Windows-1252 shows behind its lead byte. */
const TAIL = '[\\x{80}-\\x{BF}€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸŽ]'
const DAMAGE = [
  '\\x{FFFD}',
  '[\\x{80}-\\x{9F}]',
  `[ÃÂÄÅ]${TAIL}`,
  'â€|â‚¬|ï»¿|Ã\\x{A0}',
  '&(amp|lt|gt|quot|nbsp|[aeiou](acute|grave|circ|uml)|ccedil|oelig);|&#x?[0-9A-Fa-f]{2,5};'
].join('|')
/** A mark of accent that joins no letter: what is left of another alphabet's byte. */
const LOOSE = '[A-Za-z ][\\x{0300}-\\x{036F}]'

/** Texts damaged by a wrong character set: « Ã© » for « é », replacement characters, loose accents, HTML entities. */
export const encodingDamage: Detector = {
  name: 'encoding_damage',
  title: { fr: 'Caractères abîmés', en: 'Damaged characters' },
  kinds: ['encoding_damage'],
  async *detect(context) {
    const asked = textColumns(context).map(({ column, written }) => ({
      column,
      written,
      // Letters of a wrong set lie beyond ASCII, entities begin with &.
      hint: `(strlen(${written.value}) <> length(${written.value}) OR contains(${written.value}, '&'))`,
      predicate: damaged(written.value)
    }))
    const counts = await countEach(context, asked)
    for (const [place, fault] of asked.entries()) {
      const rows = counts[place] ?? 0
      if (!rows) continue
      yield await textFault(context, {
        ...fault,
        rows,
        kind: 'encoding_damage',
        detector: 'encoding_damage',
        severity: 'warning',
        confidence: 0.9,
        dimension: 'accuracy',
        what: { fr: 'aux caractères abîmés', en: 'with damaged characters' },
        why: {
          fr: 'Un programme a lu ou écrit ces textes dans un mauvais jeu de caractères',
          en: 'Some program read or wrote these texts in a wrong character set'
        },
        proposal: {
          text: {
            fr: 'Reprendre l’export en UTF-8 ; un caractère de remplacement ne se retrouve pas autrement.',
            en: 'Export again as UTF-8; a replacement character cannot be brought back otherwise.'
          },
          repair: { kind: 'review' }
        }
      })
    }
  }
}

function damaged(value: string): string {
  return `coalesce(regexp_matches(${value}, ${text(DAMAGE)}) OR regexp_matches(nfc_normalize(${value}), ${text(LOOSE)}), false)`
}
