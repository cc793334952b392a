import { asText } from './as-text'
import type { CellKind, SpecOf } from './kind'
import { SPACES, withoutEnds } from './spaces'

/** Tidies the white space and the case of texts. */
export const trim: CellKind<SpecOf<'trim'>> = {
  title({ column, spaces, letters }) {
    const parts = [
      spaces === 'ends' && { fr: 'sans espaces autour', en: 'without spaces around' },
      spaces === 'all' && { fr: 'sans espaces superflus', en: 'without needless spaces' },
      letters === 'lower' && { fr: 'en minuscules', en: 'in lower case' },
      letters === 'upper' && { fr: 'en majuscules', en: 'in upper case' },
      letters === 'first' && { fr: 'avec une majuscule initiale', en: 'with a first capital' }
    ].filter((part) => part !== false)
    return {
      fr: `Écrire « ${column} » ${parts.map(({ fr }) => fr).join(', ') || 'tel quel'}`,
      en: `Write “${column}” ${parts.map(({ en }) => en).join(', ') || 'as it is'}`
    }
  },
  type: () => 'VARCHAR',
  cell({ spaces, letters }, type, value) {
    let made = asText(value, type)
    if (spaces !== 'keep') made = withoutEnds(made)
    if (spaces === 'all') made = `regexp_replace(${made}, '${SPACES}', ' ', 'g')`
    if (letters === 'lower' || letters === 'upper') return `${letters}(${made})`
    return letters === 'first' ? `upper(substr(${made}, 1, 1)) || lower(substr(${made}, 2))` : made
  }
}
