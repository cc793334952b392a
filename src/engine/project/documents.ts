import type { z } from 'zod'
import type { Connection } from '../db'
import { fail } from '../errors'
import { ident, literal, text } from '../sql'
import type { Collection } from './migrations'

/** A document as stored: its place in its collection and its body as JSON text. */
export interface Stored {
  position: number
  body: string
}

/** One edit of one document; null stands for 'not there'. Applied forwards it writes `after`, backwards `before`. */
export interface Edit {
  collection: Collection
  id: string
  before: Stored | null
  after: Stored | null
}

/** All documents of a collection in their order, checked against their schema. */
export async function listDocuments<T>(
  connection: Connection,
  collection: Collection,
  schema: z.ZodType<T>
): Promise<T[]> {
  const rows = await connection.rows<{ id: string; body: string }>(
    `SELECT id, body::VARCHAR AS body FROM chantier.${ident(collection)} ORDER BY position, id`
  )
  return rows.map((row) => parseDocument(collection, row.id, row.body, schema))
}

/** One document as stored, or null. */
export async function readDocument(connection: Connection, collection: Collection, id: string): Promise<Stored | null> {
  const rows = await connection.rows<{ position: number; body: string }>(
    `SELECT position, body::VARCHAR AS body FROM chantier.${ident(collection)} WHERE id = ${text(id)}`
  )
  return rows[0] ?? null
}

/** Makes a document be what `state` says; null removes it. `present` is false where none is there yet. */
export async function writeDocument(
  connection: Connection,
  collection: Collection,
  id: string,
  state: Stored | null,
  present = true
): Promise<void> {
  const table = `chantier.${ident(collection)}`
  if (present) await connection.run(`DELETE FROM ${table} WHERE id = ${text(id)}`)
  if (state)
    await connection.run(`INSERT INTO ${table} VALUES (${text(id)}, ${literal(state.position)}, ${text(state.body)})`)
}

/** Documents written in one statement. */
const AT_ONCE = 500

/** Makes many documents of a collection be what is said of each, in few statements; null removes one. `present` is as above. */
export async function writeDocuments(
  connection: Connection,
  collection: Collection,
  states: ReadonlyMap<string, Stored | null>,
  present = true
): Promise<void> {
  const table = `chantier.${ident(collection)}`
  const all = [...states]
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const some = all.slice(at, at + AT_ONCE)
    if (present) await connection.run(`DELETE FROM ${table} WHERE id IN (${some.map(([id]) => text(id)).join(', ')})`)
    const values = some.flatMap(([id, state]) =>
      state ? [`(${text(id)}, ${literal(state.position)}, ${text(state.body)})`] : []
    )
    if (values.length) await connection.run(`INSERT INTO ${table} VALUES ${values.join(', ')}`)
  }
}

export function parseDocument<T>(collection: Collection, id: string, body: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(JSON.parse(body))
  if (parsed.success) return parsed.data
  throw fail(
    'corrupt',
    {
      fr: `Le projet contient un élément illisible (${collection} ${id}).`,
      en: `The project holds an unreadable item (${collection} ${id}).`
    },
    {
      cause: parsed.error,
      hint: { fr: 'Revenez à un état antérieur dans le journal.', en: 'Go back to an earlier state in the journal.' }
    }
  )
}
