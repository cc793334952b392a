import { access, constants, lstat, mkdir, open, readdir, rm, rmdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { Database } from '../db'
import { ChantierError, fail } from '../errors'
import { ident } from '../sql'
import { migrate } from './migrations'
import { Project, type Derivation } from './project'

export const PROJECT_EXTENSION = '.chantier'

export interface OpenOptions {
  create?: boolean
  derivations?: readonly Derivation[]
  now?: () => Date
  memoryLimit?: string
  threads?: number
}

/** Opens or creates a project file. Every refusal names the file, says why, and leaves the file unmodified. */
export async function openProject(path: string, options: OpenOptions = {}): Promise<Project> {
  const file = resolve(path)
  const readOnly = options.create ? await claimNew(file) : await checkExisting(file)
  const staging = `${file}.work`
  if (!readOnly) await claimStaging(staging)
  const database = await openDatabase(file, staging, readOnly, options)
  try {
    if (!readOnly) await database.withConnection((connection) => migrate(connection, basename(file)))
    // A query that names no schema is about the data as prepared; rows as loaded are named by their schema.
    await database.searchSchema('clean')
    if (!readOnly) await dropLeftovers(database)
    if (!readOnly) await clearStaging(staging)
  } catch (error) {
    database.close()
    // A file made a moment ago that could not be finished would stand in the way of the next try.
    if (options.create) await Promise.all([file, `${file}.wal`].map((made) => rm(made, { force: true })))
    throw error instanceof ChantierError ? error : damaged(file, error)
  }
  return new Project(
    database,
    file,
    basename(file, extname(file)),
    staging,
    readOnly,
    options.derivations ?? [],
    options.now ?? (() => new Date())
  )
}

/** How long a change under way may still take when its project is closed, in milliseconds; then it is undone. */
const LAST_CHANGE_MS = 10_000

/** Closes a project, once the changes asked for are kept, and removes its working directory. */
export async function closeProject(project: Project): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([project.settled(), new Promise((resolve) => (timer = setTimeout(resolve, LAST_CHANGE_MS)))])
  clearTimeout(timer)
  project.database.close()
  if (project.readOnly) return
  await clearStaging(project.staging)
  await rmdir(project.staging).catch(() => undefined)
}

/** Makes the working directory, or takes the one that a killed program left; never what someone put in its place. */
async function claimStaging(staging: string): Promise<void> {
  await mkdir(staging, { mode: 0o700 }).catch(() => undefined)
  const facts = await lstat(staging)
  if (facts.isDirectory()) return
  throw fail(
    'refused',
    {
      fr: `« ${basename(staging)} » devrait être le dossier de travail du projet.`,
      en: `“${basename(staging)}” should be the working folder of the project.`
    },
    {
      place: { file: staging },
      hint: {
        fr: 'Déplacez ou renommez cet élément, puis rouvrez le projet.',
        en: 'Move or rename this item, then open the project again.'
      }
    }
  )
}

const STAGED = /^(file|clean|upload|faults|member|copy|part|private)-[0-9a-f-]{36}|^duckdb_temp_/

/** Removes our own files from the working directory; the file lock says that no other program uses it. */
async function clearStaging(staging: string): Promise<void> {
  const names = await readdir(staging).catch(() => [])
  for (const name of names) if (STAGED.test(name)) await rm(join(staging, name), { recursive: true, force: true })
}

async function claimNew(file: string): Promise<false> {
  await mkdir(dirname(file), { recursive: true })
  const exists = await stat(file).then(
    () => true,
    () => false
  )
  if (exists) {
    throw fail(
      'conflict',
      { fr: `Le fichier « ${basename(file)} » existe déjà.`, en: `The file “${basename(file)}” already exists.` },
      {
        place: { file },
        hint: { fr: 'Ouvrez-le, ou choisissez un autre nom.', en: 'Open it, or choose another name.' }
      }
    )
  }
  return false
}

/** Checks that the file is there, readable and a DuckDB database; answers whether it can only be read. */
async function checkExisting(file: string): Promise<boolean> {
  const facts = await stat(file).catch(() => null)
  if (!facts)
    throw fail(
      'not_found',
      { fr: `Le fichier « ${basename(file)} » est introuvable.`, en: `The file “${basename(file)}” was not found.` },
      {
        place: { file },
        hint: { fr: 'Vérifiez qu’il n’a pas été déplacé ou renommé.', en: 'Check that it was not moved or renamed.' }
      }
    )
  if (!facts.isFile()) throw notAProject(file)
  const handle = await open(file, 'r')
  try {
    const head = Buffer.alloc(12)
    const { bytesRead } = await handle.read(head, 0, 12, 0)
    // DuckDB's header: an 8-byte checksum, then the magic bytes.
    if (bytesRead < 12 || head.toString('latin1', 8, 12) !== 'DUCK') throw notAProject(file)
  } finally {
    await handle.close()
  }
  const writable = await Promise.all([access(file, constants.W_OK), access(dirname(file), constants.W_OK)]).then(
    () => true,
    () => false
  )
  return !writable
}

async function openDatabase(file: string, staging: string, readOnly: boolean, options: OpenOptions): Promise<Database> {
  try {
    return await Database.open(file, { staging, readOnly, memoryLimit: options.memoryLimit, threads: options.threads })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (/Could not set lock|Conflicting lock|being used by another process/i.test(message))
      throw lockedElsewhere(file, message)
    throw damaged(file, error)
  }
}

/** Tables that an import was still loading when the program was killed: they belong to no source. */
async function dropLeftovers(database: Database): Promise<void> {
  const leftovers = await database.rows<{ name: string }>(
    `SELECT table_name AS name FROM duckdb_tables() WHERE schema_name = 'raw' AND table_name LIKE '~loading-%'`
  )
  for (const { name } of leftovers) await database.run(`DROP TABLE raw.${ident(name)}`)
}

function lockedElsewhere(file: string, message: string): Error {
  const pid = /PID (\d+)/.exec(message)?.[1]
  return fail(
    'locked',
    {
      fr: `« ${basename(file)} » est déjà ouvert dans un autre Chantier${pid ? ` (processus ${pid})` : ''}.`,
      en: `“${basename(file)}” is already open in another Chantier${pid ? ` (process ${pid})` : ''}.`
    },
    {
      place: { file },
      hint: {
        fr: 'Fermez-le dans l’autre fenêtre, puis rouvrez-le ici. Rien n’a été modifié.',
        en: 'Close it in the other window, then open it here again. Nothing was modified.'
      }
    }
  )
}

function notAProject(file: string): Error {
  return fail(
    'input',
    { fr: `« ${basename(file)} » n’est pas un projet Chantier.`, en: `“${basename(file)}” is not a Chantier project.` },
    {
      place: { file },
      hint: {
        fr: 'Pour analyser un fichier de données, créez un projet puis importez-le.',
        en: 'To analyse a data file, create a project, then import it.'
      }
    }
  )
}

function damaged(file: string, cause: unknown): Error {
  const detail = cause instanceof Error ? cause.message : String(cause)
  return fail(
    'corrupt',
    {
      fr: `« ${basename(file)} » ne peut pas être ouvert : ${detail}`,
      en: `“${basename(file)}” cannot be opened: ${detail}`
    },
    {
      place: { file },
      cause,
      hint: {
        fr: 'Le fichier n’a pas été réécrit : gardez-le, et repartez d’une copie ou d’une sauvegarde.',
        en: 'The file was not rewritten: keep it, and start again from a copy or a backup.'
      }
    }
  )
}
