import { createHash } from 'node:crypto'
import type { NewLook } from '../../contract'
import { Look } from '../../contract'
import type { Connection } from '../db'
import { text } from '../sql'
import { presentTables } from './documents'

/** How long a look may stay in memory only, in milliseconds: looks come in handfuls and are written together. */
const TOGETHER_MS = 700

/**
 * Looks that the log keeps. Above, a tenth goes: first the oldest of those whose figure had been looked at before, since the
 * first look at a figure is what guesses are judged by; then the oldest of all.
 */
const MOST_LOOKS = 20_000

/**
 * The log of what was looked at in an open project. It is beside the history: no undo takes a look back, and a look is
 * no change. Taking note costs nothing; what was noted is written a moment later, and before the project closes. The
 * log of a project that is read-only lasts as long as it is open.
 */
export class LookLog {
  private looks: Promise<Map<string, Look>> | null = null
  private noted: { look: NewLook; at: Date }[] = []
  private writing: Promise<void> = Promise.resolve()
  private timer: NodeJS.Timeout | null = null

  constructor(
    private readonly withConnection: <T>(work: (connection: Connection) => Promise<T>) => Promise<T>,
    private readonly readOnly: boolean,
    private readonly now: () => Date,
    private readonly most = MOST_LOOKS
  ) {}

  /** Takes note of looks; the same figure again on the same day counts once more there. */
  note(...looks: NewLook[]): void {
    const at = this.now()
    this.noted.push(...looks.map((look) => ({ look: bounded(look), at })))
    if (this.timer || !looks.length) return
    this.timer = setTimeout(() => void this.write().catch(() => undefined), TOGETHER_MS)
    this.timer.unref()
  }

  /** All looks, by the moment of the first; those that cannot be written now are told once they are. */
  async list(): Promise<Look[]> {
    await this.write().catch(() => undefined)
    const looks = await this.read()
    return [...looks.values()].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : a.id < b.id ? -1 : 1))
  }

  /** Writes what was noted so far. Where that fails it is kept for the next time. */
  write(): Promise<void> {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    this.writing = this.writing.catch(() => undefined).then(() => this.writeNoted())
    return this.writing
  }

  private async writeNoted(): Promise<void> {
    if (!this.noted.length) return
    const known = await this.read()
    const noted = [...this.noted]
    const changed = new Map<string, Look>()
    for (const { look, at } of noted) {
      const day = dayOf(at)
      const id = idOf(look, day)
      const before = changed.get(id) ?? known.get(id)
      const last = at.toISOString()
      changed.set(id, { ...look, id, day, first: before?.first ?? last, last, times: (before?.times ?? 0) + 1 })
    }
    const gone = tooMany([...new Map([...known, ...changed]).values()], this.most)
    if (!this.readOnly)
      await this.withConnection((connection) => connection.runTogether(statements([...changed.values()], gone)))
    this.noted = this.noted.slice(noted.length)
    for (const [id, look] of changed) known.set(id, look)
    for (const id of gone) known.delete(id)
  }

  private read(): Promise<Map<string, Look>> {
    if (this.looks) return this.looks
    const reading = this.withConnection(readLooks)
    this.looks = reading
    reading.catch(() => (this.looks = null))
    return reading
  }
}

/** Values of one condition that the log keeps: a filter may list thousands, and each figure under it is a look. */
const MOST_VALUES = 200

function bounded(look: NewLook): NewLook {
  if (!look.filter) return look
  const all = look.filter.all.map((condition) => ({ ...condition, values: condition.values.slice(0, MOST_VALUES) }))
  return { ...look, filter: { all } }
}

/** The query of one's own that a look is of, as the log tells it from others. */
export function queryPrint(sql: string): string {
  return createHash('sha256').update(sql.trim()).digest('hex')
}

/** What a look was at, the same whenever it is looked at again: what tells one figure from another. */
export function figureKey({ kind, tables, columns, segment, filter, figure, query }: NewLook): string {
  const split = segment && [segment.table, segment.column, segment.by]
  return JSON.stringify([kind, tables, columns, split, filter?.all ?? [], figure.en, ...(query ? [query] : [])])
}

/** The day of a moment on this machine, `2026-03-31`. */
export function dayOf(at: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

function idOf(look: NewLook, day: string): string {
  return createHash('sha256')
    .update(`${day} ${figureKey(look)}`)
    .digest('hex')
    .slice(0, 32)
}

/** The looks to let go, by id. */
function tooMany(looks: readonly Look[], most: number): string[] {
  if (looks.length <= most) return []
  const oldest = looks.toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))
  const seen = new Set<string>()
  const [again, first]: [string[], string[]] = [[], []]
  for (const look of oldest) {
    const key = figureKey(look)
    ;(seen.has(key) ? again : first).push(look.id)
    seen.add(key)
  }
  return [...again, ...first].slice(0, looks.length - Math.floor(0.9 * most))
}

function statements(looks: readonly Look[], gone: readonly string[]): string[] {
  const moment = (at: string): string => `${text(at.replace('Z', ''))}::TIMESTAMP`
  const rows = looks.map(
    ({ id, first, last, times, ...body }) =>
      `(${text(id)}, ${moment(first)}, ${moment(last)}, ${times}, ${text(JSON.stringify(body))})`
  )
  return [
    `DELETE FROM chantier.look WHERE id IN (${looks.map(({ id }) => text(id)).join(', ')})`,
    `INSERT INTO chantier.look VALUES ${rows.join(', ')}`,
    ...(gone.length ? [`DELETE FROM chantier.look WHERE id IN (${gone.map(text).join(', ')})`] : [])
  ]
}

/**
 * A look that cannot be read is passed over: the log must never keep a project from being worked on. A read-only file of
 * an earlier version has none.
 */
async function readLooks(connection: Connection): Promise<Map<string, Look>> {
  if (!(await presentTables(connection)).has('look')) return new Map()
  const rows = await connection.rows<{ id: string; first: string; last: string; times: number; body: string }>(
    `SELECT id, strftime(first_at, '%Y-%m-%dT%H:%M:%S.%gZ') AS "first", strftime(last_at, '%Y-%m-%dT%H:%M:%S.%gZ') AS "last",
      times, body::VARCHAR AS body FROM chantier.look`
  )
  const looks = rows.flatMap(({ body, ...row }) => {
    const read = Look.safeParse({ ...(JSON.parse(body) as object), ...row })
    return read.success ? [read.data] : []
  })
  return new Map(looks.map((look) => [look.id, look]))
}
