import { EMPTY, lookCost, lookOf, type ColumnModel, type Look } from '../dialect/model'
import type { Part, Token } from '../dialect/syntax'
import { PENALTY, type Alignment, type AlignStep } from './alignment'

/** One step of a fit: from `i` tokens used and `j` columns filled. */
export interface Edge {
  step: AlignStep
  i: number
  j: number
  /** Tokens used. */
  size: number
  cells: string[]
  /** A split where quotes touch: where exactly hardly matters. */
  atQuote?: boolean
  extra?: string
}

const SPLIT_REACH = 400
const MERGE_REACH = 60

/**
 * The cheapest path over (tokens used, columns filled). `without` forbids one merge or split, to ask for the second
 * best; 'plain' forbids all of them.
 */
export function searchAlignment(
  tokens: Token[],
  columns: ColumnModel[],
  delimiter: string,
  without: Edge | 'plain' | null
): { alignment: Alignment; path: Edge[] } {
  const [m, n] = [tokens.length, columns.length]
  const wide = n + 1
  const cost = new Float64Array((m + 1) * wide).fill(Infinity)
  const edges: (Edge | undefined)[] = new Array((m + 1) * wide)
  cost[0] = 0
  const band = Math.abs(m - n) + 3
  const looks = tokens.map((token) => lookOf(token.text))
  const relax = (value: number, edge: Edge): void => {
    const key =
      (edge.i + edge.size) * wide + edge.j + (edge.step === 'drop' || edge.step === 'extra' ? 0 : edge.cells.length)
    if (value >= (cost[key] ?? Infinity) || banned(edge, without)) return
    cost[key] = value
    edges[key] = edge
  }
  for (let i = 0; i <= m; i++) {
    const token = tokens[i]
    const blank = token !== undefined && !token.quoted && token.text.trim() === ''
    const merges =
      token && without !== 'plain' && m > n ? mergesAt(tokens, i, delimiter, Math.min(MERGE_REACH, m - n + 2)) : []
    let splits: Split[] | null = null
    for (let j = 0; j <= n; j++) {
      const here = cost[i * wide + j] ?? Infinity
      if (here === Infinity || Math.abs(i - j) > band) continue
      if (j < n) {
        const pad = i === m ? PENALTY.padAtEnd : PENALTY.pad
        relax(here + pad + lookCost(columns[j], EMPTY, false), { step: 'pad', i, j, size: 0, cells: [''] })
      }
      if (!token) continue
      if (j < n) {
        const match = lookCost(columns[j], looks[i] ?? EMPTY, token.quoted)
        relax(here + match, { step: 'match', i, j, size: 1, cells: [token.text] })
      }
      if (blank && m > n) relax(here + PENALTY.drop, { step: 'drop', i, j, size: 1, cells: [] })
      if (j === n && !blank && m > n)
        relax(here + PENALTY.extra, { step: 'extra', i, j, size: 1, cells: [], extra: token.text })
      if (j < n) {
        for (const { size, text, look, penalty } of merges) {
          const value = here + penalty
          if (value < (cost[(i + size) * wide + j + 1] ?? Infinity)) {
            relax(value + lookCost(columns[j], look, false), { step: 'merge', i, j, size, cells: [text] })
          }
        }
      }
      if (j + 1 < n && without !== 'plain' && (m < n || token.pairs)) {
        for (const { left, right, penalty, atQuote } of (splits ??= splitsOf(token))) {
          const value = here + penalty + lookCost(columns[j], left.look, left.quoted)
          const cells = [left.text, right.text]
          relax(value + lookCost(columns[j + 1], right.look, right.quoted), {
            step: 'split',
            i,
            j,
            size: 1,
            cells,
            atQuote
          })
        }
      }
    }
  }
  return trace(edges, tokens, wide, m, n, cost[m * wide + n] ?? Infinity)
}

function mergesAt(
  tokens: Token[],
  i: number,
  delimiter: string,
  most: number
): { size: number; text: string; look: Look; penalty: number }[] {
  const merges = []
  let text = tokens[i]?.raw ?? ''
  let quoted = tokens[i]?.quoted ?? false
  for (let size = 2; size <= most && i + size <= tokens.length; size++) {
    const next = tokens[i + size - 1]
    text += delimiter + (next?.raw ?? '')
    quoted ||= next?.quoted ?? false
    if ((next?.text ?? '').trim() === '' || (tokens[i]?.text ?? '').trim() === '') continue
    const penalty = PENALTY.merge + PENALTY.mergeMore * (size - 2) + (quoted ? PENALTY.mergeQuoted : 0)
    merges.push({ size, text, look: lookOf(text), penalty })
  }
  return merges
}

interface Half extends Part {
  look: Look
}
interface Split {
  left: Half
  right: Half
  penalty: number
  atQuote: boolean
}

function splitsOf(token: Token): Split[] {
  const { text, pairs, quoted } = token
  const half = (part: Part): Half => ({ ...part, look: lookOf(part.text) })
  const splits = (pairs ?? []).map(([left, right]): Split => ({
    left: half(left),
    right: half(right),
    penalty: PENALTY.splitAtQuote,
    atQuote: true
  }))
  if (quoted) return splits
  for (let at = 1; at < Math.min(text.length, SPLIT_REACH); at++) {
    if (!couldMeet(text, at)) continue
    const inRun = classAt(text, at - 1) === classAt(text, at) ? PENALTY.splitInRun : 0
    const [left, right] = [text.slice(0, at), text.slice(at)].map((part) => half({ text: part, quoted: false }))
    if (left && right) splits.push({ left, right, penalty: PENALTY.split + inRun, atQuote: false })
  }
  return splits
}

function classAt(text: string, at: number): string {
  const char = text.charAt(at)
  return /\d/.test(char) ? 'digit' : /\p{Lu}/u.test(char) ? 'upper' : /\p{L}/u.test(char) ? 'lower' : char
}

/** Whether two cells could meet between these two characters: not inside a word, not beside a space. */
function couldMeet(text: string, at: number): boolean {
  const [before, after] = [text.charAt(at - 1), text.charAt(at)]
  return before !== ' ' && after !== ' ' && !(/\p{Ll}/u.test(before) && /\p{Ll}/u.test(after))
}

function banned(edge: Edge, without: Edge | 'plain' | null): boolean {
  if (without === null || without === 'plain') return false
  const same = edge.step === without.step && edge.i === without.i && edge.j === without.j && edge.size === without.size
  return same && edge.cells[0] === without.cells[0]
}

function trace(
  edges: (Edge | undefined)[],
  tokens: Token[],
  wide: number,
  m: number,
  n: number,
  cost: number
): { alignment: Alignment; path: Edge[] } {
  const path: Edge[] = []
  for (let [i, j] = [m, n]; i > 0 || j > 0;) {
    const edge = edges[i * wide + j]
    if (!edge) break
    path.push(edge)
    ;[i, j] = [edge.i, edge.j]
  }
  path.reverse()
  return {
    path,
    alignment: {
      cells: path.flatMap((edge) => edge.cells),
      quoted: path.flatMap((edge) => edge.cells.map(() => edge.step === 'match' && (tokens[edge.i]?.quoted ?? false))),
      extras: path.flatMap((edge) => edge.extra ?? []),
      steps: new Set(path.map((edge) => edge.step)),
      cost
    }
  }
}
