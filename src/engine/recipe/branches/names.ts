import { randomUUID } from 'node:crypto'
import type { Connection } from '../../db'
import { fail } from '../../errors'
import { missingDocument, presentTables, type Project } from '../../project'
import { text } from '../../sql'

/** A name of a state of a table's recipe. */
export interface BranchName {
  id: string
  table: string
  name: string
  /** The change that the state stands behind; null is the beginning. */
  change: number | null
}

/** The names that states of recipes were given, in the order they came. A read-only file of an earlier version has none. */
export function readNames(project: Project): Promise<BranchName[]> {
  return project.database.withConnection(async (connection) =>
    (await presentTables(connection)).has('branch') ? namesIn(connection) : []
  )
}

/** Names a state; refuses a name that another state of the same recipe has. */
export async function nameBranch(
  project: Project,
  { table, name, change }: Omit<BranchName, 'id'>,
  now: Date
): Promise<string> {
  const id = randomUUID()
  const known = await project.history()
  if (change !== null && !known.some((one) => one.id === change)) throw missingDocument('change', String(change))
  await project.beside(async (connection) => {
    await checkName(connection, { id, table, name })
    await connection.run(
      `INSERT INTO chantier.branch VALUES (${text(id)}, ${text(table)}, ${text(name)}, ${change ?? 'NULL'}, ${text(now.toISOString().replace('Z', ''))}::TIMESTAMP)`
    )
  })
  return id
}

export async function renameBranch(project: Project, { id, name }: { id: string; name: string }): Promise<void> {
  await project.beside(async (connection) => {
    const present = (await namesIn(connection)).find((one) => one.id === id)
    if (!present) throw missingDocument('branch', id)
    await checkName(connection, { ...present, name })
    await connection.run(`UPDATE chantier.branch SET name = ${text(name)} WHERE id = ${text(id)}`)
  })
}

/** Takes a name away: the state that it named stays in the history. */
export async function forgetBranch(project: Project, id: string): Promise<void> {
  await project.beside(async (connection) => {
    if (!(await namesIn(connection)).some((one) => one.id === id)) throw missingDocument('branch', id)
    await connection.run(`DELETE FROM chantier.branch WHERE id = ${text(id)}`)
  })
}

function namesIn(connection: Connection): Promise<BranchName[]> {
  return connection.rows<{ id: string; table: string; name: string; change: number | null }>(
    'SELECT id, source AS "table", name, change FROM chantier.branch ORDER BY made_at, id'
  )
}

async function checkName(
  connection: Connection,
  { id, table, name }: { id: string; table: string; name: string }
): Promise<void> {
  const taken = (await namesIn(connection)).some(
    (other) => other.id !== id && other.table === table && other.name.toLowerCase() === name.toLowerCase()
  )
  if (!taken) return
  throw fail(
    'conflict',
    {
      fr: `Une branche de cette recette s’appelle déjà « ${name} ».`,
      en: `A branch of this recipe is already called “${name}”.`
    },
    { hint: { fr: 'Donnez un autre nom.', en: 'Give another name.' } }
  )
}
