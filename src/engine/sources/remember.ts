import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Choices, type Sniff, type Source } from '../../contract'
import type { ChangeScope, Project } from '../project'
import type { LoadedPart } from './loaded'
import { rawColumns } from './stack'

/** Choices kept for the next file of the same shape. */
const Remembered = z.object({
  id: z.string(),
  /** Shape of the table as these choices read it. */
  shape: z.string(),
  /** The file's name without its figures: monthly exports differ in nothing else. */
  pattern: z.string(),
  file: z.string(),
  at: z.string(),
  choices: Choices
})
export type Remembered = z.infer<typeof Remembered>

/** Keeps the choices made for a table, in place of those made for an earlier one of its shape. */
export async function rememberChoices(
  scope: ChangeScope,
  { names, file }: Pick<LoadedPart, 'names' | 'file'>,
  choices: Choices,
  at: string
): Promise<void> {
  if (isNothing(choices)) return
  const shape = shapeOfNames(names)
  const kept: Remembered = { id: shape, shape, pattern: patternOf(file.name, file.part), file: file.name, at, choices }
  await scope.put('choice', kept.id, kept)
}

/** Lately made choices tried on a file that shows no other sign of them. */
const LATELY = 8

/**
 * Remembered choices that may fit a file, the likeliest first: those of its shape, then those of its name, then the latest
 * that change where columns come from (a header of two lines shows itself only when it is read so). Each is to be tried:
 * it fits where it finds the columns that it was kept for.
 */
export async function recallChoices(
  project: Project,
  names: readonly string[],
  file: string,
  part: readonly string[]
): Promise<Remembered[]> {
  const all = await project.list('choice', Remembered)
  const [shape, pattern] = [shapeOfNames(names), patternOf(file, part)]
  const weight = (one: Remembered): number => (one.shape === shape ? 2 : 0) + (one.pattern === pattern ? 1 : 0)
  const latest = (a: Remembered, b: Remembered): number => b.at.localeCompare(a.at)
  const likely = all.filter((one) => weight(one) > 0).sort((a, b) => weight(b) - weight(a) || latest(a, b))
  const others = all.filter((one) => weight(one) === 0 && shapesColumns(one.choices)).sort(latest)
  return [...likely, ...others.slice(0, LATELY)]
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
  const known = await recallChoices(project, names, source.file.name, source.file.part)
  const kept = known.find((one) => one.shape === shape) ?? known.find((one) => one.pattern === pattern)
  return kept ? { choices: kept.choices, file: kept.file, at: kept.at } : null
}

function isNothing(choices: Choices): boolean {
  return Object.values(choices).every((choice) => choice === undefined)
}

/** The shape of a table: its column names, whatever their order and case. */
export function shapeOfNames(names: readonly string[]): string {
  const sorted = names.map((name) => name.trim().toLowerCase()).sort()
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex')
}

function patternOf(file: string, part: readonly string[]): string {
  return JSON.stringify([file, ...part].map((name) => name.toLowerCase().replace(/\d+/g, '#')))
}
