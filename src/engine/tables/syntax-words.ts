import type { LocalizedText } from '../../contract'

/** What DuckDB's parser refused, in plain words; what is not known keeps the parser's own. */
export function syntaxInWords(detail: string): { message: LocalizedText; hint?: LocalizedText } {
  const near = /^syntax error at or near "(.*)"$/s.exec(detail)?.[1]
  if (near !== undefined)
    return {
      message: { fr: `Erreur de syntaxe à « ${near} ».`, en: `Syntax error at “${near}”.` },
      hint: NEAR_HINT
    }
  if (/^syntax error at end of input/.test(detail))
    return {
      message: { fr: 'La requête s’arrête trop tôt.', en: 'The query stops too early.' },
      hint: {
        fr: 'Il manque sa fin : une parenthèse à fermer, une colonne, une table ou une condition.',
        en: 'Its end is missing: a parenthesis to close, a column, a table or a condition.'
      }
    }
  if (/^unterminated quoted string/.test(detail))
    return {
      message: { fr: 'Un texte entre apostrophes n’est pas fermé.', en: 'A text between quotes is not closed.' },
      hint: {
        fr: "Dans un texte, une apostrophe se double : 'l''été'.",
        en: "In a text, a quote is doubled: 'it''s'."
      }
    }
  if (/^unterminated quoted identifier/.test(detail))
    return {
      message: { fr: 'Un nom entre guillemets n’est pas fermé.', en: 'A quoted name is not closed.' },
      hint: {
        fr: 'Les guillemets " " entourent un nom de colonne ou de table, les apostrophes \' \' un texte.',
        en: 'Double quotes " " go around the name of a column or table, single ones \' \' around a text.'
      }
    }
  if (/^SELECT clause without selection list/i.test(detail))
    return {
      message: { fr: 'SELECT ne dit pas quoi prendre.', en: 'SELECT does not say what to take.' },
      hint: { fr: 'Nommez des colonnes, ou * pour toutes.', en: 'Name columns, or * for all.' }
    }
  return { message: { fr: `Erreur de syntaxe : ${detail}`, en: `Syntax error: ${detail}` } }
}

const NEAR_HINT = {
  fr: 'Regardez le mot souligné et celui qui le précède : mot-clé mal écrit, virgule en trop ou manquante, nom à mettre entre guillemets " ".',
  en: 'Look at the underlined word and the one before it: a misspelt keyword, a comma too many or missing, a name to put between double quotes " ".'
}
