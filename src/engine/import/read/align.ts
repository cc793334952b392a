import { cellCost, type ColumnModel } from '../dialect/model'
import type { Token } from '../dialect/syntax'

/** What was done to fit a record to the columns. */
export type AlignStep = 'match' | 'merge' | 'drop' | 'pad' | 'split' | 'extra'

/** A record fitted to the columns; `extras` are filled cells that belong to no column. */
export interface Alignment {
  cells: string[]
  quoted: boolean[]
  extras: string[]
  steps: Set<AlignStep>
  /** Total surprise in nats, penalties included. */
  cost: number
}

const MERGE = 2.5
const MERGE_MORE = 0.8
const MERGE_QUOTED = 4
const DROP = 3
const PAD = 4
const PAD_END = 1.5
const SPLIT = 5
const SPLIT_MARK = 2
const EXTRA = 6
const MARGIN = 1
const MAX_CELLS = 400

interface Edge {
  step: AlignStep
  from: [number, number]
  cells: string[]
  quoted: boolean[]
  size?: number
  extra?: string
}
type Ban = { step: AlignStep; i: number; j: number; size: number; at?: number }

/**
 * Fits tokens to columns at the least surprise (an edit distance over cells): tokens may be merged (a separator inside a
 * cell), dropped when empty (a separator too many), split (a separator missing), columns padded (cells missing).
 * A merge or split is only done where it is evident, that is better by a clear margin than any other one.
 */
export function alignTokens(tokens: Token[], columns: ColumnModel[], delimiter: string): Alignment {
  if (tokens.length > MAX_CELLS || columns.length > MAX_CELLS) return plainFit(tokens, columns)
  const best = search(tokens, columns, delimiter, [])
  const doubtful = best.path.find((edge) => edge.step === 'merge' || edge.step === 'split')
  if (!doubtful) return best.alignment
  const ban = banOf(doubtful)
  const second = search(tokens, columns, delimiter, [ban])
  const different = second.alignment.cells.some((cell, j) => cell !== best.alignment.cells[j])
  if (!different || second.alignment.cost - best.alignment.cost >= MARGIN) return best.alignment
  return search(tokens, columns, delimiter, 'plain').alignment
}

/** Keeps the cells where they stand: pads what is missing, keeps what is too much as extras. */
export function plainFit(tokens: Token[], columns: ColumnModel[]): Alignment {
  const n = columns.length
  const missing = Math.max(0, n - tokens.length)
  const extras = tokens.slice(n).map((t) => t.text)
  const steps = new Set<AlignStep>(['match'])
  if (missing) steps.add('pad')
  if (extras.some((text) => text.trim() !== '')) steps.add('extra')
  else if (extras.length) steps.add('drop')
  const kept = tokens.slice(0, n)
  const pad = Array.from({ length: missing }, () => '')
  let cost = missing * PAD_END + extras.length * EXTRA
  if (n <= MAX_CELLS)
    columns.forEach((model, j) => (cost += cellCost(model, kept[j]?.text ?? '', kept[j]?.quoted ?? false)))
  return {
    cells: [...kept.map((t) => t.text), ...pad],
    quoted: [...kept.map((t) => t.quoted), ...pad.map(() => false)],
    extras: extras.some((text) => text.trim() !== '') ? extras : [],
    steps,
    cost
  }
}

function search(
  tokens: Token[],
  columns: ColumnModel[],
  delimiter: string,
  bans: Ban[] | 'plain'
): { alignment: Alignment; path: Edge[] } {
  const m = tokens.length
  const n = columns.length
  const wide = n + 1
  const cost = new Float64Array((m + 1) * wide).fill(Infinity)
  const edges: (Edge | undefined)[] = new Array((m + 1) * wide)
  cost[0] = 0
  const band = Math.abs(m - n) + 6
  const maxMerge = bans === 'plain' ? 0 : Math.min(60, Math.max(0, m - n) + 2)
  const relax = (i: number, j: number, value: number, edge: Edge): void => {
    const key = i * wide + j
    if (value < (cost[key] ?? Infinity)) {
      cost[key] = value
      edges[key] = edge
    }
  }
  for (let i = 0; i <= m; i++) {
    for (let j = 0; j <= n; j++) {
      const here = cost[i * wide + j] ?? Infinity
      if (here === Infinity || Math.abs(i - j) > band) continue
      const token = tokens[i]
      const from: [number, number] = [i, j]
      if (j < n) {
        const pad = i === m ? PAD_END : PAD
        relax(i, j + 1, here + pad + cellCost(columns[j], '', false), {
          step: 'pad',
          from,
          cells: [''],
          quoted: [false]
        })
      }
      if (!token) continue
      if (j < n)
        relax(i + 1, j + 1, here + cellCost(columns[j], token.text, token.quoted), {
          step: 'match',
          from,
          cells: [token.text],
          quoted: [token.quoted]
        })
      const blank = token.text.trim() === '' && !token.quoted
      if (blank && m > n) relax(i + 1, j, here + DROP, { step: 'drop', from, cells: [], quoted: [] })
      if (j === n && !blank)
        relax(i + 1, j, here + EXTRA, { step: 'extra', from, cells: [], quoted: [], extra: token.text })
      if (j < n && m > n) {
        for (let size = 2; size <= maxMerge + 1 && i + size <= m; size++) {
          if (bans !== 'plain' && bans.some((b) => b.step === 'merge' && b.i === i && b.j === j && b.size === size))
            continue
          const group = tokens.slice(i, i + size)
          const text = group.map((t) => t.raw).join(delimiter)
          const penalty = MERGE + MERGE_MORE * (size - 2) + (group.some((t) => t.quoted) ? MERGE_QUOTED : 0)
          relax(i + size, j + 1, here + penalty + cellCost(columns[j], text, false), {
            step: 'merge',
            from,
            cells: [text],
            quoted: [false],
            size
          })
        }
      }
      if (j + 1 < n && bans !== 'plain' && (m < n || token.marks)) splits(token, columns, j, here, from, i, bans, relax)
    }
  }
  return trace(edges, m, n, wide, cost[m * wide + n] ?? Infinity)
}

function splits(
  token: Token,
  columns: ColumnModel[],
  j: number,
  here: number,
  from: [number, number],
  i: number,
  bans: Ban[],
  relax: (i: number, j: number, value: number, edge: Edge) => void
): void {
  const { text } = token
  const size = text.length
  const seen = new Set<number>()
  const attempt = (at: number, penalty: number): void => {
    if (at <= 0 || at >= size || seen.has(at)) return
    seen.add(at)
    if (bans.some((b) => b.step === 'split' && b.i === i && b.j === j && b.at === at)) return
    const [left, right] = [text.slice(0, at), text.slice(at)]
    const quoted = token.marks !== undefined && token.quoted
    const value = here + penalty + half(columns[j], left, quoted) + half(columns[j + 1], right, quoted)
    relax(i + 1, j + 2, value, { step: 'split', from, cells: [left, right], quoted: [false, false] })
  }
  for (const mark of token.marks ?? []) attempt(mark, SPLIT_MARK)
  const limit = Math.min(size, 120)
  for (let at = 1; at < limit; at++) if (boundary(text, at)) attempt(at, SPLIT)
}

/** A half of a split token may have been quoted or not: the better reading counts. */
function half(model: ColumnModel | undefined, text: string, quoted: boolean): number {
  const bare = cellCost(model, text, false)
  return quoted ? Math.min(bare, cellCost(model, text, true)) : bare
}

/** Whether two cells could meet between these two characters: not inside a word. */
function boundary(text: string, at: number): boolean {
  const [before, after] = [text.charAt(at - 1), text.charAt(at)]
  return !(/\p{Ll}/u.test(before) && /\p{Ll}/u.test(after)) && after !== ' ' && before !== ' '
}

function trace(
  edges: (Edge | undefined)[],
  m: number,
  n: number,
  wide: number,
  cost: number
): { alignment: Alignment; path: Edge[] } {
  const path: Edge[] = []
  for (let [i, j] = [m, n]; i > 0 || j > 0;) {
    const edge = edges[i * wide + j]
    if (!edge) break
    path.push(edge)
    ;[i, j] = edge.from
  }
  path.reverse()
  return {
    path,
    alignment: {
      cells: path.flatMap((edge) => edge.cells),
      quoted: path.flatMap((edge) => edge.quoted),
      extras: path.flatMap((edge) => edge.extra ?? []),
      steps: new Set(path.map((edge) => edge.step)),
      cost
    }
  }
}

function banOf(edge: Edge): Ban {
  const [i, j] = edge.from
  const first = edge.cells[0] ?? ''
  return edge.step === 'split'
    ? { step: 'split', i, j, size: 1, at: first.length }
    : { step: 'merge', i, j, size: edge.size ?? 0 }
}
