import { plainText } from './semantic/words'

/** Words and signs that people write for "nothing here", without case and accents. */
const SURE = new Set(
  'n/a|#n/a|n.a.|n.a|#na|null|(null)|none|nan|nil|undefined|missing|unknown|not available|not applicable|not specified|no data|inconnu|inconnue|non renseigne|non renseignee|non communique|non precise|non applicable|non disponible|sans objet|s/o|a completer|vide|(vide)|(blank)|<na>|\\n|???|??|?|--|---|-|.|..|...|_|xxx|xxxx|n.c.|n.r.|n.d.|nsp|ne sait pas|ne se prononce pas|#ref!|#value!|#valeur!|#div/0!|tbd|neant'.split(
    '|'
  )
)
/** Codes that are also words of their own (states, sizes, initials): only their company tells. */
const DOUBTFUL = new Set(['na', 'nc', 'nr', 'nd', 'so', 'x', 'xx'])
/** Words that are an answer in a list of categories, and a gap elsewhere. */
const NOTHING = new Set(['aucun', 'aucune', 'rien', 'nothing'])
/** A telephone number or code of nothing but zeros. */
const ZEROS = /^0{3,}$|^0+([ .-]0+){2,}$/

/** Whether a text is a code filled with zeros. */
export function isFiller(value: string): boolean {
  return ZEROS.test(value.trim())
}

/** Whether a text says "missing" by itself. */
export function missingWord(value: string): 'sure' | 'doubtful' | 'nothing' | null {
  const plain = plainText(value)
  if (SURE.has(plain)) return 'sure'
  if (NOTHING.has(plain)) return 'nothing'
  return DOUBTFUL.has(plain) ? 'doubtful' : null
}
