import { open, type FileHandle } from 'node:fs/promises'
import type { Choices, MissingProposal, TextReading } from '../../contract'
import { inferSteps, inTurns, lookAt, missingProposals, type Look } from '../import'
import type { Project } from '../project'
import { columnNames } from './column-names'

/** How the columns of a look are to be read, and their texts that seem to say "no answer". */
export interface Judged {
  readings: TextReading[]
  missing: MissingProposal[][]
}

/** What small pieces of a file show of it; `judged` where there was time to judge its columns too. */
export interface Foreseen {
  look: Look
  judged: Judged | null
}

/** Files whose previews are remembered: those of one dialog. */
const MOST_FILES = 20

const foreseen = new WeakMap<Project, Map<string, Promise<Foreseen | null>>>()

/**
 * Does what a load begins with while the user still reads the preview: the same look at the same small pieces, which the
 * load then finds done. Nothing rests on it: a load proves on all bytes whatever a look shows, and where the file has
 * changed meanwhile it looks for itself. Settles when the file is open; the rest goes on beside.
 */
export async function foresee(project: Project, path: string, choices: Choices): Promise<void> {
  if (choices.skip) return
  const file = await open(path, 'r')
  const known = foreseen.get(project) ?? new Map<string, Promise<Foreseen | null>>()
  foreseen.set(project, known)
  // Where the file cannot be asked for its facts, the load tells it in its place.
  const key = await keyOf(file, choices).catch(() => null)
  if (key === null || known.has(key)) return file.close()
  known.set(
    key,
    lookAndJudge(file, choices).finally(() => file.close())
  )
  for (const old of [...known.keys()].slice(0, -MOST_FILES)) known.delete(old)
}

/** What was foreseen of an open file by the same choices, else a look at it now. */
export async function foreseenOf(
  project: Project,
  file: FileHandle,
  size: number,
  choices: Choices
): Promise<Foreseen> {
  const known = await foreseen.get(project)?.get(await keyOf(file, choices))
  return known ?? { look: await lookAt(file, size, choices), judged: null }
}

async function lookAndJudge(file: FileHandle, choices: Choices): Promise<Foreseen | null> {
  try {
    const { size } = await file.stat()
    const look = await lookAt(file, size, choices)
    const names = columnNames(look.dialect.header, look.dialect.width)
    return { look, judged: await judgeInTurns(names, look.columns) }
  } catch {
    // The load meets the same fault, and tells it in its place.
    return null
  }
}

async function judgeInTurns(names: readonly string[], columns: (string | null)[][]): Promise<Judged> {
  const readings = await inTurns(inferSteps(columns.map((values, index) => ({ name: names[index] ?? '', values }))))
  return { readings, missing: missingIn(names, columns, readings) }
}

/** Texts of each column that seem to say "no answer". */
export function missingIn(
  names: readonly string[],
  columns: (string | null)[][],
  readings: readonly TextReading[]
): MissingProposal[][] {
  return columns.map((values, index) => missingProposals(values, { name: names[index], reading: readings[index] }))
}

/** The same file with the same bytes, by what its file system says of it, and the same choices. */
async function keyOf(file: FileHandle, choices: Choices): Promise<string> {
  const { dev, ino, size, mtimeNs } = await file.stat({ bigint: true })
  return JSON.stringify([dev, ino, size, mtimeNs].map(String).concat(JSON.stringify(choices)))
}
