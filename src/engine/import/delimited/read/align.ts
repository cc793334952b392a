import { cellCost, type ColumnModel } from '../dialect/model'
import type { Token } from '../dialect/syntax'
import { PENALTY, type Alignment, type AlignStep } from './alignment'
import { searchAlignment } from './searchAlignment'

const MARGIN = 1
const MAX_CELLS = 400

/**
 * Fits tokens to columns at the least surprise (an edit distance over cells): tokens may be merged (a separator inside a
 * cell), dropped when empty (a separator too many), split (a separator missing), columns padded (cells missing).
 * A merge or split is only done where it is evident, that is better by a clear margin than any other one; where cells
 * are missing and nothing else, those that are there stay where they stand.
 */
export function alignTokens(tokens: Token[], columns: ColumnModel[], delimiter: string): Alignment {
  if (tokens.length > MAX_CELLS || columns.length > MAX_CELLS) return plainFit(tokens, columns)
  const simple = plainFit(tokens, columns)
  if (tokens.length === columns.length && simple.cost < columns.length && !tokens.some((t) => t.pairs)) return simple
  // One text at the begin of a line says nothing of where it should stand else.
  if (tokens.length > columns.length && tokens.slice(1).every(({ text }) => text.trim() === '')) return simple
  const best = searchAlignment(tokens, columns, delimiter, null)
  if (onlyPads(best.path)) return simple
  const doubtful = best.path.find((edge) => edge.step === 'merge' || edge.step === 'split')
  if (!doubtful) return best.alignment
  const second = searchAlignment(tokens, columns, delimiter, doubtful)
  const rival = second.path.find(
    (edge) => edge.step === doubtful.step && edge.i === doubtful.i && edge.j === doubtful.j
  )
  const near = rival !== undefined && Math.abs((rival.cells[0] ?? '').length - (doubtful.cells[0] ?? '').length) <= 2
  const different = second.alignment.cells.some((cell, j) => cell !== best.alignment.cells[j])
  if (!different || (near && doubtful.atQuote) || second.alignment.cost - best.alignment.cost >= MARGIN)
    return best.alignment
  return searchAlignment(tokens, columns, delimiter, 'plain').alignment
}

function onlyPads(path: readonly { step: AlignStep }[]): boolean {
  return path.every(({ step }) => step === 'match' || step === 'pad')
}

/** Keeps the cells where they stand: pads what is missing, keeps what is too much as extras. */
export function plainFit(tokens: Token[], columns: ColumnModel[]): Alignment {
  const n = columns.length
  const missing = Math.max(0, n - tokens.length)
  const extras = tokens.slice(n).map((t) => t.text)
  const filledExtras = extras.some((text) => text.trim() !== '')
  const steps = new Set<AlignStep>(['match'])
  if (missing) steps.add('pad')
  if (extras.length) steps.add(filledExtras ? 'extra' : 'drop')
  const kept = tokens.slice(0, n)
  const pad = Array.from({ length: missing }, () => '')
  let cost = missing * PENALTY.padAtEnd + extras.length * (filledExtras ? PENALTY.extra : PENALTY.drop)
  if (n <= MAX_CELLS) {
    columns.forEach((model, j) => (cost += cellCost(model, kept[j]?.text ?? '', kept[j]?.quoted ?? false)))
  }
  return {
    cells: [...kept.map((t) => t.text), ...pad],
    quoted: [...kept.map((t) => t.quoted), ...pad.map(() => false)],
    extras: filledExtras ? extras : [],
    steps,
    cost
  }
}
