import { z } from 'zod'
import type { Connection } from '../db'
import { ident, text } from '../sql'

/** A document in the history as the first version kept it, its body as JSON text; and one edit of it. */
type Stored = { position: number; body: string }
type Edit = { collection: string; id: string; before: Stored | null; after: Stored | null }

/** What is read of a source's document; the rest of it stays as it is. */
const Named = z.looseObject({ table: z.looseObject({ name: z.string() }), version: z.string().default('') })

/**
 * Part of the second migration: each source of a first-version project gets a version, in its document and wherever the
 * history names it, so that undo and redo find its rows. Such a source has one raw table, which lies under its own name or,
 * removed or undone, under `~removed-<name>`; its version is `v1-<id>`, since it must be the same in every document.
 */
export async function giveVersions(connection: Connection): Promise<void> {
  const tables = new Map<string, string>()
  const shown = new Set<string>()
  const versioned = (id: string, body: string, there = false): string => {
    const parsed = Named.safeParse(JSON.parse(body))
    // A document that cannot be read is told of when it is asked for.
    if (!parsed.success) return body
    const version = parsed.data.version || `v1-${id}`
    tables.set(version, parsed.data.table.name)
    if (there) shown.add(version)
    return JSON.stringify({ ...parsed.data, version })
  }

  for (const { id, body } of await connection.rows<{ id: string; body: string }>(
    'SELECT id, body::VARCHAR AS body FROM chantier.source'
  )) {
    const next = versioned(id, body, true)
    await connection.run(`UPDATE chantier.source SET body = ${text(next)} WHERE id = ${text(id)}`)
  }
  const side = (id: string, stored: Stored | null): Stored | null =>
    stored && { ...stored, body: versioned(id, stored.body) }
  for (const { change, edits } of await connection.rows<{ change: number; edits: string }>(
    `SELECT id AS change, edits::VARCHAR AS edits FROM chantier.change WHERE contains(edits::VARCHAR, '"source"') ORDER BY id`
  )) {
    const next = (JSON.parse(edits) as Edit[]).map((edit) =>
      edit.collection === 'source'
        ? { ...edit, before: side(edit.id, edit.before), after: side(edit.id, edit.after) }
        : edit
    )
    await connection.run(`UPDATE chantier.change SET edits = ${text(JSON.stringify(next))} WHERE id = ${change}`)
  }
  await storeVersions(connection, tables, shown)
}

/** Writes which table holds each version, and hides those of sources that are not there now. */
async function storeVersions(
  connection: Connection,
  tables: ReadonlyMap<string, string>,
  shown: ReadonlySet<string>
): Promise<void> {
  const present = new Set(
    (
      await connection.rows<{ name: string }>(
        `SELECT table_name AS name FROM duckdb_tables() WHERE schema_name = 'raw' AND database_name = current_database()`
      )
    ).map(({ name }) => name)
  )
  // Shown ones first: where two sources had one name, the table under it is of the one that is there.
  const versions = [...tables].sort(([one], [other]) => Number(shown.has(other)) - Number(shown.has(one)))
  for (const [version, name] of versions) {
    const lies = (shown.has(version) ? [name, `~removed-${name}`] : [`~removed-${name}`, name]).find((one) =>
      present.delete(one)
    )
    if (lies === undefined) continue
    const wanted = shown.has(version) ? name : `~kept-${version}`
    if (lies !== wanted) await connection.run(`ALTER TABLE raw.${ident(lies)} RENAME TO ${ident(wanted)}`)
    await connection.run(
      `INSERT INTO chantier.stored VALUES (${text(version)}, ${text(name)}, ${String(shown.has(version))})`
    )
  }
}
