import type { BigIntStats } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import type { Choices, MissingProposal, TextReading } from '../../contract'
import { inferSteps, inTurns, lookAt, missingProposals, surveyFile, type Look, type Survey } from '../import'
import type { Project } from '../project'
import { columnNames } from './column-names'
import { soughtHeader } from './sought-header'

/** How the columns of a look are to be read, and their texts that seem to say "no answer". */
export interface Judged {
  readings: TextReading[]
  missing: MissingProposal[][]
}

/** What small pieces of a file show of it; `judged` where there was time to judge its columns too. */
export interface Foreseen {
  look: Look
  judged: Judged | null
  /** The reading of all its bytes, where one has begun meanwhile. */
  ahead: () => Ahead | null
}

/** A reading of all bytes of a file before its load, and when anything of it had last changed before that began (ctime, ns). */
export interface Ahead {
  changed: bigint
  /** What they tell; null where it was broken off. */
  survey: Promise<Survey | null>
}

/** Files whose previews are remembered: those of one dialog. */
const MOST_FILES = 20

const foreseen = new WeakMap<Project, Map<string, Promise<Foreseen | null>>>()

/** A larger file is read through beside its load, which takes far longer. */
const SURVEYED_BYTES = 128 << 20
/** Milliseconds that the preview has to reach the screen first. */
const PAINTED_MS = 100
/** Milliseconds between two changes that a file system may give one and the same time. */
const TICK_MS = 50

/**
 * Does what a load begins with while the user still reads the preview: the same look at the same small pieces, and of a file
 * that is not large one reading of all its bytes, which the load then finds done. A look is never trusted: a load proves on
 * all bytes what it shows. Where anything of the file has changed meanwhile, by the time that no program can set, the load
 * looks and reads for itself. Settles when the file is open; the rest goes on beside.
 */
export async function foresee(project: Project, path: string, choices: Choices): Promise<void> {
  if (choices.skip || choices.footer) return
  const file = await open(path, 'r')
  const known = foreseen.get(project) ?? new Map<string, Promise<Foreseen | null>>()
  foreseen.set(project, known)
  // Where the file cannot be asked for its facts, the load tells it in its place.
  const key = await file.stat({ bigint: true }).then(
    (facts) => keyOf(facts, choices),
    () => null
  )
  if (key === null || known.has(key)) return file.close()
  const looked = lookAndJudge(file, choices)
  // Whoever goes on to another preview does not load this one now.
  const isWanted = (): boolean => !project.database.isClosed && [...known.keys()].at(-1) === key
  let ahead: Ahead | null = null
  void looked
    .then((seen) => surveyAhead(file, seen, isWanted, (begun) => (ahead = begun)))
    .catch(() => undefined)
    .finally(() => file.close())
  known.set(
    key,
    looked.then((seen) => seen && { ...seen, ahead: () => ahead })
  )
  for (const old of [...known.keys()].slice(0, -MOST_FILES)) known.delete(old)
}

/** What was foreseen of an open file of these facts by the same choices, else a look at it now. */
export async function foreseenOf(
  project: Project,
  file: FileHandle,
  facts: BigIntStats,
  choices: Choices
): Promise<Foreseen> {
  const known = await foreseen.get(project)?.get(keyOf(facts, choices))
  return known ?? { look: await lookAt(file, Number(facts.size), choices), judged: null, ahead: () => null }
}

async function lookAndJudge(file: FileHandle, choices: Choices): Promise<Omit<Foreseen, 'ahead'> | null> {
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

/** Reads all bytes of a file as its load would, unless it is large, changes just now, or is not loaded as it stands; stops when it is not wanted any more. */
async function surveyAhead(
  file: FileHandle,
  seen: Omit<Foreseen, 'ahead'> | null,
  isWanted: () => boolean,
  onBegun: (ahead: Ahead) => void
): Promise<void> {
  if (!seen?.judged || seen.look.encoding !== 'utf-8' || !seen.look.direct) return
  await setTimeout(PAINTED_MS)
  const { size, ctimeNs, ctimeMs } = await file.stat({ bigint: true })
  if (size > SURVEYED_BYTES || Date.now() - Number(ctimeMs) < TICK_MS || !isWanted()) return
  const header = soughtHeader(seen.look, seen.judged.readings)
  const stop = new AbortController()
  const survey = surveyFile(file, Number(size), {
    needle: header?.line,
    from: header?.from,
    signal: stop.signal,
    onProgress: () => isWanted() || stop.abort()
  }).catch(() => null)
  onBegun({ changed: ctimeNs, survey })
  await survey
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
function keyOf({ dev, ino, size, mtimeNs }: BigIntStats, choices: Choices): string {
  return JSON.stringify([dev, ino, size, mtimeNs].map(String).concat(JSON.stringify(choices)))
}
