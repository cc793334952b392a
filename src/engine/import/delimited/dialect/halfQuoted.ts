/** Whether a cell, read without quotes, starts or ends with one that nothing answers: it may be part of a longer cell. */
export function isHalfQuoted(cell: string): boolean {
  return (/^["'`]/.test(cell) && cell.length > 1) !== /["'`]\s*$/.test(cell)
}
