import type { LocalizedText, TextReading } from '../../contract'
import { castSql, readingInWords } from '../import'
import { ident } from '../sql'
import { isDated, type ColumnMeeting, type Dated } from './plan-columns'

/** A column whose dates a delivery writes in another order than its source reads: 04/01 for 1 April beside 01/04. */
export interface Turned {
  name: string
  before: Dated
  arriving: Dated
}

/** Columns that the source reads by a step and that the delivery, without doubt, writes with day and month the other way round. */
export function turnedColumns(meetings: readonly ColumnMeeting[], steps: ReadonlyMap<string, TextReading>): Turned[] {
  return meetings.flatMap(({ name, arriving }) => {
    const [before, reading] = [steps.get(name), arriving?.type === 'VARCHAR' ? arriving.reading : null]
    if (!isDated(before) || !isDated(reading) || reading.ambiguous || !isTurned(before, reading)) return []
    return [{ name, before, arriving: reading }]
  })
}

/** SQL of a text of the delivery as an ISO date, which cannot be mistaken; what is no date stays as it is. */
export function turnedSql({ arriving }: Turned, column: string): string {
  return `coalesce(CAST(${castSql(arriving, ident(column))} AS VARCHAR), ${ident(column)})`
}

/** The reading of texts that `turnedSql` wrote. */
export function isoOf({ arriving }: Turned): Dated {
  return arriving.kind === 'date'
    ? { kind: 'date', shapes: ['%Y-%m-%d'] }
    : { kind: 'timestamp', shapes: ['%Y-%m-%d %H:%M:%S'] }
}

/** What is said of such columns, before and after. */
export function turnedNotes(turned: readonly Turned[], mode: 'append' | 'refresh'): LocalizedText[] {
  return turned.map(({ name, before, arriving }) => {
    const [old, now] = [readingInWords(before), readingInWords(arriving)]
    const told = {
      fr: `« ${name} » : ce fichier écrit ses dates autrement (${now?.fr ?? ''}) que la table (${old?.fr ?? ''})`,
      en: `“${name}”: this file writes its dates in another way (${now?.en ?? ''}) than the table (${old?.en ?? ''})`
    }
    return mode === 'append'
      ? {
          fr: `${told.fr} ; elles sont écrites aaaa-mm-jj dans la table, pour être lues juste.`,
          en: `${told.en}; they are written yyyy-mm-dd in the table, so that they are read right.`
        }
      : {
          fr: `${told.fr} ; la préparation les lira comme le fichier les écrit.`,
          en: `${told.en}; the recipe will read them as the file writes them.`
        }
  })
}

function isTurned(before: Dated, arriving: Dated): boolean {
  const formOf = (shape: string): string => shape.replace(/%[dm]/g, '%x')
  return arriving.shapes.some(
    (shape) => !before.shapes.includes(shape) && before.shapes.some((one) => formOf(one) === formOf(shape))
  )
}
