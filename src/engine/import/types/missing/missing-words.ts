import { plainText } from '../plain-text'

/** Words and signs that people write for "nothing here", without case and accents. */
const SURE = new Set([
  ...'n/a|#n/a|n.a.|n.a|#na|n.c.|n/c|n.r.|n.d.|n/d|s/o|null|(null)|none|(none)|nan|nil|undefined|<na>|\\n|tbd|tba'.split(
    '|'
  ),
  ...'missing|unknown|empty|(empty)|(blank)|not available|not applicable|not specified|not set|no data|no answer'.split(
    '|'
  ),
  ...'inconnu|inconnue|vide|(vide)|neant|sans objet|a completer|a renseigner|a definir|indisponible'.split('|'),
  ...'non renseigne|non saisi|non communique|non precise|non applicable|non disponible|non defini'.split('|'),
  ...'non renseignee|non saisie|non communiquee|non precisee|non definie|pas de donnees'.split('|'),
  ...'nsp|nspp|ne sait pas|ne se prononce pas|ne souhaite pas repondre|sans reponse|pas de reponse|refus de repondre'.split(
    '|'
  ),
  ..."dont know|don't know|don’t know|prefer not to say".split('|'),
  ...'???|??|?|--|---|-|–|—|.|..|...|_|xxx|xxxx'.split('|'),
  ...'#ref!|#value!|#valeur!|#div/0!|#name?|#nom?|#num!|#nombre!|#null!|#nul!'.split('|')
])
/** Codes that are also words of their own (states, sizes, initials): only their company tells. */
const DOUBTFUL = new Set(['na', 'nc', 'nr', 'nd', 'so', 'x', 'xx', 'dk'])
/** Words that are an answer in a list of categories, and a gap elsewhere. */
const NOTHING = new Set(['aucun', 'aucune', 'rien', 'nothing'])
/** Of these words, those that a person answers, rather than a program or an empty field. */
const ANSWERS = new Set([
  ...'nsp|nspp|ne sait pas|ne se prononce pas|ne souhaite pas repondre|refus de repondre|sans objet|s/o'.split('|'),
  ..."non applicable|not applicable|dont know|don't know|don’t know|prefer not to say".split('|'),
  ...NOTHING
])
/** A telephone number or code of nothing but zeros. */
const ZEROS = /^0{3,}$|^0+([ .-]0+){2,}$/

/** Whether a text is a code filled with zeros. */
export function isFiller(value: string): boolean {
  return ZEROS.test(value.trim())
}

/** Whether a text says "missing" by itself. */
export function missingWord(value: string): 'sure' | 'doubtful' | 'nothing' | null {
  // No such word begins with a digit, and most cells of most columns do.
  if (value.length > 40 || /^\d/.test(value)) return null
  const plain = plainText(value)
  // Nan is also a first name; programs write NaN or nan.
  if (SURE.has(plain)) return value.trim() === 'Nan' ? 'doubtful' : 'sure'
  if (NOTHING.has(plain)) return 'nothing'
  return DOUBTFUL.has(plain) ? 'doubtful' : null
}

/** What spellings of one word for "missing" have in common: case, accents, marks and the feminine apart; of signs, their first. */
export function wordSaid(value: string): string {
  const plain = plainText(value)
  const letters = plain.replace(/[^\p{L}\p{N}]+/gu, '')
  if (letters) return letters.length > 4 ? letters.replace(/e$/, '') : letters
  return plain.slice(0, 1).replace(/[–—]/u, '-')
}

/** Whether a text is what a person answers who has no other answer (« Ne sait pas »). */
export function isNoAnswer(value: string): boolean {
  return value.length <= 40 && ANSWERS.has(plainText(value))
}
