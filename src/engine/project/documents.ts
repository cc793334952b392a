import type { z } from 'zod'
import type { Connection } from '../db'
import { fail } from '../errors'
import { ident, literal, text } from '../sql'
import type { Collection } from './migrations'
import type { Place } from './place'

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

/** A document with what was read of its body, by the schema that it was checked against. */
interface Kept extends Stored {
  read: Map<z.ZodType, unknown>
}

type Documents = ReadonlyMap<string, Kept>

/** What may be asked of documents, wherever they are. */
abstract class Readable {
  abstract documents(collection: Collection): Promise<Documents>

  /** All documents of a collection in their order, checked against their schema. */
  async list<T>(collection: Collection, schema: z.ZodType<T>): Promise<T[]> {
    return inOrder(await this.documents(collection)).map(([id, document]) => parsed(collection, id, document, schema))
  }

  /** One document, or null. */
  async get<T>(collection: Collection, id: string, schema: z.ZodType<T>): Promise<T | null> {
    const document = (await this.documents(collection)).get(id)
    return document ? parsed(collection, id, document, schema) : null
  }
}

/**
 * The documents of an open project, in memory: they are few and small, and almost every call asks for some. The file is
 * what they are written to; only this program writes it while it is open, so what is here is what is there.
 * Documents read are frozen: they are shared by all who ask.
 */
export class DocumentStore extends Readable {
  private readonly collections = new Map<Collection, Promise<Documents>>()

  constructor(private readonly withConnection: <T>(work: (connection: Connection) => Promise<T>) => Promise<T>) {
    super()
  }

  documents(collection: Collection): Promise<Documents> {
    const known = this.collections.get(collection)
    if (known) return known
    const reading = this.withConnection((connection) => readCollection(connection, collection))
    this.collections.set(collection, reading)
    // Asked again after a failure, it is read again.
    reading.catch(() => this.collections.get(collection) === reading && this.collections.delete(collection))
    return reading
  }

  /** Takes over what a change wrote, once it is kept. */
  accept(draft: Draft): void {
    for (const [collection, documents] of draft.changed) this.collections.set(collection, Promise.resolve(documents))
  }
}

/** The documents as one change makes them; the others see nothing of it before it is accepted. */
export class Draft extends Readable {
  /** In the order they were made; the file does not have them yet. */
  readonly edits: Edit[] = []
  readonly changed = new Map<Collection, Map<string, Kept>>()
  /** The hindmost place of collections that were put into. */
  private readonly last = new Map<Collection, number>()

  constructor(
    private readonly store: DocumentStore,
    /** Where the project stands in its history, and will once this is kept; null where that is to be read. */
    public place: Place | null = null
  ) {
    super()
  }

  async has(collection: Collection, id: string): Promise<boolean> {
    return (await this.documents(collection)).has(id)
  }

  /** Writes a document; a new one goes to the end of its collection unless a position is given. */
  async put(collection: Collection, id: string, body: unknown, position?: number): Promise<void> {
    const documents = await this.documents(collection)
    const last = this.last.get(collection) ?? hindmost(documents)
    const place = position ?? documents.get(id)?.position ?? last + 1
    this.last.set(collection, Math.max(place, last))
    await this.write(collection, id, { position: place, body: JSON.stringify(body) })
  }

  /** Makes a document be what `after` says; null removes it. */
  async write(collection: Collection, id: string, after: Stored | null): Promise<void> {
    const present = await this.store.documents(collection)
    // Taken after the wait: another write may have begun the copy meanwhile.
    const documents = this.changed.get(collection) ?? new Map(present)
    const before = documents.get(id)
    this.changed.set(collection, documents)
    if (after) documents.set(id, { ...after, read: new Map() })
    else documents.delete(id)
    this.edits.push({ collection, id, before: before ? { position: before.position, body: before.body } : null, after })
  }

  async documents(collection: Collection): Promise<Documents> {
    return this.changed.get(collection) ?? this.store.documents(collection)
  }
}

function hindmost(documents: Documents): number {
  return [...documents.values()].reduce((most, { position }) => Math.max(most, position), 0)
}

/** Documents in the order of their collection; those of one place in that of their ids. */
export function inOrder<D extends Stored>(documents: ReadonlyMap<string, D>): [string, D][] {
  return [...documents].sort(([id, one], [otherId, other]) => one.position - other.position || (id < otherId ? -1 : 1))
}

/** Documents in one statement. */
const AT_ONCE = 500

/** The statements that bring the file to what edits made: of several edits of one document, the last one stays. */
export function editStatements(edits: readonly Edit[]): string[] {
  const collections = new Map<Collection, Map<string, { present: boolean; after: Stored | null }>>()
  for (const { collection, id, before, after } of edits) {
    const documents = collections.get(collection) ?? new Map<string, { present: boolean; after: Stored | null }>()
    collections.set(collection, documents)
    documents.set(id, { present: documents.get(id)?.present ?? before !== null, after })
  }
  return [...collections].flatMap(([collection, documents]) => {
    const table = `chantier.${ident(collection)}`
    const gone = [...documents].flatMap(([id, { present }]) => (present ? [text(id)] : []))
    const rows = [...documents].flatMap(([id, { after }]) =>
      after ? [`(${text(id)}, ${literal(after.position)}, ${text(after.body)})`] : []
    )
    return [
      ...inBatches(gone).map((some) => `DELETE FROM ${table} WHERE id IN (${some.join(', ')})`),
      ...inBatches(rows).map((some) => `INSERT INTO ${table} VALUES ${some.join(', ')}`)
    ]
  })
}

function inBatches<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / AT_ONCE) }, (_, at) =>
    items.slice(at * AT_ONCE, (at + 1) * AT_ONCE)
  )
}

/** The documents of a collection as the file has them. A file that is read-only stays at the version that it has: collections that came later are empty there. */
export async function readCollection(connection: Connection, collection: Collection): Promise<Documents> {
  if (!(await presentTables(connection)).has(collection)) return new Map()
  const rows = await connection.rows<{ id: string; position: number; body: string }>(
    `SELECT id, position, body::VARCHAR AS body FROM chantier.${ident(collection)}`
  )
  return new Map(rows.map(({ id, position, body }) => [id, { position, body, read: new Map() }]))
}

/** The names of the project's own tables, whichever version it is of. */
export async function presentTables(connection: Connection): Promise<ReadonlySet<string>> {
  const rows = await connection.rows<{ name: string }>(
    `SELECT table_name AS name FROM duckdb_tables() WHERE schema_name = 'chantier' AND database_name = current_database()`
  )
  return new Set(rows.map(({ name }) => name))
}

function parsed<T>(collection: Collection, id: string, document: Kept, schema: z.ZodType<T>): T {
  if (document.read.has(schema)) return document.read.get(schema) as T
  const value = parse(collection, id, document.body, schema)
  document.read.set(schema, value)
  return value
}

function parse<T>(collection: Collection, id: string, body: string, schema: z.ZodType<T>): T {
  const read = schema.safeParse(JSON.parse(body))
  if (read.success) return frozen(read.data)
  throw fail(
    'corrupt',
    {
      fr: `Le projet contient un élément illisible (${collection} ${id}).`,
      en: `The project holds an unreadable item (${collection} ${id}).`
    },
    {
      cause: read.error,
      hint: { fr: 'Revenez à un état antérieur dans le journal.', en: 'Go back to an earlier state in the journal.' }
    }
  )
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  Object.values(value).forEach(frozen)
  return Object.freeze(value)
}
