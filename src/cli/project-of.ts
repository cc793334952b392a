import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import type { ImportResult, TableRef } from '../contract'
import { ChantierError, createEngine, finish, type Engine } from '../engine'
import { localPath } from './local-path'
import { showProgress } from './output'

/** Runs `work` on a project file: opened in place, closed afterwards whatever happens. */
export async function withProject<T>(path: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = createEngine()
  try {
    await engine.client.project.open({ path: resolve(path) })
    return await work(engine)
  } finally {
    await engine.close()
  }
}

/** Runs `work` on a project, or on a data file loaded blind into a project that lasts only as long as the command. */
export async function withProjectOrFile<T>(
  path: string,
  work: (engine: Engine, table: TableRef | null) => Promise<T>
): Promise<T> {
  if (path.endsWith('.chantier')) return withProject(path, (engine) => work(engine, null))
  return withTemporaryProject(async (engine) => {
    const [source] = await importFiles(engine, [path])
    return work(engine, source ? { schema: 'clean', name: source.table.name } : null)
  })
}

/** Runs `work` on a project that lasts only as long as the command. */
export async function withTemporaryProject<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'chantier-'))
  const engine = createEngine({ folder, settings: folder })
  try {
    await engine.client.project.create({ name: 'commande' })
    return await work(engine)
  } finally {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Loads files into the open project; a file that cannot be loaded fails the command, by name. */
export async function importFiles(engine: Engine, files: string[]) {
  const chosen = files.map((file) => ({
    origin: { kind: 'path' as const, path: localPath(file) },
    name: basename(file)
  }))
  const result = await finish(await engine.client.sources.import({ files: chosen }), showProgress)
  if (result.failed.length) throw failure(result)
  return result.sources
}

/** The first failure of an import as the error of a command. */
export function failure({ failed: [first] }: Pick<ImportResult, 'failed'>): Error {
  if (!first) throw new Error('nothing failed')
  const { file, message, hint } = first
  return new ChantierError({ kind: 'input', message, hint: hint ?? undefined, place: { file } })
}

/** The table that a command is about: the named one, the file's own, or the only one of the project. */
export async function chooseTable(
  { client }: Pick<Engine, 'client'>,
  named: string | undefined,
  loaded: TableRef | null
): Promise<TableRef> {
  if (named) return { schema: 'clean', name: named }
  if (loaded) return loaded
  const tables = await client.tables.list({})
  const only = tables[0]
  if (only && tables.length === 1) return only.ref
  const names = tables.map(({ ref }) => ref.name).join(', ')
  throw new ChantierError({
    kind: 'input',
    message: { fr: 'Précisez la table avec --table.', en: 'Name the table with --table.' },
    hint: { fr: `Tables du projet : ${names || 'aucune'}.`, en: `Tables of the project: ${names || 'none'}.` }
  })
}
