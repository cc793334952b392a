import { z } from 'zod'
import { Choices, type Sniff, type Source } from '../../contract'
import type { ChangeScope, Project } from '../project'
import { areAlike, Detected, detectedIn, isNameless } from './detected'
import type { LoadedPart } from './loaded'
import { shapeOfNames } from './shape-of-names'
import { rawColumns } from './stack'

/** Choices kept for the next file of the same shape. */
const Remembered = z.object({
  id: z.string(),
  /** Shape of the table as these choices read it. */
  shape: z.string(),
  /** The file's name without its figures: monthly exports differ in nothing else. */
  pattern: z.string(),
  /** How the file is detected, where the table has no names to tell it by. */
  detected: Detected.optional(),
  file: z.string(),
  at: z.string(),
  choices: Choices
})
export type Remembered = z.infer<typeof Remembered>

/** Keeps the choices made for a table, in place of those made for an earlier one of its shape. */
export async function rememberChoices(
  scope: ChangeScope,
  { names, file, detected }: Pick<LoadedPart, 'names' | 'file' | 'detected'>,
  choices: Choices,
  at: string
): Promise<void> {
  if (isNothing(choices)) return
  const shape = shapeOfNames(names)
  const pattern = patternOf(file.name, file.part)
  const id = isNameless(names) ? shapeOfNames([shape, pattern]) : shape
  const kept: Remembered = { id, shape, pattern, file: file.name, at, choices, ...(detected ? { detected } : {}) }
  await scope.put('choice', kept.id, kept)
}

/** Lately made choices tried on a file that shows no other sign of them. */
const LATELY = 8

/**
 * Remembered choices that may fit a file, the likeliest first: those of its shape, then those of its name, then the latest
 * that change where columns come from (a header of two lines shows itself only when it is read so). Each is to be tried
 * (`fits` then tells).
 */
export async function recallChoices(
  project: Project,
  seen: Sniff,
  file: string,
  part: readonly string[]
): Promise<Remembered[]> {
  const all = await project.list('choice', Remembered)
  const [shape, pattern] = [shapeOfNames(namesOf(seen)), patternOf(file, part)]
  const detected = detectedIn(seen)
  const possible = all.filter((one) => one.pattern === pattern || !one.detected || areAlike(one.detected, detected))
  // Columns without names are of one shape by their number only: the name of a file tells more.
  const byShape = isNameless(namesOf(seen)) ? 0.5 : 2
  const weight = (one: Remembered): number => (one.shape === shape ? byShape : 0) + (one.pattern === pattern ? 1 : 0)
  const latest = (a: Remembered, b: Remembered): number => b.at.localeCompare(a.at)
  const likely = possible.filter((one) => weight(one) > 0).sort((a, b) => weight(b) - weight(a) || latest(a, b))
  const others = possible.filter((one) => weight(one) === 0 && shapesColumns(one.choices)).sort(latest)
  return [...likely, ...others.slice(0, LATELY)]
}

/** Whether choices fit a file that was read by them: they find the columns they were kept for, by more than their number. */
export function fits(one: Remembered, again: Sniff, file: string, part: readonly string[]): boolean {
  const names = namesOf(again)
  if (shapeOfNames(names) !== one.shape) return false
  return !isNameless(names) || one.detected !== undefined || one.pattern === patternOf(file, part)
}

function namesOf({ columns }: Sniff): string[] {
  return columns.map(({ name }) => name)
}

function shapesColumns({ encoding: _encoding, columns: _columns, ...structure }: Choices): boolean {
  return Object.values(structure).some((choice) => choice !== undefined)
}

/** What was chosen for the last delivery of a source; null where nothing was. */
export async function choicesOfSource(project: Project, source: Source): Promise<Sniff['remembered']> {
  const last = source.deliveries.at(-1)
  if (last?.choices)
    return isNothing(last.choices) ? null : { choices: last.choices, file: source.file.name, at: last.loadedAt }
  const names = (await rawColumns(project, source.table.name)).map(({ name }) => name)
  const [shape, pattern] = [shapeOfNames(names), patternOf(source.file.name, source.file.part)]
  const known = (await project.list('choice', Remembered)).sort((a, b) => b.at.localeCompare(a.at))
  const ofName = known.filter((one) => one.pattern === pattern)
  const ofShape = (isNameless(names) ? ofName : known).find((one) => one.shape === shape)
  const kept = ofShape ?? ofName[0]
  return kept ? { choices: kept.choices, file: kept.file, at: kept.at } : null
}

function isNothing(choices: Choices): boolean {
  return Object.values(choices).every((choice) => choice === undefined)
}

function patternOf(file: string, part: readonly string[]): string {
  return JSON.stringify([file, ...part].map((name) => name.toLowerCase().replace(/\d+/g, '#')))
}
