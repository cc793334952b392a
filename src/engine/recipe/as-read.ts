import { createHash } from 'node:crypto'
import { Step } from '../../contract'
import type { Project } from '../project'
import { ident } from '../sql'
import { resolveTable, type Table } from '../tables'
import { applySteps } from './apply-steps'
import { compileRecipe } from './compile'
import { NO_OTHERS } from './steps/kind'

/**
 * A table as its import reads it: raw rows with the readings and labels that came with the file, before any repair. Texts that
 * the import was asked to take for missing stand in it still: that is a repair. The raw table where nothing is read, the
 * prepared one where nothing else is done; else a copy that is there within `withAsRead` only.
 */
export async function asRead(project: Project, name: string, signal?: AbortSignal): Promise<Table> {
  const raw = await resolveTable(project, { schema: 'raw', name })
  const clean = await resolveTable(project, { schema: 'clean', name })
  if (clean.sql === raw.sql) return raw
  const steps = (await project.list('step', Step)).filter((step) => step.enabled && step.table === name)
  const readings = steps.filter(isReading)
  if (readings.length === steps.length) return clean
  const { specs, columns } = await applySteps(project, { name, columns: raw.columns }, readings, NO_OTHERS, signal)
  if (!specs.length) return raw
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([raw.fingerprint, specs]))
    .digest('hex')
  return { ...raw, columns, fingerprint, sql: `scratch.${ident(`read ${name} ${fingerprint}`)}`, readBy: specs }
}

/** Does work on a table as read, whose copy is there meanwhile. */
export async function withAsRead<T>(
  project: Project,
  table: Table,
  work: () => Promise<T>,
  signal?: AbortSignal
): Promise<T> {
  const { readBy, ref, sql } = table
  if (!readBy) return work()
  const own = copies.get(project) ?? new Map<string, Copy>()
  copies.set(project, own)
  const copy = own.get(sql) ?? { users: 0, queue: Promise.resolve() }
  own.set(sql, copy)
  copy.users++
  // One after the other: whoever comes first may be cancelled in the middle.
  const made = copy.queue.then(async () => {
    const { columns } = await resolveTable(project, { schema: 'raw', name: ref.name })
    const rows = compileRecipe(ref.name, columns, readBy)
    await project.database.run(`CREATE TABLE IF NOT EXISTS ${sql} AS ${rows}`, { signal })
  })
  copy.queue = made.catch(() => undefined)
  try {
    await made
    return await work()
  } finally {
    if (--copy.users === 0) {
      own.delete(sql)
      await project.database.run(`DROP TABLE IF EXISTS ${sql}`)
    }
  }
}

/** The copies that are in use, by their names; several may be at work on one. */
const copies = new WeakMap<Project, Map<string, Copy>>()

interface Copy {
  users: number
  queue: Promise<void>
}

function isReading({ origin, spec }: Step): boolean {
  return origin === 'import' && (spec.kind === 'cast' || spec.kind === 'label')
}
