import type { Condition, Filter, LocalizedText } from '../../contract'

/** The conditions of a filter by the values of some columns; that a value is there is none: rows without one have no figure. */
export function conditionsOn(filter: Filter | undefined, columns: readonly (string | undefined)[]): Condition[] {
  return (filter?.all ?? []).filter(({ column, op }) => op !== 'present' && columns.includes(column))
}

/**
 * The warning that rows are chosen by the very values that are measured: their figure says little of other rows, and
 * differences between groups shrink. Selection on the dependent variable: King, Keohane and Verba 1994, ch. 4.
 */
export function chosenByMeasured(columns: readonly string[]): LocalizedText {
  const { fr, en } = chosenBy(columns)
  return {
    fr: `${fr}, et les écarts entre groupes en sont faussés. Pour comparer des groupes, retirez cette condition.`,
    en: `${en}, and differences between groups are distorted. To compare groups, remove this condition.`
  }
}

/** The same where it is not known whether the rows left out have a true value: they may hold a code for no answer only. */
export function maybeChosenByMeasured(columns: readonly string[]): LocalizedText {
  const { fr, en } = chosenBy(columns)
  return {
    fr: `${fr}. Si la condition retire de vraies valeurs, les écarts entre groupes en sont faussés ; si elle n’écarte qu’un code de non-réponse, ils ne le sont pas.`,
    en: `${en}. If the condition takes true values away, differences between groups are distorted; if it leaves out no more than a code for no answer, they are not.`
  }
}

function chosenBy(columns: readonly string[]): LocalizedText {
  const fr = columns.map((name) => `« ${name} »`).join(', ')
  const en = columns.map((name) => `“${name}”`).join(', ')
  return {
    fr: `Attention : le filtre choisit les lignes d’après ${fr}, qui est aussi ce qui est mesuré. Les chiffres ne parlent que des lignes ainsi choisies`,
    en: `Beware: the filter chooses rows by ${en}, which is also what is measured. The figures speak of the rows so chosen only`
  }
}
