import type { ColumnReading, MissingProposal, TextReading } from '../../contract'
import { inferReading, inferSteps, inTurns, isLossless, missingProposals, readingInWords, typeOf } from '../import'
import type { Project } from '../project'
import { countFailures, NO_FAILURES, type ColumnToRead, type Failures } from './count-failures'
import { countTexts } from './count-texts'
import type { LoadedTable } from './load-table'
import { sampleTexts } from './sample-texts'

const FEW = 20
const TEXT: TextReading = { kind: 'text' }

/**
 * Judges every column of a loaded raw table: those that hold their own type already, and text that reads as another type,
 * with the number of values that it cannot hold (exact, over all rows) and some of them, and texts that seem to say "no
 * answer". Starts from the sample that the loading was decided on; a closer look is taken only at columns with hardly a
 * value in it, or with failures.
 */
export async function proposeReadings(
  project: Project,
  table: string,
  {
    names,
    readings: loaded,
    inferred: told,
    missing: proposed,
    columns
  }: Pick<LoadedTable, 'readings' | 'inferred' | 'missing' | 'columns'> & {
    names: string[]
  },
  signal: AbortSignal
): Promise<ColumnReading[]> {
  const isText = names.map((_, index) => (loaded[index] ?? TEXT).kind === 'text')
  const sparse = names.filter((_, i) => isText[i] && (columns[i] ?? []).filter((value) => value !== null).length < FEW)
  const samples = await sampleTexts(project, table, sparse, signal)
  const sampleOf = (index: number): (string | null)[] => samples.get(names[index] ?? '') ?? columns[index] ?? []
  const open = names.some((name, index) => isText[index] && (!told[index] || samples.has(name)))
  const inferred = open
    ? await inTurns(inferSteps(names.map((name, index) => ({ name, values: sampleOf(index) }))), signal)
    : told
  const readings = names.map((_, index) => (isText[index] ? inferred[index] : loaded[index]) ?? TEXT)
  const toRead = (wanted: (index: number) => boolean): ColumnToRead[] =>
    names.map((name, index) => ({
      name,
      reading: isText[index] && wanted(index) ? (readings[index] ?? TEXT) : TEXT,
      missing: []
    }))
  const failures = await countFailures(
    project,
    table,
    toRead(() => true),
    signal
  )
  const failing = names.filter((name, index) => {
    const { count, lostZeros } = failures[index] ?? NO_FAILURES
    return count + lostZeros.count > 0 && !samples.has(name)
  })
  if (failing.length) {
    const changed = new Set<number>()
    for (const [name, values] of await sampleTexts(project, table, failing, signal)) {
      samples.set(name, values)
      const index = names.indexOf(name)
      const again = inferReading(values, { name })
      if (JSON.stringify(again) === JSON.stringify(readings[index])) continue
      readings[index] = again
      changed.add(index)
    }
    const counted = await countFailures(
      project,
      table,
      toRead((index) => changed.has(index)),
      signal
    )
    for (const index of changed) failures[index] = counted[index] ?? NO_FAILURES
  }
  const proposalsOf = (name: string, index: number): MissingProposal[] =>
    (told[index] && !samples.has(name) && proposed?.[index]) ||
    missingProposals(sampleOf(index), { name, reading: readings[index] ?? TEXT })
  const missing = await countTexts(
    project,
    table,
    names.map((name, index) => ({
      name,
      type: isText[index] ? 'VARCHAR' : typeOf(readings[index] ?? TEXT),
      proposals: proposalsOf(name, index)
    })),
    signal
  )
  return names.map((name, index) =>
    judged(name, readings[index] ?? TEXT, isText[index] ?? true, failures[index], missing[index])
  )
}

/** A column as it is told: its reading, and what that loses of it. */
export function judged(
  name: string,
  reading: TextReading,
  isText: boolean,
  lost: Failures | undefined,
  missing: MissingProposal[] = []
): ColumnReading {
  return {
    name,
    type: typeOf(reading),
    format: readingInWords(reading),
    lossless: !isText || (reading.kind === 'text' && isLossless(reading)),
    failures: lost?.count ?? 0,
    rounded: lost?.rounded ?? 0,
    failureExamples: lost?.examples ?? [],
    lostZeros: lost?.lostZeros,
    reading,
    readings: [],
    missing
  }
}
