import type { z } from 'zod'
import type { Change, LocalizedText, ProjectInfo } from '../../contract'
import type { Connection, Database, RunOptions, Row } from '../db'
import { fail, throwIfCancelled } from '../errors'
import { DocumentStore, Draft, editStatements, inOrder, presentTables, readCollection } from './documents'
import { changeStatements, neighbours, readHistory, readPast, readStates, travel } from './history'
import { LookLog } from './looks'
import { COLLECTIONS, type Collection } from './migrations'
import { Moves } from './moves'
import { readPlace, type Place } from './place'

/** What a change may do: read and write documents, and run SQL in the same transaction. */
export interface ChangeScope {
  readonly connection: Connection
  list<T>(collection: Collection, schema: z.ZodType<T>): Promise<T[]>
  get<T>(collection: Collection, id: string, schema: z.ZodType<T>): Promise<T | null>
  /** Writes a document; a new one goes to the end of its collection unless a position is given. */
  put(collection: Collection, id: string, body: unknown, position?: number): Promise<void>
  remove(collection: Collection, id: string): Promise<void>
}

/** Keeps derived tables true: runs after documents of some collections changed and before the commit, also on undo and redo. */
export interface Derivation {
  /** The collections that it depends on. */
  of: readonly Collection[]
  derive(scope: Pick<ChangeScope, 'connection' | 'list' | 'get'>, signal?: AbortSignal): Promise<void>
}

/**
 * An open project file. Every change is one transaction, saved at once, written into the history tree and undoable.
 * Changes queue up behind one another; reads run beside them.
 */
export class Project {
  private queue: Promise<unknown> = Promise.resolve()
  private readonly documents: DocumentStore
  /** Where it stands in its history; null where that is to be read. */
  private place: Place | null = null
  /** What was looked at: a log that no undo touches. */
  readonly looks: LookLog
  readonly moves = new Moves()

  constructor(
    readonly database: Database,
    readonly path: string,
    readonly name: string,
    /** Private directory for files on their way in; the only one that DuckDB may reach. */
    readonly staging: string,
    readonly readOnly: boolean,
    private readonly derivations: readonly Derivation[],
    private readonly now: () => Date
  ) {
    this.documents = new DocumentStore((work) => database.withConnection(work))
    this.looks = new LookLog((work) => database.withConnection(work), readOnly, now)
  }

  rows<T extends Row = Row>(sql: string, options?: RunOptions): Promise<T[]> {
    return this.database.rows<T>(sql, options)
  }

  list<T>(collection: Collection, schema: z.ZodType<T>): Promise<T[]> {
    return this.documents.list(collection, schema)
  }

  /** One document, or an error that names what is missing. */
  async get<T>(collection: Collection, id: string, schema: z.ZodType<T>): Promise<T> {
    const document = await this.documents.get(collection, id, schema)
    if (document === null) throw missingDocument(collection, id)
    return document
  }

  /** What a document was on the way to the present state, newest first; states that cannot be read any more are left out. */
  async past<T>(collection: Collection, id: string, schema: z.ZodType<T>): Promise<T[]> {
    const bodies = await this.database.withConnection((connection) => readPast(connection, collection, id))
    return bodies.flatMap((body) => {
      const read = schema.safeParse(JSON.parse(body))
      return read.success ? [read.data] : []
    })
  }

  /**
   * The documents of a collection in their order, as they stood just after each of some changes, on any branch of the
   * history; null is the beginning. Those that cannot be read any more are left out.
   */
  async states<T>(collection: Collection, schema: z.ZodType<T>, changes: readonly (number | null)[]): Promise<T[][]> {
    // Documents and head of one moment: those in memory may be ahead of the head, or behind it.
    const states = await this.database.withConnection((connection) =>
      connection.transaction(async () =>
        readStates(connection, collection, await readCollection(connection, collection), changes)
      )
    )
    return states.map((documents) =>
      inOrder(documents).flatMap(([, { body }]) => {
        const read = schema.safeParse(JSON.parse(body))
        return read.success ? [read.data] : []
      })
    )
  }

  /** Makes one change: all of `work` is kept under `label`, or nothing of it, also when `signal` stops it. */
  change<T>(label: LocalizedText, work: (scope: ChangeScope) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.exclusively(async (connection, draft) => {
      const result = await work(scopeOf(connection, draft))
      if (!draft.edits.length) return result
      await this.derive(connection, draft, signal)
      throwIfCancelled(signal)
      const { statements, place } = changeStatements(
        draft.place ?? (await readPlace(connection)),
        label,
        draft.edits,
        this.now()
      )
      connection.later(...editStatements(draft.edits), ...statements)
      draft.place = place
      return result
    })
  }

  /** Writes what stands beside the history, such as a log: in its turn among the changes, but no undo takes it back. */
  beside<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.exclusively((connection) => work(connection))
  }

  undo(): Promise<void> {
    return this.travel(async (connection) => {
      const { undo } = await neighbours(connection)
      if (!undo) throw fail('conflict', { fr: 'Il n’y a rien à annuler.', en: 'There is nothing to undo.' })
      return undo.parent
    })
  }

  redo(): Promise<void> {
    return this.travel(async (connection) => {
      const { redo } = await neighbours(connection)
      if (!redo) throw fail('conflict', { fr: 'Il n’y a rien à rétablir.', en: 'There is nothing to redo.' })
      return redo.id
    })
  }

  goTo(change: number | null): Promise<void> {
    return this.travel(async (connection) => {
      const known = await readHistory(connection)
      if (change !== null && !known.some(({ id }) => id === change)) throw missingDocument('change', String(change))
      return change
    })
  }

  /** Settles when the changes asked for so far are kept or refused, and the looks noted. */
  async settled(): Promise<void> {
    await this.queue
    await this.looks.write().catch(() => undefined)
  }

  /**
   * Makes the room of tables thrown away free for the next ones, and empties the journal beside the project file. The file
   * itself becomes shorter where nothing lies behind that room. While others write, DuckDB's next checkpoint of its own does it.
   */
  async giveBackRoom(): Promise<void> {
    if (this.readOnly || this.database.isClosed) return
    await this.database.run('CHECKPOINT project').catch(() => undefined)
  }

  history(): Promise<Change[]> {
    return this.database.withConnection(readHistory)
  }

  async info(): Promise<ProjectInfo> {
    return this.database.withConnection(async (connection) => {
      const { undo, redo, revision } = await neighbours(connection)
      const present = await presentTables(connection)
      const counts = await connection.rows<{ name: string; n: number }>(
        COLLECTIONS.filter((name) => present.has(name))
          .map((name) => `SELECT '${name}' AS name, count(*)::INTEGER AS n FROM chantier.${name}`)
          .join(' UNION ALL ')
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

  private travel(findTarget: (connection: Connection) => Promise<number | null>): Promise<void> {
    return this.exclusively(async (connection, draft) => {
      draft.place = await travel(connection, draft, await findTarget(connection))
      await this.derive(connection, draft)
      connection.later(...editStatements(draft.edits))
    })
  }

  /** Runs `work` when the changes before it are done, in a transaction of its own; its documents show once that is kept. */
  private exclusively<T>(work: (connection: Connection, draft: Draft) => Promise<T>): Promise<T> {
    if (this.readOnly) return Promise.reject(readOnlyProject(this.name))
    const turn = this.queue.then(() =>
      this.database.withConnection(async (connection) => {
        const draft = new Draft(this.documents, this.place)
        this.place = null
        const result = await connection.transaction(async () => {
          const done = await work(connection, draft)
          this.moves.note()
          return done
        })
        this.place = draft.place
        this.documents.accept(draft)
        this.moves.note()
        return result
      })
    )
    this.queue = turn.catch(() => undefined)
    return turn
  }

  private async derive(connection: Connection, draft: Draft, signal?: AbortSignal): Promise<void> {
    const scope = scopeOf(connection, draft)
    for (const { of, derive } of this.derivations)
      if (of.some((collection) => draft.changed.has(collection))) await derive(scope, signal)
  }
}

function scopeOf(connection: Connection, draft: Draft): ChangeScope {
  return {
    connection,
    list: (collection, schema) => draft.list(collection, schema),
    get: (collection, id, schema) => draft.get(collection, id, schema),
    put: (collection, id, body, position) => draft.put(collection, id, body, position),
    remove: async (collection, id) => {
      if (!(await draft.has(collection, id))) throw missingDocument(collection, id)
      await draft.write(collection, id, null)
    }
  }
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
