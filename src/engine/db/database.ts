import {
  DuckDBInstance,
  quotedIdentifier,
  quotedString,
  type DuckDBConnection,
  type DuckDBMaterializedResult,
  type DuckDBValue
} from '@duckdb/node-api'
import { cancelled, throwIfCancelled } from '../errors'
import { arrowStream } from './arrow'
import { doublesOf } from './doubles'
import { databaseError } from './errors'
import { rowsOf, type Row } from './rows'

export interface DatabaseOptions {
  /** The one directory that COPY and the readers may reach; everything else on the disk is closed. */
  staging: string
  memoryLimit?: string
  threads?: number
  readOnly?: boolean
}

export interface RunOptions {
  signal?: AbortSignal
  /** Called about ten times a second with the share done, 0 to 1, where DuckDB knows it. */
  onProgress?: (share: number) => void
  params?: DuckDBValue[]
}

/**
 * The embedded engine over one file, locked down: no extension loading, no file outside the staging directory,
 * no change of configuration. Reads run side by side, each on a connection of its own; `connection()` lends one for a transaction.
 */
export class Database {
  private readonly idle: DuckDBConnection[] = []
  private readonly busy = new Set<DuckDBConnection>()
  private closed = false
  private home = 'project'

  get isClosed(): boolean {
    return this.closed
  }

  private constructor(private readonly instance: DuckDBInstance) {}

  /** Opens or creates a database file. Errors are DuckDB's own, for the caller to explain. */
  static async open(path: string, options: DatabaseOptions): Promise<Database> {
    const instance = await DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
      memory_limit: options.memoryLimit ?? '4GB',
      temp_directory: options.staging,
      ...(options.threads ? { threads: String(options.threads) } : {})
    })
    const database = new Database(instance)
    try {
      await database.lockDown(path, options.staging, options.readOnly ?? false)
    } catch (error) {
      database.close()
      throw error
    }
    return database
  }

  private async lockDown(path: string, staging: string, readOnly: boolean): Promise<void> {
    const connection = await this.instance.connect()
    // The order matters: once external access is off, the allowed directories cannot be set any more.
    for (const statement of [
      // Under a name of ours: DuckDB would name it after its file, and a file named as one of its schemas could not be used.
      `ATTACH ${quotedString(path)} AS project${readOnly ? ' (READ_ONLY)' : ''}`,
      // Results kept while they are paged through; never written to the project.
      `ATTACH ':memory:' AS scratch`,
      `SET GLOBAL TimeZone='UTC'`,
      `SET allowed_directories=[${quotedString(staging)}]`,
      `SET enable_external_access=false`,
      `SET lock_configuration=true`
    ]) {
      await connection.run(statement)
    }
    connection.closeSync()
  }

  /** From now on names without a schema are looked for in this one first. To be called before work is under way. */
  async searchSchema(schema: string): Promise<void> {
    this.home = `project.${quotedIdentifier(schema)}`
    for (const connection of this.idle) await connection.run(`USE ${this.home}`)
  }

  /** Runs one query and keeps its whole result, column chunks in DuckDB's own arrays. */
  async run(sql: string, options: RunOptions = {}): Promise<DuckDBMaterializedResult> {
    const connection = await this.lend()
    try {
      return await runOn(connection, sql, options)
    } finally {
      this.giveBack(connection)
    }
  }

  /** Rows of a query of ours, keyed by its aliases (never by a user's column names). Wide integers become numbers where exact, else text. */
  async rows<T extends Row = Row>(sql: string, options: RunOptions = {}): Promise<T[]> {
    return rowsOf<T>(await this.run(sql, options))
  }

  /** The result of a query as one Arrow IPC stream. */
  async arrow(sql: string, options: RunOptions = {}): Promise<Uint8Array> {
    return arrowStream(await this.run(sql, options), { signal: options.signal })
  }

  /** Lends a connection to `work` alone, for a transaction or a temporary table. */
  async withConnection<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.lend()
    try {
      return await work(new Connection(connection))
    } finally {
      this.giveBack(connection)
    }
  }

  /** Stops what runs and closes the file. */
  close(): void {
    this.closed = true
    for (const connection of this.busy) connection.interrupt()
    for (const connection of this.idle) connection.closeSync()
    this.idle.length = 0
    this.instance.closeSync()
  }

  private async lend(): Promise<DuckDBConnection> {
    if (this.closed) throw cancelled()
    const connection = this.idle.pop() ?? (await this.connect())
    this.busy.add(connection)
    return connection
  }

  private async connect(): Promise<DuckDBConnection> {
    const connection = await this.instance.connect()
    // A setting of each connection, and the only way to it once the configuration is locked.
    await connection.run('PRAGMA enable_progress_bar; PRAGMA disable_print_progress_bar')
    await connection.run(`USE ${this.home}`)
    return connection
  }

  private giveBack(connection: DuckDBConnection): void {
    this.busy.delete(connection)
    if (this.closed || this.idle.length >= 8) connection.closeSync()
    else this.idle.push(connection)
  }
}

/** One connection, lent for as long as its work lasts. */
export class Connection {
  private waiting: string[] = []
  private sent: Promise<unknown> = Promise.resolve()

  constructor(private readonly connection: DuckDBConnection) {}

  async run(sql: string, options: RunOptions = {}): Promise<DuckDBMaterializedResult> {
    // On their own: where a text of the user's cannot be parsed, nothing that came with it would have run.
    if (this.waiting.length) this.sent = runOn(this.connection, this.taken().join(';\n'), {})
    await this.sent
    return runOn(this.connection, sql, options)
  }

  /**
   * Statements of the transaction under way that run before its next one, or before its end, which tells their failure:
   * each way to DuckDB's threads and back costs as much as a small statement.
   */
  later(...statements: string[]): void {
    this.waiting.push(...statements)
  }

  /** The rows of a query without any text of the user's, handed over at once with the statements that wait. */
  async rowsAtOnce<T extends Row = Row>(sql: string): Promise<T[]> {
    await this.sent
    const together = this.taken()
    const running = runOn(this.connection, [...together, sql].join(';\n'), {})
    // Where those that waited fail, the transaction must not end well.
    if (together.length) this.sent = running
    return rowsOf<T>(await running)
  }

  async rows<T extends Row = Row>(sql: string, options: RunOptions = {}): Promise<T[]> {
    return rowsOf<T>(await this.run(sql, options))
  }

  /** The columns of a query whose columns are all DOUBLE, as typed arrays; NaN where there is no value. */
  async doubles(sql: string, options: RunOptions = {}): Promise<Float64Array[]> {
    return doublesOf(await this.run(sql, options))
  }

  /**
   * Runs statements in one transaction, and then a query of its own where one is given, handed over at once: nothing is
   * waited for between them. Answers the rows of that query.
   */
  async runTogether<T extends Row = Row>(
    statements: readonly string[],
    { then, ...options }: RunOptions & { then?: string } = {}
  ): Promise<T[]> {
    try {
      const all = ['BEGIN TRANSACTION', ...statements, 'COMMIT', ...(then ? [then] : [])]
      const result = await this.run(all.join(';\n'), options)
      return then ? rowsOf<T>(result) : []
    } catch (error) {
      await this.run('ROLLBACK').catch(() => undefined)
      throw error
    }
  }

  /** Runs `work` in one transaction: all of it is kept, or none. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    this.later('BEGIN TRANSACTION')
    try {
      const result = await work()
      await this.rowsAtOnce('COMMIT')
      return result
    } catch (error) {
      this.taken()
      this.sent = Promise.resolve()
      await this.run('ROLLBACK').catch(() => undefined)
      throw error
    }
  }

  private taken(): string[] {
    const statements = this.waiting
    this.waiting = []
    return statements
  }
}

async function runOn(connection: DuckDBConnection, sql: string, { signal, onProgress, params }: RunOptions) {
  throwIfCancelled(signal)
  let again: ReturnType<typeof setInterval> | undefined
  const interrupt = (): void => {
    connection.interrupt()
    // An interruption that comes before DuckDB has begun the query is forgotten by it.
    again = setInterval(() => connection.interrupt(), 20)
  }
  signal?.addEventListener('abort', interrupt, { once: true })
  // Between statements, and at the end of the last, DuckDB tells nothing: what was told stands.
  let told = 0
  const ticker = onProgress && setInterval(() => onProgress((told = Math.max(told, share(connection)))), 100)
  try {
    return await connection.run(sql, params)
  } catch (error) {
    throw databaseError(error, sql)
  } finally {
    clearInterval(ticker)
    clearInterval(again)
    signal?.removeEventListener('abort', interrupt)
  }
}

function share(connection: DuckDBConnection): number {
  const { percentage } = connection.progress
  return percentage > 0 ? Math.min(1, percentage / 100) : 0
}
