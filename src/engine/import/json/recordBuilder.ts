import type { TextRecord } from '../reader'
import type { Column, Columns } from './columns'
import { MOST_COLUMNS } from '../foreign-file'
import { LimitReached, LIMITS, type JsonEvents } from './events'
import { detach } from './lexemes'

const PIECE = 1 << 14

/** How records become rows. */
export interface BuilderOptions {
  /** Nested objects as columns `a.b`; else as JSON text. */
  unfold: boolean
  /** Lists as rows, one cell a value; else they are JSON text. */
  lists: boolean
  /** Objects that are records as JSON text: for tables of single values. */
  plain?: boolean
  /** False on the pass that only learns the columns: no text is built. */
  collect: boolean
}

interface Frame {
  branch: Map<string, Column>
  object: number
  column: Column | null
  empty: boolean
}

/**
 * Makes rows of records, one a value between `begin` and `done`: a name of an object is a column, a value is its text,
 * what is nested is compact JSON text (or columns of its own, unfolded). Numbers stay as written.
 */
export class RecordBuilder implements JsonEvents {
  row: TextRecord = []
  /** The widest list so far. */
  width = 0
  private frames: Frame[] = []
  private column: Column | null = null
  private listAt = -1
  private nested = 0
  private silent = false
  /** The JSON text being built: what was added last, and what came before in large pieces. */
  private text = ''
  private pieces: string[] = []
  private length = 0
  private needsComma = false
  /** Characters of the record so far. */
  size = 0

  constructor(
    readonly columns: Columns,
    readonly options: BuilderOptions
  ) {}

  /** Starts a record; `key` is the name it has in the object that holds it. */
  begin(key: string | null = null): void {
    this.row = this.options.collect ? new Array<string | null>(this.columns.names.length).fill(null) : []
    this.size = 0
    this.listAt = -1
    this.column = null
    if (key === null) return
    this.column = this.columns.keyColumn()
    this.put(key)
    this.column = null
  }

  /** Forgets the record that was begun. */
  abandon(width: number): void {
    this.width = width
    this.frames = []
    this.nested = 0
    this.takeText()
  }

  startObject(): void {
    const record = this.frames.length === 0 && !this.column && this.listAt < 0 && !this.options.plain
    if (this.nested > 0) this.openText('{')
    else if (record) this.pushFrame(this.columns.top, null)
    else if (this.options.unfold && this.column && !this.column.left)
      this.pushFrame((this.column.inner ??= new Map()), this.column)
    else this.openText('{')
  }

  endObject(): void {
    if (this.nested > 0) return this.closeText('}')
    const frame = this.frames.pop()
    this.column = frame?.column ?? null
    if (frame?.empty && frame.column) this.put('{}')
    this.column = null
  }

  key(name: string): void {
    if (this.nested > 0) {
      if (this.silent) this.grow(name.length + 3)
      else this.append(`${this.needsComma ? ',' : ''}${JSON.stringify(name)}:`)
      this.needsComma = false
      return
    }
    const frame = this.frames[this.frames.length - 1]
    if (!frame) return
    frame.empty = false
    this.column = this.columns.of(frame.branch, name, frame.column, frame.object)
  }

  startArray(): void {
    if (this.nested === 0 && this.options.lists && this.frames.length === 0 && this.listAt < 0) this.listAt = 0
    else this.openText('[')
  }

  endArray(): void {
    if (this.nested > 0) this.closeText(']')
    else {
      this.width = Math.max(this.width, this.listAt)
      this.listAt = -1
    }
  }

  string(value: string): void {
    if (this.nested === 0) this.put(value)
    else if (this.silent) this.grow(value.length + 3)
    else {
      this.append(this.needsComma ? `,${JSON.stringify(value)}` : JSON.stringify(value))
      this.needsComma = true
    }
  }

  bare(text: string): void {
    if (this.nested === 0) this.put(text === 'null' ? null : text)
    else {
      if (this.silent) this.grow(text.length + 1)
      else this.append(this.needsComma ? `,${text}` : text)
      this.needsComma = true
    }
  }

  private pushFrame(branch: Map<string, Column>, column: Column | null): void {
    this.frames.push({ branch, column, object: this.columns.nextObject(), empty: true })
  }

  private openText(sign: '{' | '['): void {
    if (this.nested === 0) {
      this.silent = !this.options.collect || this.column?.left === true
      this.needsComma = false
    }
    if (!this.silent) this.append(this.needsComma ? `,${sign}` : sign)
    this.nested += 1
    this.needsComma = false
  }

  private closeText(sign: '}' | ']'): void {
    if (!this.silent) this.append(sign)
    this.nested -= 1
    this.needsComma = true
    if (this.nested > 0) return
    this.put(this.takeText())
  }

  private takeText(): string {
    const text = this.pieces.length ? this.pieces.join('') + this.text : this.text
    this.text = ''
    if (this.pieces.length) this.pieces = []
    this.length = 0
    return text
  }

  private append(piece: string): void {
    this.grow(piece.length)
    this.text += piece
    // A text added to a million times is a tree of a million leaves: what is long is made flat.
    if (this.text.length > PIECE) {
      this.pieces.push(detach(this.text))
      this.text = ''
    }
  }

  private grow(characters: number): void {
    this.length += characters
    // What is a table of its own may be of any length.
    if (this.length > LIMITS.value && !this.column?.left)
      throw new LimitReached({ fr: 'une valeur imbriquée de plus de 64 Mo', en: 'a nested value of more than 64 MB' })
  }

  private put(value: string | null): void {
    if (this.options.collect && value !== null) {
      this.size += value.length
      if (this.size > LIMITS.record)
        throw new LimitReached({ fr: 'un enregistrement de plus de 256 Mo', en: 'a record of more than 256 MB' })
    }
    if (this.listAt >= 0) {
      if (this.listAt >= MOST_COLUMNS) throw tooWide(this.listAt + 1)
      if (this.options.collect) this.row[this.listAt] = value
      this.listAt += 1
      return
    }
    // A null among objects is a row of nulls; anything else there has a column of its own.
    if (value === null && !this.column && this.frames.length === 0) return
    const column = this.column ?? this.columns.other()
    const index = this.columns.place(column)
    if (index >= 0 && this.options.collect) this.row[index] = value
    if (this.frames.length > 0) this.column = null
  }
}

function tooWide(width: number): LimitReached {
  return new LimitReached({
    fr: `un enregistrement de plus de ${width - 1} valeurs ; 10 000 colonnes sont possibles`,
    en: `a record of more than ${width - 1} values; 10,000 columns are possible`
  })
}
