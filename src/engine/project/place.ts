import type { Connection } from '../db'

/** Where a project stands in its history, and the highest numbers given there. */
export interface Place {
  head: number | null
  last: number
  visited: number
}

export async function readPlace(connection: Connection): Promise<Place> {
  const [place] = await connection.rowsAtOnce<{ head: number | null; last: number; visited: number }>(
    `SELECT (SELECT change FROM chantier.head) AS head, coalesce(max(id), 0) AS last, coalesce(max(visited), 0) AS visited FROM chantier.change`
  )
  return place ?? { head: null, last: 0, visited: 0 }
}
