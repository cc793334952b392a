import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDBInstance, quotedString } from '@duckdb/node-api'
import { Connection } from './database'

/**
 * Runs `work` on an engine of its own, for files that nobody vouches for: it knows no project, reads and writes in `directory`
 * only, loads no extension, keeps within 1 GB of memory and two threads, and is gone when the work is done. Errors are
 * those of `databaseError`, in the words of DuckDB, for the caller to explain.
 */
export async function withPrivateDatabase<T>(
  directory: string,
  work: (connection: Connection) => Promise<T>
): Promise<T> {
  // A name that the project's opening knows: it removes what a killed program left.
  const spill = join(directory, `private-${randomUUID()}`)
  await mkdir(spill, { mode: 0o700 })
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    memory_limit: '1GB',
    threads: '2',
    temp_directory: spill
  })
  try {
    const connection = await instance.connect()
    // The order matters: once external access is off, the allowed directories cannot be set any more.
    for (const statement of [
      `SET GLOBAL TimeZone='UTC'`,
      `SET enable_progress_bar=true`,
      `SET enable_progress_bar_print=false`,
      `SET allowed_directories=[${quotedString(directory)}]`,
      `SET enable_external_access=false`,
      `SET lock_configuration=true`
    ]) {
      await connection.run(statement)
    }
    try {
      return await work(new Connection(connection))
    } finally {
      connection.closeSync()
    }
  } finally {
    instance.closeSync()
    await rm(spill, { recursive: true, force: true })
  }
}
