import type { TextRecord } from '../reader'
import type { JsonEvents } from './events'
import type { RecordBuilder } from './recordBuilder'
import type { Target } from './targets'

/** Who takes the records; `key` is the name a record has in the object that holds it. */
export interface RecordSink {
  row(row: TextRecord, key: string): void
  /** For columns: another one begins, a list, or an object whose names are those of the rows. */
  column?(name: string, isObject: boolean): void
}

/**
 * Takes the records of one target out of a document: what stands on the way is passed over, each record goes to the
 * builder, and the sink gets it when it ends. `many` says that the values of the text are the elements of one list.
 */
export class TargetReader implements JsonEvents {
  /** Open containers on the way to the records, those beside the way, and those inside a record. */
  private on: number
  private off = 0
  private inside = 0
  private key_ = ''
  private readonly level: number

  constructor(
    private readonly target: Pick<Target, 'keys' | 'rows'>,
    many: boolean,
    private readonly builder: RecordBuilder,
    private readonly sink: RecordSink
  ) {
    const below = target.rows === 'self' ? 0 : target.rows === 'pages' || target.rows === 'columns' ? 2 : 1
    this.level = target.keys.length + below
    this.on = many ? 1 : 0
  }

  startObject(): void {
    if (!this.enter()) return this.open(true)
    this.inside += 1
    this.builder.startObject()
  }

  startArray(): void {
    if (!this.enter()) return this.open(false)
    this.inside += 1
    this.builder.startArray()
  }

  endObject(): void {
    if (this.inside === 0) return this.close()
    this.builder.endObject()
    this.inside -= 1
    this.leave()
  }

  endArray(): void {
    if (this.inside === 0) return this.close()
    this.builder.endArray()
    this.inside -= 1
    this.leave()
  }

  key(name: string): void {
    if (this.inside > 0) this.builder.key(name)
    else this.key_ = name
  }

  string(value: string): void {
    if (!this.enter()) return
    this.builder.string(value)
    this.leave()
  }

  bare(text: string): void {
    if (!this.enter()) return
    this.builder.bare(text)
    this.leave()
  }

  /** Whether the value that begins belongs to a record. */
  private enter(): boolean {
    if (this.inside > 0) return true
    if (this.off > 0 || this.on !== this.level) return false
    this.builder.begin(this.target.rows === 'entries' ? this.key_ : null)
    return true
  }

  private leave(): void {
    if (this.inside === 0) this.sink.row(this.builder.row, this.key_)
  }

  private open(isObject: boolean): void {
    if (this.off > 0 || !this.leads(isObject)) this.off += 1
    else {
      if (this.target.rows === 'columns' && this.on === this.level - 1) this.sink.column?.(this.key_, isObject)
      this.on += 1
    }
  }

  private close(): void {
    if (this.off > 0) this.off -= 1
    else this.on -= 1
  }

  /** Whether a container that begins holds the records, or leads to them. */
  private leads(isObject: boolean): boolean {
    const { keys, rows } = this.target
    if (this.on > 0 && this.on <= keys.length && this.key_ !== keys[this.on - 1]) return false
    if (this.on < keys.length) return isObject
    if (this.on > keys.length) return rows === 'columns' || !isObject
    return isObject === (rows === 'entries' || rows === 'columns')
  }
}
