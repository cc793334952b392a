import type { Change, LocalizedText } from '../../contract'
import type { Connection } from '../db'
import { text } from '../sql'
import { writeDocuments, type Edit } from './documents'

interface Node {
  id: number
  parent: number | null
  visited: number
  label: LocalizedText
  at: string
}

/** Writes a new change under the present one and makes it the present. */
export async function recordChange(
  connection: Connection,
  label: LocalizedText,
  edits: Edit[],
  at: Date
): Promise<void> {
  await connection.run(`INSERT INTO chantier.change
    SELECT coalesce((SELECT max(id) FROM chantier.change), 0) + 1, (SELECT change FROM chantier.head), ${text(at.toISOString().replace('Z', ''))}::TIMESTAMP,
      ${text(JSON.stringify(label))}, ${text(JSON.stringify(edits))}, coalesce((SELECT max(visited) FROM chantier.change), 0) + 1`)
  await connection.run(
    'UPDATE chantier.head SET change = (SELECT max(id) FROM chantier.change), revision = revision + 1'
  )
}

/** The history as a tree, oldest first, with the path from the beginning to now marked. */
export async function readHistory(connection: Connection): Promise<Change[]> {
  const { nodes, head } = await readTree(connection)
  const path = new Set(pathTo(nodes, head))
  return [...nodes.values()].map(({ id, parent, label, at }) => ({
    id,
    parent,
    label,
    at,
    applied: path.has(id),
    current: id === head
  }))
}

/** What undo would take back and redo bring again: the present change and the most lately visited child. */
export async function neighbours(
  connection: Connection
): Promise<{ undo: Node | null; redo: Node | null; revision: number }> {
  const { nodes, head, revision } = await readTree(connection)
  const children = [...nodes.values()].filter((node) => node.parent === head)
  const redo = children.reduce<Node | null>((best, node) => (!best || node.visited > best.visited ? node : best), null)
  return { undo: head === null ? null : (nodes.get(head) ?? null), redo, revision }
}

/**
 * Goes to the state just after `target` (null: the beginning), on any branch: back to the common ancestor, then forward.
 * Nothing is forgotten: the branch that is left stays in the tree.
 */
export async function travel(connection: Connection, target: number | null): Promise<void> {
  const { nodes, head } = await readTree(connection)
  const from = pathTo(nodes, head)
  const to = pathTo(nodes, target)
  const shared = from.findIndex((id, index) => to[index] !== id)
  const fork = shared < 0 ? from.length : shared
  for (const id of from.slice(fork).reverse()) await applyEdits(connection, id, 'before')
  for (const id of to.slice(fork)) await applyEdits(connection, id, 'after')
  if (to.length)
    await connection.run(
      `UPDATE chantier.change SET visited = (SELECT max(visited) FROM chantier.change) + 1 WHERE id IN (${to.join(', ')})`
    )
  await connection.run(`UPDATE chantier.head SET change = ${target ?? 'NULL'}, revision = revision + 1`)
}

async function applyEdits(connection: Connection, change: number, side: 'before' | 'after'): Promise<void> {
  const rows = await connection.rows<{ edits: string }>(
    `SELECT edits::VARCHAR AS edits FROM chantier.change WHERE id = ${change}`
  )
  const edits = JSON.parse(rows[0]?.edits ?? '[]') as Edit[]
  const states = new Map<Edit['collection'], Map<string, Edit['before']>>()
  // Of several edits of one document, the last one on the way stays.
  for (const edit of side === 'before' ? edits.reverse() : edits) {
    const known = states.get(edit.collection)
    if (known) known.set(edit.id, edit[side])
    else states.set(edit.collection, new Map([[edit.id, edit[side]]]))
  }
  for (const [collection, documents] of states) await writeDocuments(connection, collection, documents)
}

async function readTree(
  connection: Connection
): Promise<{ nodes: Map<number, Node>; head: number | null; revision: number }> {
  const rows = await connection.rows<{ id: number; parent: number | null; visited: number; label: string; at: string }>(
    `SELECT id, parent, visited, label::VARCHAR AS label, strftime(made_at, '%Y-%m-%dT%H:%M:%S.%gZ') AS "at" FROM chantier.change ORDER BY id`
  )
  const heads = await connection.rows<{ change: number | null; revision: number }>(
    'SELECT change, revision FROM chantier.head'
  )
  const nodes = new Map(rows.map((row) => [row.id, { ...row, label: JSON.parse(row.label) as LocalizedText }]))
  return { nodes, head: heads[0]?.change ?? null, revision: heads[0]?.revision ?? 0 }
}

function pathTo(nodes: Map<number, Node>, target: number | null): number[] {
  const path: number[] = []
  for (let at = target; at !== null; at = nodes.get(at)?.parent ?? null) path.unshift(at)
  return path
}
