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
  const fr = columns.map((name) => `« ${name} »`).join(', ')
  const en = columns.map((name) => `“${name}”`).join(', ')
  return {
    fr: `Attention : le filtre choisit les lignes d’après ${fr}, qui est aussi ce qui est mesuré. Les chiffres ne parlent que des lignes ainsi choisies, et les écarts entre groupes en sont faussés. Pour comparer des groupes, retirez cette condition.`,
    en: `Beware: the filter chooses rows by ${en}, which is also what is measured. The figures speak of the rows so chosen only, and differences between groups are distorted. To compare groups, remove this condition.`
  }
}
