/** A value of a column of that type as text. */
export function asText(value: string, type: string): string {
  return type === 'VARCHAR' ? value : `CAST(${value} AS VARCHAR)`
}
