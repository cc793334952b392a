import type { LocalizedText, ValueLabel } from '../../../contract'
import type { Dictionary, Variable } from './dictionary'
import { numberText } from './value-text'

/** Labels of a column that a note shows; the codes themselves stay in the table in every case. */
const MOST_LABELS = 200
/** Characters of all notes together. */
const MOST_TEXT = 1_000_000
/** Labels of a column that can be put in the place of its codes. */
const MOST_CODES = 10_000

/** What the dictionary tells of the values: one note a column that has labels or declared missing values. */
export function dictionaryNotes(dictionary: Dictionary): LocalizedText[] {
  const notes: LocalizedText[] = []
  if (dictionary.label) {
    notes.push({ fr: `Titre du fichier : ${dictionary.label}.`, en: `Title of the file: ${dictionary.label}.` })
  }
  if (dictionary.weight !== null) {
    notes.push({
      fr: `Le fichier est pondéré par « ${dictionary.weight} » ; la pondération n’est pas appliquée.`,
      en: `The file is weighted by “${dictionary.weight}”; the weights are not applied.`
    })
  }
  let length = 0
  for (const [index, variable] of dictionary.variables.entries()) {
    const note = columnNote(variable, dictionary)
    if (!note) continue
    notes.push(note)
    length += note.fr.length
    const left = dictionary.variables.length - index - 1
    if (length < MOST_TEXT || left === 0) continue
    notes.push({
      fr: `Les libellés des ${left} colonnes suivantes ne sont pas montrés.`,
      en: `Labels of the ${left} columns that follow are not shown.`
    })
    break
  }
  return notes
}

/** The codes of a column with their labels; of two labels of one code, the first. */
export function labelsOf(variable: Variable, dictionary: Dictionary): ValueLabel[] {
  const known = new Map<string, string>()
  for (const { value, label } of variable.labels.flat()) {
    const code = valueText(value, variable, dictionary)
    if (known.size < MOST_CODES && label !== '' && !known.has(code)) known.set(code, label)
  }
  return [...known].map(([code, label]) => ({ code, label }))
}

function columnNote(variable: Variable, dictionary: Dictionary): LocalizedText | null {
  const { name, label, labels, missing } = variable
  const value = (bytes: Buffer): string => valueText(bytes, variable, dictionary)
  const codes: string[] = []
  for (const one of labels.flatMap((set) => set.slice(0, MOST_LABELS + 1)).slice(0, MOST_LABELS + 1)) {
    codes.push(codes.length < MOST_LABELS ? `${value(one.value)} = ${one.label}` : '…')
  }
  const absent = missing ? missingText(missing, value) : null
  if (!label && !codes.length && !absent) return null
  const said = (between: string, kept: string, absentText: string | undefined): string =>
    [label, codes.join(between), absentText === undefined ? '' : kept + absentText]
      .filter((part) => part !== '')
      .join(' — ')
  return {
    fr: `${name} : ${said(' ; ', 'déclarés manquants, gardés : ', absent?.fr)}.`,
    en: `${name}: ${said('; ', 'declared missing, kept: ', absent?.en)}.`
  }
}

function missingText(
  { values, range }: NonNullable<Variable['missing']>,
  value: (bytes: Buffer) => string
): LocalizedText {
  const texts = values.map(value)
  if (!range) return { fr: texts.join(' ; '), en: texts.join('; ') }
  const [low, high, ...others] = texts
  const more = (before: string): string => others.map((text) => before + text).join('')
  return { fr: `de ${low} à ${high}${more(' ; ')}`, en: `from ${low} to ${high}${more('; ')}` }
}

/** A value as the dictionary writes it; the ends of an open range have values of their own. */
function valueText(bytes: Buffer, { width, format }: Variable, { little, decoder }: Dictionary): string {
  if (width > 0) return decoder.text(bytes)
  const number = little ? bytes.readDoubleLE() : bytes.readDoubleBE()
  if (number === Number.MAX_VALUE) return '+∞'
  if (number <= -Number.MAX_VALUE * (1 - Number.EPSILON)) return '−∞'
  return numberText(number, format) ?? '.'
}
