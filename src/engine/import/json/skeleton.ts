import type { TextRecord } from '../reader'
import { Columns } from './columns'
import type { JsonEvents } from './events'
import { detach } from './lexemes'
import { RecordBuilder } from './recordBuilder'

/** What stands at one place of a document outside of lists: how often an object, a list or a plain value. */
export interface Node {
  objects: number
  lists: number
  plain: number
  children: Map<string, Node>
  /** Whether some children are not told apart any more, for their number. */
  crowded: boolean
  /** For an object: the names in the objects that it holds, how many of them in all, and their values that are plain. */
  inner: { keys: Set<string>; count: number; plain: number; largest: number }
  list: ListFacts | null
}

/** What the lists at one place hold. */
export interface ListFacts {
  objects: number
  lists: number
  plain: number
  nulls: number
  /** Lists of objects among its elements: pages of records. */
  pages: number
  builder: RecordBuilder
  /** First rows, where its elements are lists; first values, where they are plain. */
  rows: TextRecord[]
}

const NODES = 20_000
const SAMPLE = { rows: 1_000, characters: 1_000_000 }

function newNode(): Node {
  return {
    objects: 0,
    lists: 0,
    plain: 0,
    children: new Map(),
    crowded: false,
    inner: { keys: new Set(), count: 0, plain: 0, largest: 0 },
    list: null
  }
}

interface Frame {
  node: Node
  key: string | null
  names: number
}

/**
 * Learns the skeleton of a document in one pass: objects down to the first lists, and the columns of what these lists
 * hold. `many` says that values follow one another: they are then the elements of one list.
 */
export class SkeletonReader implements JsonEvents {
  readonly root = newNode()
  private frames: Frame[] = []
  private list: ListFacts | null = null
  private depth = 0
  private nodes = 0
  private sampled = 0
  private pageAt = false

  constructor(
    private readonly many: boolean,
    private readonly unfold: boolean
  ) {
    if (many) {
      this.root.lists = 1
      this.root.list = this.newList()
    }
  }

  /** Remembers how things stand before a line; what is returned takes back what a broken line gave. */
  mark(): () => void {
    const { list } = this.root
    if (!list) return () => undefined
    const { objects, lists, plain, nulls, pages, builder, rows } = list
    const [width, columns, sampled] = [builder.width, builder.columns.names.length, rows.length]
    return () => {
      Object.assign(list, { objects, lists, plain, nulls, pages })
      rows.length = sampled
      builder.abandon(width)
      builder.columns.takeBack(columns)
      this.depth = 0
    }
  }

  startObject(): void {
    if (this.element('objects')) {
      this.list?.builder.startObject()
      this.depth += 1
      return
    }
    const node = this.at()
    node.objects += 1
    this.frames.push({ node, key: null, names: 0 })
  }

  endObject(): void {
    if (this.list) {
      this.depth -= 1
      this.list.builder.endObject()
      this.elementEnded()
      return
    }
    const { names } = this.frames.pop() ?? { names: 0 }
    const holder = this.frames[this.frames.length - 1]?.node
    if (holder) holder.inner.largest = Math.max(holder.inner.largest, names)
  }

  key(name: string): void {
    if (this.list) return this.list.builder.key(name)
    const frame = this.frames[this.frames.length - 1]
    if (!frame) return
    frame.key = name
    frame.names += 1
    const holder = this.frames[this.frames.length - 2]?.node
    if (!holder) return
    holder.inner.count += 1
    if (holder.inner.keys.size < NODES) holder.inner.keys.add(detach(name))
  }

  startArray(): void {
    if (this.element('lists')) {
      this.list?.builder.startArray()
      this.depth += 1
      this.pageAt = this.depth === 1
      return
    }
    const node = this.at()
    node.lists += 1
    this.list = node.list ??= this.newList()
    this.depth = 0
  }

  endArray(): void {
    if (this.depth === 0) {
      this.list = null
      return
    }
    this.depth -= 1
    this.list?.builder.endArray()
    this.elementEnded()
  }

  string(value: string): void {
    if (this.element('plain')) {
      this.list?.builder.string(value)
      this.elementEnded()
    } else this.plain()
  }

  bare(text: string): void {
    if (this.element(text === 'null' ? 'nulls' : 'plain')) {
      this.list?.builder.bare(text)
      this.elementEnded()
    } else this.plain()
  }

  private plain(): void {
    this.at().plain += 1
    const holder = this.frames[this.frames.length - 2]?.node
    if (holder) holder.inner.plain += 1
  }

  /** Whether a value that begins is in a list; one that is an element of it is counted. */
  private element(kind: 'objects' | 'lists' | 'plain' | 'nulls'): boolean {
    if (this.many && this.frames.length === 0) this.list = this.root.list
    const list = this.list
    if (!list) return false
    if (this.depth === 1 && this.pageAt) {
      if (kind === 'objects') list.pages += 1
      this.pageAt = false
    }
    if (this.depth > 0) return true
    this.pageAt = false
    list[kind] += 1
    list.builder.options.collect =
      kind !== 'objects' && list.rows.length < SAMPLE.rows && this.sampled < SAMPLE.characters
    list.builder.begin()
    return true
  }

  private elementEnded(): void {
    const list = this.list
    if (!list || this.depth > 0 || !list.builder.options.collect) return
    list.rows.push(list.builder.row.map((cell) => cell && detach(cell)))
    for (const cell of list.builder.row) this.sampled += 1 + (cell?.length ?? 0)
  }

  private at(): Node {
    const frame = this.frames[this.frames.length - 1]
    if (!frame) return this.root
    const key = frame.key ?? ''
    let node = frame.node.children.get(key)
    if (node) return node
    node = newNode()
    if (this.nodes < NODES) {
      this.nodes += 1
      frame.node.children.set(detach(key), node)
    } else frame.node.crowded = true
    return node
  }

  private newList(): ListFacts {
    const builder = new RecordBuilder(new Columns(), { unfold: this.unfold, lists: true, collect: false })
    return { objects: 0, lists: 0, plain: 0, nulls: 0, pages: 0, builder, rows: [] }
  }
}
