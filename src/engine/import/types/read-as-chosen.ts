import type { Choices, ColumnReading, Sniff } from '../../../contract'
import { typeOf } from './cast-sql'
import { losesZeros } from './lost-zeros'
import { answersOf, readsInPart, unreadTexts } from './unread-texts'
import { withYears } from './with-years'
import { readingInWords } from './words'

/** A first look with the chosen readings in place of the found ones, and what each would lose of the rows seen. */
export function readAsChosen(seen: Sniff, choices: Choices): Sniff {
  const columns = chosenColumns(seen, choices)
  return { ...seen, columns, marks: marksOf(columns, seen.rows, choices) }
}

/** Where the texts stand that are counted as lost; only columns that have some are looked through again. */
function marksOf(
  columns: readonly ColumnReading[],
  rows: Sniff['rows'],
  { columns: chosen = [] }: Choices
): Sniff['marks'] {
  return columns.map(({ name, reading, failures, lostZeros }, place) => {
    if (!reading || failures + (lostZeros?.count ?? 0) === 0) return { unread: [], coded: [] }
    const texts = rows.map((row) => row[place] ?? null)
    const missing = chosen.find((choice) => choice.name === name)?.missing
    const [lost, loses] = [new Set(unreadTexts(reading, texts, missing)), losesZeros(reading)]
    const coded = new Set(answersOf(texts, missing).filter(loses))
    const placesOf = (marked: ReadonlySet<string | null>): number[] =>
      texts.flatMap((text, row) => (marked.has(text) ? [row] : []))
    return { unread: placesOf(lost), coded: placesOf(coded) }
  })
}

function chosenColumns({ columns, rows }: Sniff, { columns: chosen = [] }: Choices): ColumnReading[] {
  const choiceOf = new Map(chosen.map((choice) => [choice.name, choice]))
  return columns.map((column, place) => {
    const choice = choiceOf.get(column.name)
    const texts = rows.map((row) => row[place] ?? null)
    const reading = choice?.reading ? withYears(choice.reading, texts, column) : column.reading
    if (!reading) return column
    const lost = unreadTexts(reading, texts, choice?.missing)
    const coded = answersOf(texts, choice?.missing).filter(losesZeros(reading))
    return {
      ...column,
      reading,
      type: typeOf(reading),
      format: readingInWords(reading),
      // As the load does it: a column takes a type of its own only where that is the reading that was found.
      lossless: JSON.stringify(reading) === JSON.stringify(column.reading) && column.lossless,
      failures: lost.length,
      rounded: lost.filter((value) => readsInPart(reading, value)).length,
      failureExamples: [...new Set(lost)].slice(0, 5),
      lostZeros: { count: coded.length, examples: [...new Set(coded)].slice(0, 5) }
    }
  })
}
