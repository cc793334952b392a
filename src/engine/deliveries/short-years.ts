import type { LocalizedText, TextReading } from '../../contract'
import { readingInWords } from '../import'
import type { Project } from '../project'
import type { Turned } from './date-order'
import { isDated, withShapes, type ColumnMeeting, type Dated } from './plan-columns'
import { readsOtherwise } from './reads-otherwise'
import type { MeetingTable } from './share-types'

/** Columns whose two-digit years a delivery takes for later ones than their step does. */
export interface YearsMet {
  /** Readings of the step in which no row that is there already changes its year: they take the place of the step's own. */
  moved: Map<string, Dated>
  /** Columns in which one reading cannot serve both: the rows of the delivery are written with four digits, or their reading replaces the step's. */
  turned: Turned[]
}

/**
 * Arriving readings of which the two-digit years reach as far as those of the step: what is known of the column by all its
 * rows is not forgotten for the few that come.
 */
export function reachAsFar(
  meetings: readonly ColumnMeeting[],
  steps: ReadonlyMap<string, TextReading>
): ColumnMeeting[] {
  return meetings.map((meeting): ColumnMeeting => {
    const { arriving } = meeting
    const [from, own] = [windowOf(steps.get(meeting.name)), windowOf(arriving?.reading)]
    if (!arriving || !isDated(arriving.reading) || from === null || own === null || from <= own) return meeting
    return { ...meeting, arriving: { ...arriving, reading: { ...arriving.reading, yearsFrom: from } } }
  })
}

/**
 * Looks where two-digit years that arrive mean later ones than the step reads: a file of next year holds days of that year, which the
 * step would take for those of a hundred years before. Every row of both sides is asked; where rows are replaced, those that arrive.
 */
export async function meetYears(
  project: Project,
  meetings: readonly ColumnMeeting[],
  steps: ReadonlyMap<string, TextReading>,
  [own, delivered]: readonly [MeetingTable, MeetingTable],
  mode: 'append' | 'refresh',
  signal?: AbortSignal
): Promise<YearsMet> {
  const met: YearsMet = { moved: new Map(), turned: [] }
  for (const { name, arriving } of meetings) {
    const before = steps.get(name)
    const reading = arriving?.type === 'VARCHAR' ? arriving.reading : null
    const [old, now] = [windowOf(before), windowOf(reading)]
    if (!isDated(before) || !isDated(reading) || old === null || now === null || now <= old) continue
    const both = withShapes(before, [reading])
    const pair = [both, { ...both, yearsFrom: now }] as const
    if (!(await readsOtherwise(project, delivered, name, pair, signal))) continue
    const isFree = mode === 'append' && !(await readsOtherwise(project, own, name, pair, signal))
    if (isFree) met.moved.set(name, { ...before, yearsFrom: now })
    else met.turned.push({ name, before, arriving: pair[1] })
  }
  return met
}

/** What is said of columns that one reading cannot serve, before and after. */
export function yearNotes(turned: readonly Turned[], mode: 'append' | 'refresh'): LocalizedText[] {
  return turned.map(({ name, before, arriving }) => {
    const [old, now] = [readingInWords(before), readingInWords(arriving)]
    const told = {
      fr: `« ${name} » : les années à deux chiffres de ce fichier (${now?.fr ?? ''}) ne sont pas celles de la table (${old?.fr ?? ''})`,
      en: `“${name}”: the two-digit years of this file (${now?.en ?? ''}) are not those of the table (${old?.en ?? ''})`
    }
    return mode === 'append'
      ? {
          fr: `${told.fr} ; ses dates sont écrites aaaa-mm-jj dans la table, pour être lues juste.`,
          en: `${told.en}; its dates are written yyyy-mm-dd in the table, so that they are read right.`
        }
      : {
          fr: `${told.fr} ; la préparation les lira comme celles du fichier : vérifiez les dates de près de cent ans.`,
          en: `${told.en}; the recipe will read them as those of the file: check dates of almost a hundred years ago.`
        }
  })
}

/** `strptime` takes two digits for the years from this one where a reading names none. */
const UNNAMED = 1969

/** First of the hundred years that a reading takes two digits for; null where it reads none. */
function windowOf(reading: TextReading | null | undefined): number | null {
  if (!isDated(reading) || !reading.shapes.some((shape) => shape.includes('%y'))) return null
  return reading.yearsFrom ?? UNNAMED
}
