import { withInnerMarks, type Change, type LocalizedText } from '../../contract'
import type { Connection } from '../db'
import { literal, text } from '../sql'
import type { Draft, Edit, Stored } from './documents'
import type { Place } from './place'

interface Node {
  id: number
  parent: number | null
  visited: number
  label: LocalizedText
  at: string
}

/** The statements that write a new change under the present one and make it the present; and where the project then stands. */
export function changeStatements(
  { head, last, visited }: Place,
  label: LocalizedText,
  edits: readonly Edit[],
  at: Date
): { statements: string[]; place: Place } {
  const id = last + 1
  const time = `${text(at.toISOString().replace('Z', ''))}::TIMESTAMP`
  return {
    statements: [
      `INSERT INTO chantier.change VALUES (${id}, ${literal(head)}, ${time}, ${text(JSON.stringify(label))}, ${text(JSON.stringify(edits))}, ${visited + 1})`,
      `UPDATE chantier.head SET change = ${id}, revision = revision + 1`
    ],
    place: { head: id, last: id, visited: visited + 1 }
  }
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
 * Nothing is forgotten: the branch that is left stays in the tree. Answers where the project then stands.
 */
export async function travel(connection: Connection, draft: Draft, target: number | null): Promise<Place> {
  const { nodes, head } = await readTree(connection)
  const from = pathTo(nodes, head)
  const to = pathTo(nodes, target)
  const shared = from.findIndex((id, index) => to[index] !== id)
  const fork = shared < 0 ? from.length : shared
  for (const id of from.slice(fork).reverse()) await applyEdits(connection, draft, id, 'before')
  for (const id of to.slice(fork)) await applyEdits(connection, draft, id, 'after')
  const highest = (numberOf: (node: Node) => number): number =>
    [...nodes.values()].reduce((most, node) => Math.max(most, numberOf(node)), 0)
  const visited = highest((node) => node.visited) + (to.length ? 1 : 0)
  if (to.length) connection.later(`UPDATE chantier.change SET visited = ${visited} WHERE id IN (${to.join(', ')})`)
  connection.later(`UPDATE chantier.head SET change = ${literal(target)}, revision = revision + 1`)
  return { head: target, last: highest((node) => node.id), visited }
}

async function applyEdits(
  connection: Connection,
  draft: Draft,
  change: number,
  side: 'before' | 'after'
): Promise<void> {
  const rows = await connection.rows<{ edits: string }>(
    `SELECT edits::VARCHAR AS edits FROM chantier.change WHERE id = ${change}`
  )
  const edits = JSON.parse(rows[0]?.edits ?? '[]') as Edit[]
  for (const edit of side === 'before' ? edits.reverse() : edits)
    await draft.write(edit.collection, edit.id, edit[side])
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
  const nodes = new Map(
    rows.map((row) => [row.id, { ...row, label: withInnerMarks(JSON.parse(row.label) as LocalizedText) }])
  )
  return { nodes, head: heads[0]?.change ?? null, revision: heads[0]?.revision ?? 0 }
}

function pathTo(nodes: Map<number, Node>, target: number | null): number[] {
  const path: number[] = []
  for (let at = target; at !== null; at = nodes.get(at)?.parent ?? null) path.unshift(at)
  return path
}

/** What the documents of one collection were at some changes, wherever these stand in the tree; null is the beginning. */
export async function readStates(
  connection: Connection,
  collection: string,
  present: ReadonlyMap<string, Stored>,
  targets: readonly (number | null)[]
): Promise<Map<string, Stored>[]> {
  const { nodes, head } = await readTree(connection)
  const rows = await connection.rows<{ id: number; edits: string }>(
    `SELECT id, edits::VARCHAR AS edits FROM chantier.change WHERE contains(edits::VARCHAR, ${text(JSON.stringify(collection))})`
  )
  const edits = new Map(
    rows.map(({ id, edits: all }) => [id, (JSON.parse(all) as Edit[]).filter((edit) => edit.collection === collection)])
  )
  const from = pathTo(nodes, head)
  return targets.map((target) => {
    const to = pathTo(nodes, target)
    const shared = from.findIndex((id, index) => to[index] !== id)
    const fork = shared < 0 ? from.length : shared
    const state = new Map(present)
    const apply = ({ id, ...edit }: Edit, side: 'before' | 'after'): void => {
      const stored = edit[side]
      if (stored) state.set(id, stored)
      else state.delete(id)
    }
    for (const id of from.slice(fork).reverse())
      edits
        .get(id)
        ?.toReversed()
        .forEach((edit) => apply(edit, 'before'))
    for (const id of to.slice(fork)) edits.get(id)?.forEach((edit) => apply(edit, 'after'))
    return state
  })
}

/** What a document was in the states that led to the present one, newest first, the present one among them; bodies as JSON text. */
export async function readPast(connection: Connection, collection: string, id: string): Promise<string[]> {
  const rows = await connection.rows<{ edits: string }>(
    `WITH RECURSIVE path AS (
  SELECT change AS id FROM chantier.head WHERE change IS NOT NULL
  UNION ALL SELECT made.parent FROM chantier.change AS made JOIN path ON made.id = path.id WHERE made.parent IS NOT NULL
)
SELECT edits::VARCHAR AS edits FROM chantier.change JOIN path USING (id) WHERE contains(edits::VARCHAR, ${text(id)}) ORDER BY id DESC`
  )
  return rows.flatMap(({ edits }) =>
    (JSON.parse(edits) as Edit[])
      .filter((edit) => edit.collection === collection && edit.id === id)
      .reverse()
      .flatMap(({ before, after }) => [after, before].flatMap((state) => (state ? [state.body] : [])))
  )
}
