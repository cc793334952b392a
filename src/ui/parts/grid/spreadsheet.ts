/**
 * A text as a spreadsheet takes it for text when pasted: behind an apostrophe where it would run as a formula. Numbers,
 * signed ones too, are left alone.
 */
export function guardFormula(value: string): string {
  return /^[=+\-@\t\r]/.test(value) && !/^[-+]?\d[\d ]*([.,]\d+)?(e[-+]?\d+)?$/i.test(value) ? `'${value}` : value
}
