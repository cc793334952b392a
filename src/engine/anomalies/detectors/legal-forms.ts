/** Legal forms of firms, without dots and in small letters, French and of the neighbours. */
const FORMS = new Set(
  'sa sas sasu sarl eurl sci scp snc scop scic sca selarl selas eirl gie gmbh ag kg ohg ltd limited plc llc llp inc corp bv nv bvba sprl srl spa oy ab aps sl slu lda'.split(
    ' '
  )
)

/** Those that are a word or a name as well, and say something only in a column of forms. */
const SHORT_FORMS = new Set('ei ae se gaec earl scea asso association micro'.split(' '))

/** Whether a value of a column is a legal form. */
export function isLegalForm(value: string): boolean {
  return FORMS.has(value) || SHORT_FORMS.has(value)
}

/** The name of a firm and its legal form, where it stands in front or behind. */
export interface Firm {
  form: string
  /** The words of the name, in their order. */
  name: string
  isInFront: boolean
}

/** The firm that the words of a text name; null where no legal form stands at one end alone. */
export function firmOf(words: readonly string[]): Firm | null {
  const [first = '', last = ''] = [words[0], words.at(-1)]
  const [isInFront, isBehind] = [FORMS.has(first), FORMS.has(last)]
  if (words.length < 2 || isInFront === isBehind) return null
  return isInFront
    ? { form: first, name: words.slice(1).join(' '), isInFront }
    : { form: last, name: words.slice(0, -1).join(' '), isInFront }
}
