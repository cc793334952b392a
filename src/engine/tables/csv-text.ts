import { guarded } from './export-sql'

/** Lines of cells as a CSV for a spreadsheet: French with semicolons, or with commas; no cell is taken for a formula. */
export function csvText(lines: readonly (readonly string[])[], format: 'csv_fr' | 'csv'): string {
  const delimiter = format === 'csv_fr' ? ';' : ','
  const text = lines.map((line) => line.map((cell) => cellOf(cell, delimiter)).join(delimiter)).join('\r\n')
  // Excel reads a CSV as UTF-8 only behind a byte order mark.
  return `${format === 'csv_fr' ? '\ufeff' : ''}${text}\r\n`
}

function cellOf(value: string, delimiter: string): string {
  const safe = guarded(value)
  return safe.includes(delimiter) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
