import type { Choices, ColumnReading, LocalizedText, Sniff } from '../../../contract'
import { typeOf } from './cast-sql'
import { roundsText, unreadTexts } from './unread-texts'
import { withYears } from './with-years'
import { readingInWords } from './words'

/** A first look with the chosen readings in place of the found ones, and what each would lose of the rows seen. */
export function readAsChosen(seen: Sniff, choices: Choices): Sniff {
  const columns = chosenColumns(seen, choices)
  return { ...seen, columns, notes: [...seen.notes, ...lostZeros(columns, seen.rows)] }
}

function chosenColumns({ columns, rows }: Sniff, { columns: chosen = [] }: Choices): ColumnReading[] {
  const choiceOf = new Map(chosen.map((choice) => [choice.name, choice]))
  return columns.map((column, place) => {
    const choice = choiceOf.get(column.name)
    const texts = rows.map((row) => row[place] ?? null)
    const reading = choice?.reading ? withYears(choice.reading, texts, column) : column.reading
    if (!reading) return column
    const lost = unreadTexts(reading, texts, choice?.missing)
    return {
      ...column,
      reading,
      type: typeOf(reading),
      format: readingInWords(reading),
      // As the load does it: a column takes a type of its own only where that is the reading that was found.
      lossless: JSON.stringify(reading) === JSON.stringify(column.reading) && column.lossless,
      failures: lost.length,
      rounded: lost.filter((value) => roundsText(reading, value)).length,
      failureExamples: [...new Set(lost)].slice(0, 5)
    }
  })
}

/** A number has no leading zeros: where one is chosen for codes that have some, that is told, since nothing else would. */
function lostZeros(columns: readonly ColumnReading[], rows: Sniff['rows']): LocalizedText[] {
  return columns.flatMap(({ name, reading }, place) => {
    if (reading?.kind !== 'integer' && reading?.kind !== 'number') return []
    const coded = rows.map((row) => row[place]?.trim() ?? '').filter((value) => /^[+-]?0\d/.test(value))
    const [first] = coded
    if (first === undefined) return []
    return [
      {
        fr: `« ${name} » : lues comme nombres, ${coded.length} valeurs vues perdraient leurs zéros de tête (« ${first} »).`,
        en: `“${name}”: read as numbers, ${coded.length} values seen would lose their leading zeros (“${first}”).`
      }
    ]
  })
}
