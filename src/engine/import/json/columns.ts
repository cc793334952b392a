import { MOST_COLUMNS } from '../foreign-file'
import { LimitReached, LIMITS } from './events'
import { detach } from './lexemes'

/** One name in the objects of a table; what is unfolded below it stands in `inner`. */
export interface Column {
  readonly key: string
  readonly above: Column | null
  /** Its place in the table; -1 while only fields below it have one. */
  index: number
  /** The object (by number) that named it last, and how often that object did so before. */
  object: number
  times: number
  /** The columns of a name that comes again in the same object: nothing is overwritten. */
  again: Column[]
  inner: Map<string, Column> | null
  /** Left out: it is a table of its own. */
  left: boolean
}

/** The columns of a table in order of first appearance. Kept in maps: any name is only a name. */
export class Columns {
  readonly names: string[] = []
  readonly top = new Map<string, Column>()
  /** Names that came twice in one object, for the notes: the first hundred. */
  readonly repeated = new Set<string>()
  private readonly placed: Column[] = []
  private characters = 0
  private nodes = 0
  private objects = 0
  /** Hashes of the names for which there is no place: the names themselves could fill the memory. */
  private beyond: Set<number> | null = null
  private others: Column | null = null
  private keys: Column | null = null

  /** A number for one more object. */
  nextObject(): number {
    return (this.objects += 1)
  }

  /** The column of a name in an object; `above` is the column that holds the object, null for a record itself. */
  of(branch: Map<string, Column>, key: string, above: Column | null, object: number): Column {
    let column = branch.get(key)
    if (!column) {
      column = this.make(key, above)
      if (!this.beyond) branch.set(column.key, column)
    }
    if (column.object !== object) {
      column.object = object
      column.times = 0
      return column
    }
    column.times += 1
    if (this.repeated.size < 100) this.repeated.add(nameOf(column))
    return (column.again[column.times - 1] ??= this.make(column.key, above))
  }

  /** The column for records that are no objects, among objects; the file has no name for it. */
  other(): Column {
    return (this.others ??= this.make('', null))
  }

  /** The column for the names of records kept in an object instead of a list. */
  keyColumn(): Column {
    return (this.keys ??= this.make('', null))
  }

  /** Gives a column its place in the table; -1 where it has none. */
  place(column: Column): number {
    if (column.index >= 0 || column.left) return column.index
    if (this.beyond || this.names.length >= MOST_COLUMNS) {
      this.countBeyond(column)
      return -1
    }
    const name = nameOf(column)
    this.characters += name.length
    if (this.characters > LIMITS.value)
      throw new LimitReached({ fr: 'des noms de colonnes de plus de 64 Mo', en: 'column names of more than 64 MB' })
    column.index = this.names.length
    this.names.push(name)
    this.placed.push(column)
    return column.index
  }

  /** Takes the last columns out of the table again, so that `count` are left. */
  takeBack(count: number): void {
    for (const column of this.placed.splice(count)) column.index = -1
    this.names.length = count
  }

  /** Leaves out a field, by the keys that lead to it. */
  leaveOut(path: readonly string[]): void {
    let branch = this.top
    let above: Column | null = null
    for (const key of path) {
      let column = branch.get(key)
      if (!column) branch.set(key, (column = this.make(key, above)))
      above = column
      branch = column.inner ??= new Map()
    }
    if (above) above.left = true
  }

  /** How many columns there would be; counted up to a million beyond those that are possible. */
  get wanted(): number {
    return this.names.length + (this.beyond?.size ?? 0)
  }

  private make(key: string, above: Column | null): Column {
    this.nodes += 1
    // Fields that only hold others are counted too, so that deep objects cannot fill the memory.
    if (this.nodes > 10 * MOST_COLUMNS) this.beyond ??= new Set()
    const kept = this.beyond ? key : detach(key)
    return { key: kept, above, index: -1, object: -1, times: 0, again: [], inner: null, left: false }
  }

  private countBeyond(column: Column): void {
    this.beyond ??= new Set()
    if (this.beyond.size < 1_000_000) this.beyond.add(hashOf(column))
  }
}

/** A number below 2^53 for a name: two FNV-1a hashes side by side. */
function hashOf(column: Column): number {
  let [low, high] = [0x811c9dc5, 0x01000193]
  for (let at: Column | null = column; at; at = at.above)
    for (let i = 0; i <= at.key.length; i++) {
      const code = i < at.key.length ? at.key.charCodeAt(i) : 0x10000
      low = Math.imul(low ^ code, 0x01000193)
      high = Math.imul(high ^ code, 0x0001f3d5)
    }
  return (low >>> 0) * 2 ** 21 + (high >>> 11)
}

function nameOf(column: Column): string {
  const keys: string[] = []
  for (let at: Column | null = column; at; at = at.above) keys.push(at.key)
  return keys.reverse().join('.')
}
