import type { Connection } from '../db'
import type { Project } from '../project'
import { dropKeptSql } from './sql/relation'

/** Lends a connection whose temporary tables are gone afterwards, whatever happens. */
export function alone<T>(project: Project, work: (connection: Connection) => Promise<T>): Promise<T> {
  return project.database.withConnection(async (connection) => {
    try {
      return await work(connection)
    } finally {
      await connection.run(dropKeptSql)
    }
  })
}
