import type { ColumnReading, LocalizedText, TextReading } from '../../../contract'

/** What a load report says of readings that rest on a choice and change every value if the choice is wrong, a note a column. */
export function readingNotes(columns: readonly Pick<ColumnReading, 'name' | 'reading' | 'format'>[]): LocalizedText[] {
  return columns.flatMap(({ name, reading, format }) => {
    if (!reading || !format || !isTold(reading)) return []
    return [{ fr: `« ${name} » : ${format.fr}.`, en: `“${name}”: ${format.en}.` }]
  })
}

function isTold(reading: TextReading): boolean {
  if (reading.kind === 'integer' || reading.kind === 'number') return reading.ambiguous === true
  return (reading.kind === 'date' || reading.kind === 'timestamp') && reading.yearsFrom !== undefined
}
