import type { z } from 'zod'
import type { Change, LocalizedText, ProjectInfo } from '../../contract'
import type { Connection, Database, RunOptions, Row } from '../db'
import { fail } from '../errors'
import {
  parseDocument,
  listDocuments,
  readDocument,
  writeDocument,
  writeDocuments,
  type Edit,
  type Stored
} from './documents'
import { neighbours, readHistory, recordChange, travel } from './history'
import { text } from '../sql'
import { COLLECTIONS, type Collection } from './migrations'

/** What a change may do: read and write documents, and run SQL in the same transaction. */
export interface ChangeScope {
  readonly connection: Connection
  list<T>(collection: Collection, schema: z.ZodType<T>): Promise<T[]>
  get<T>(collection: Collection, id: string, schema: z.ZodType<T>): Promise<T | null>
  /** Writes a document; a new one goes to the end of its collection unless a position is given. */
  put(collection: Collection, id: string, body: unknown, position?: number): Promise<void>
  /** Writes many new documents at the end of their collection, in few statements. */
  putNew(collection: Collection, documents: readonly { id: string }[]): Promise<void>
  remove(collection: Collection, id: string): Promise<void>
}

/** Runs after the documents changed and before the commit, also on undo and redo: keeps derived tables true. */
export type Derivation = (
  scope: Pick<ChangeScope, 'connection' | 'list' | 'get'>,
  signal?: AbortSignal
) => Promise<void>

/**
 * An open project file. Every change is one transaction, saved at once, written into the history tree and undoable.
 * Changes queue up behind one another; reads run beside them.
 */
export class Project {
  private queue: Promise<unknown> = Promise.resolve()

  constructor(
    readonly database: Database,
    readonly path: string,
    readonly name: string,
    /** Private directory for files on their way in; the only one that DuckDB may reach. */
    readonly staging: string,
    readonly readOnly: boolean,
    private readonly derivations: readonly Derivation[],
    private readonly now: () => Date
  ) {}

  rows<T extends Row = Row>(sql: string, options?: RunOptions): Promise<T[]> {
    return this.database.rows<T>(sql, options)
  }

  list<T>(collection: Collection, schema: z.ZodType<T>): Promise<T[]> {
    return this.database.withConnection((connection) => listDocuments(connection, collection, schema))
  }

  /** One document, or an error that names what is missing. */
  async get<T>(collection: Collection, id: string, schema: z.ZodType<T>): Promise<T> {
    const stored = await this.database.withConnection((connection) => readDocument(connection, collection, id))
    if (!stored) throw missingDocument(collection, id)
    return parseDocument(collection, id, stored.body, schema)
  }

  /** Makes one change: all of `work` is kept under `label`, or nothing of it, also when `signal` stops it. */
  change<T>(label: LocalizedText, work: (scope: ChangeScope) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.exclusively(async (connection) => {
      const edits: Edit[] = []
      const result = await work(this.scope(connection, edits))
      if (edits.length) {
        await this.derive(connection, signal)
        await recordChange(connection, label, edits, this.now())
      }
      return result
    })
  }

  async undo(): Promise<void> {
    await this.exclusively(async (connection) => {
      const { undo } = await neighbours(connection)
      if (!undo) throw fail('conflict', { fr: 'Il n’y a rien à annuler.', en: 'There is nothing to undo.' })
      await travel(connection, undo.parent)
      await this.derive(connection)
    })
  }

  async redo(): Promise<void> {
    await this.exclusively(async (connection) => {
      const { redo } = await neighbours(connection)
      if (!redo) throw fail('conflict', { fr: 'Il n’y a rien à rétablir.', en: 'There is nothing to redo.' })
      await travel(connection, redo.id)
      await this.derive(connection)
    })
  }

  async goTo(change: number | null): Promise<void> {
    await this.exclusively(async (connection) => {
      const known = await readHistory(connection)
      if (change !== null && !known.some(({ id }) => id === change)) throw missingDocument('change', String(change))
      await travel(connection, change)
      await this.derive(connection)
    })
  }

  /** Settles when the changes asked for so far are kept or refused. */
  async settled(): Promise<void> {
    await this.queue
  }

  history(): Promise<Change[]> {
    return this.database.withConnection(readHistory)
  }

  async info(): Promise<ProjectInfo> {
    return this.database.withConnection(async (connection) => {
      const { undo, redo, revision } = await neighbours(connection)
      const counts = await connection.rows<{ name: string; n: number }>(
        COLLECTIONS.map((name) => `SELECT '${name}' AS name, count(*)::INTEGER AS n FROM chantier.${name}`).join(
          ' UNION ALL '
        )
      )
      return {
        name: this.name,
        path: this.path,
        revision,
        canUndo: undo?.label ?? null,
        canRedo: redo?.label ?? null,
        readOnly: this.readOnly,
        counts: Object.fromEntries(counts.map(({ name, n }) => [name, n]))
      }
    })
  }

  private exclusively<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    if (this.readOnly) return Promise.reject(readOnlyProject(this.name))
    const turn = this.queue.then(() =>
      this.database.withConnection((connection) => connection.transaction(() => work(connection)))
    )
    this.queue = turn.catch(() => undefined)
    return turn
  }

  private async derive(connection: Connection, signal?: AbortSignal): Promise<void> {
    const scope = rememberingLists(this.scope(connection, []))
    for (const derivation of this.derivations) await derivation(scope, signal)
  }

  private scope(connection: Connection, edits: Edit[]): ChangeScope {
    const write = async (
      collection: Collection,
      id: string,
      after: Stored | null,
      before: Stored | null
    ): Promise<void> => {
      await writeDocument(connection, collection, id, after, before !== null)
      edits.push({ collection, id, before, after })
    }
    return {
      connection,
      list: (collection, schema) => listDocuments(connection, collection, schema),
      get: async (collection, id, schema) => {
        const stored = await readDocument(connection, collection, id)
        return stored && parseDocument(collection, id, stored.body, schema)
      },
      put: async (collection, id, body, position) => {
        const { before, next } = await placeOf(connection, collection, id)
        const place = position ?? before?.position ?? next
        await write(collection, id, { position: place, body: JSON.stringify(body) }, before)
      },
      putNew: async (collection, documents) => {
        const { next } = await placeOf(connection, collection, '')
        const states = new Map(
          documents.map((body, place) => [body.id, { position: next + place, body: JSON.stringify(body) }])
        )
        await writeDocuments(connection, collection, states, false)
        for (const [id, after] of states) edits.push({ collection, id, before: null, after })
      },
      remove: async (collection, id) => {
        const before = await readDocument(connection, collection, id)
        if (!before) throw missingDocument(collection, id)
        await write(collection, id, null, before)
      }
    }
  }
}

/** Derivations read documents and change none: each collection is read once for all of them. */
function rememberingLists(scope: ChangeScope): ChangeScope {
  const read = new Map<Collection, Promise<unknown[]>>()
  return {
    ...scope,
    list: async <T>(collection: Collection, schema: z.ZodType<T>): Promise<T[]> => {
      const listed = read.get(collection) ?? scope.list(collection, schema)
      read.set(collection, listed)
      return (await listed) as T[]
    }
  }
}

/** A document as it is, and the place behind all others of its collection. */
async function placeOf(
  connection: Connection,
  collection: Collection,
  id: string
): Promise<{ before: Stored | null; next: number }> {
  const [row] = await connection.rows<{ next: number; position: number | null; body: string | null }>(
    `SELECT coalesce(max(position), 0) + 1 AS next, any_value(position) FILTER (id = ${text(id)}) AS position, any_value(body::VARCHAR) FILTER (id = ${text(id)}) AS body FROM chantier.${collection}`
  )
  const { next = 1, position = null, body = null } = row ?? {}
  return { before: position === null || body === null ? null : { position, body }, next }
}

/** The refusal of an item that is no longer in the project. */
export function missingDocument(kind: string, id: string): Error {
  return fail('not_found', {
    fr: `Cet élément n’existe plus (${kind} ${id}).`,
    en: `This item no longer exists (${kind} ${id}).`
  })
}

function readOnlyProject(name: string): Error {
  return fail(
    'refused',
    { fr: `« ${name} » est ouvert en lecture seule.`, en: `“${name}” is open read-only.` },
    {
      hint: {
        fr: 'Copiez le projet dans un dossier où vous pouvez écrire.',
        en: 'Copy the project into a folder where you may write.'
      }
    }
  )
}
