/**
 * A value that DuckDB wrote as text, as the French CSV writes it: the same as the export of rows does in SQL (see
 * `export-sql`), for files that hold single values. Commas in numbers, days first, VRAI and FAUX, which French spreadsheets
 * read as yes and no; all else as it is.
 */
export function frenchText(value: string, type: string): string {
  // A number by itself: in a list commas stand between the numbers.
  if (/^(DECIMAL\(\d+,\d+\)|FLOAT|DOUBLE)$/.test(type)) return value.replace('.', ',')
  if (type === 'BOOLEAN') return value === 'true' ? 'VRAI' : value === 'false' ? 'FAUX' : value
  const day = /^(\d{4,})-(\d\d)-(\d\d)(?= |$)/
  // Years before Christ are written behind the day, which no reader of days first knows.
  if ((type === 'DATE' || type === 'TIMESTAMP') && !value.includes('(BC)')) return value.replace(day, '$3/$2/$1')
  return value
}
