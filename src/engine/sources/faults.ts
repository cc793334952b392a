import { randomUUID } from 'node:crypto'
import { open, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { LineFault } from '../../contract'
import { REASON_TEXT, REPAIRED, type LineNote } from '../import'
import type { ChangeScope, Project } from '../project'
import { text } from '../sql'

const FLUSH_AT = 1 << 20
const FIRST = 200

/**
 * Gathers the lines of one delivery that were repaired or set aside, on disk as they come: a file may have as many as it
 * has lines. The first ones are also kept at hand for the report.
 */
export class FaultLog {
  readonly first: LineFault[] = []
  count = 0
  /** Lines kept out of the table. */
  rejected = 0
  /** Lines of which only cells beside the table were set aside. */
  beside = 0
  private text = ''
  private file: FileHandle | null = null
  private writing: Promise<void> = Promise.resolve()
  private readonly path: string
  private readonly taken: { log: FaultLog; before: number }[] = []

  constructor(project: Project) {
    this.path = join(project.staging, `faults-${randomUUID()}`)
  }

  add(note: LineNote): void {
    if (note.reason === 'beside_table') this.beside += 1
    else if (!REPAIRED.has(note.reason)) this.rejected += 1
    if (this.first.length < FIRST) this.first.push(faultOf(note.line, note.reason, note.raw))
    this.text += `${this.count++},${note.line},${note.reason},"${note.raw.replaceAll('"', '""')}"\n`
    if (this.text.length < FLUSH_AT) return
    const full = this.text
    this.text = ''
    this.queue(full)
  }

  /** Puts the lines of another log behind these; that log must stay open until these are kept. */
  async take(log: FaultLog): Promise<void> {
    await log.flush()
    this.taken.push({ log, before: this.count })
    this.first.push(...log.first.slice(0, FIRST - this.first.length))
    this.count += log.count
    this.rejected += log.rejected
    this.beside += log.beside
  }

  /** Settles when the lines so far are on disk. */
  async flush(): Promise<void> {
    const rest = this.text
    this.text = ''
    if (rest) this.queue(rest)
    await this.writing
  }

  /** Writes them into the project as part of the change that keeps their delivery. */
  async keep({ connection }: Pick<ChangeScope, 'connection'>, delivery: string): Promise<void> {
    for (const { log, before } of this.taken) await log.write(connection, delivery, before)
    await this.write(connection, delivery, 0)
  }

  async close(): Promise<void> {
    await this.writing.catch(() => undefined)
    if (!this.file) return
    await this.file.close()
    await rm(this.path, { force: true })
  }

  private async write(connection: ChangeScope['connection'], delivery: string, before: number): Promise<void> {
    await this.flush()
    if (!this.file) return
    await connection.run(
      `INSERT INTO chantier.fault SELECT ${text(delivery)}, place + ${before}, line, reason, coalesce(raw, '') FROM read_csv(${text(this.path)}, ${CSV})`
    )
  }

  private queue(part: string): void {
    this.writing = this.writing.then(() => this.append(part))
    // Told by whoever waits for the lines, which may be later than the failure.
    this.writing.catch(() => undefined)
  }

  private async append(part: string): Promise<void> {
    this.file ??= await open(this.path, 'w', 0o600)
    await this.file.writeFile(part)
  }
}

const CSV = `auto_detect=false, header=false, delim=',', quote='"', escape='"', new_line='\\n', strict_mode=true, max_line_size=200000000, parallel=false, columns={place: 'BIGINT', line: 'BIGINT', reason: 'VARCHAR', raw: 'VARCHAR'}`

/** A page of the faults of a delivery, in the order of its file. */
export async function readFaults(
  project: Project,
  delivery: string,
  offset: number,
  limit: number
): Promise<{ total: number; faults: LineFault[] }> {
  const of = `FROM chantier.fault WHERE delivery = ${text(delivery)}`
  const [counted] = await project.rows<{ n: number }>(`SELECT count(*) AS n ${of}`)
  const rows = await project.rows<{ line: number; reason: string; raw: string }>(
    `SELECT line, reason, left(raw, 20000) AS raw ${of} ORDER BY place LIMIT ${limit} OFFSET ${offset}`
  )
  return { total: counted?.n ?? 0, faults: rows.map(({ line, reason, raw }) => faultOf(line, reason, raw)) }
}

function faultOf(line: number, reason: string, raw: string): LineFault {
  const words = Object.hasOwn(REASON_TEXT, reason) ? REASON_TEXT[reason as LineNote['reason']] : null
  return {
    line,
    reason: words ?? { fr: reason, en: reason },
    raw: raw.slice(0, 20_000),
    repaired: REPAIRED.has(reason)
  }
}
