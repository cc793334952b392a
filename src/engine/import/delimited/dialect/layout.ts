import type { Layout, Syntax } from './syntax'

const SEEN = 300
const FEW = 3
const FRAMED = 0.9

/** Cuts one line of a laid-out text into trimmed cells. Whatever stands in the line stands in a cell. */
export function cutLine(line: string, { delimiter, layout }: Syntax): string[] {
  if (layout === 'runs') return cutRuns(line, delimiter)
  if (layout === 'open') return line.split(delimiter).map((cell) => cell.trim())
  if (layout === 'bars') {
    const inner = line.trim()
    const from = inner.startsWith(delimiter) ? delimiter.length : 0
    const to = inner.length > from && inner.endsWith(delimiter) ? inner.length - delimiter.length : inner.length
    return inner
      .slice(from, to)
      .split(delimiter)
      .map((cell) => cell.trim())
  }
  const starts = layout ?? []
  return starts.map((start, j) => line.slice(j ? start : 0, starts[j + 1] ?? line.length).trim())
}

/** Whether a line only draws: `+----+----+`, `|:---|---:|`, `------`. */
export function isRuler(line: string): boolean {
  return (/^[\s|+:=─│┼_-]+$/.test(line) && /[-=_─]{3}/.test(line)) || PARTED_RULER.test(line)
}

/** Strokes under each name with one sign between them: `----+-----`, `-----;----`. */
const PARTED_RULER = /^-{2,}([^-\p{L}\p{N}\s"'])-{2,}(?:\1-{2,})*\s*$/u

/** A layout with its delimiter; `drawn` where strokes under the names show it. */
export interface FoundLayout {
  delimiter: string
  layout: Layout
  drawn?: true
}

/** The layouts that a text's first lines allow; most often none. */
export function layoutsOf(text: string): FoundLayout[] {
  const lines = text
    .split(/\r\n|\n|\r/, SEEN)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && !isRuler(line))
  if (lines.length < 2) return []
  const found: FoundLayout[] = []
  const open = openDelimiter(text)
  if (open !== null) found.push({ delimiter: open, layout: 'open', drawn: true })
  const drawn = drawnStarts(text)
  if (drawn) found.push({ delimiter: '  ', layout: drawn, drawn: true })
  for (const bar of ['|', '│']) {
    const barred = lines.filter((line) => line.includes(bar))
    const framed = barred.filter((line) => line.trim().startsWith(bar) && line.endsWith(bar))
    if (framed.length >= 2 && framed.length >= FRAMED * barred.length && 2 * framed.length >= lines.length)
      found.push({ delimiter: bar, layout: 'bars' })
  }
  const spaced = lines.filter((line) => /\S {2,}\S/.test(line))
  if (spaced.length >= FEW && 2 * spaced.length >= lines.length) {
    found.push({ delimiter: '  ', layout: 'runs' }, { delimiter: ' ', layout: 'runs' })
    const starts = columnStarts(lines)
    if (starts.length > 1) found.push({ delimiter: '  ', layout: starts })
  }
  return found
}

const TOP = 12
const ALIGNED = 0.9

/** The sign that parts cells padded under a ruler which has it, or a cross, at the same places; null where there is none. */
function openDelimiter(text: string): string | null {
  const { ruler, beside } = rulerIn(text, PARTED_RULER) ?? {}
  const sign = ruler && PARTED_RULER.exec(ruler)?.[1]
  if (!beside || !sign) return null
  const delimiter = sign === '+' ? '|' : sign
  const places = [...ruler].flatMap((each, place) => (each === sign ? [place] : []))
  const rows = beside.filter((line) => line.includes(delimiter))
  const aligned = rows.filter((line) => places.every((place) => line[place] === delimiter))
  return rows.length > 1 && aligned.length >= ALIGNED * rows.length ? delimiter : null
}

const SPACED_RULER = /^-{2,}(?: +-{2,})+\s*$/

/** Where columns start under strokes that spaces part, as sqlplus draws them; null where the lines are not blank between these. */
function drawnStarts(text: string): number[] | null {
  const found = rulerIn(text, SPACED_RULER)
  if (!found) return null
  const { ruler, beside: rows } = found
  const gaps = [...ruler].flatMap((each, place) => (each === ' ' ? [place] : []))
  const aligned = rows.filter((line) => gaps.every((place) => (line[place] ?? ' ') === ' '))
  if (rows.length < 2 || aligned.length < ALIGNED * rows.length) return null
  return [...ruler.matchAll(/-+/g)].map(({ index }) => index)
}

/** The first line near the top that draws as asked, with the names above it and the lines below it as far as a blank one. */
function rulerIn(text: string, drawn: RegExp): { ruler: string; beside: string[] } | null {
  const lines = text.split(/\r\n|\n|\r/, SEEN)
  const at = lines.slice(0, TOP).findIndex((line) => drawn.test(line))
  const ruler = lines[at]?.trimEnd()
  if (!ruler || at < 1) return null
  const end = lines.findIndex((line, place) => place > at && line.trim() === '')
  return { ruler, beside: [lines[at - 1] ?? '', ...lines.slice(at + 1, end < 0 ? undefined : end)] }
}

function cutRuns(line: string, delimiter: string): string[] {
  const cells: string[] = []
  const text = line.trim()
  for (let at = 0; ;) {
    const stop = text.indexOf(delimiter, at)
    cells.push(text.slice(at, stop < 0 ? text.length : stop).trim())
    if (stop < 0) return cells
    at = stop
    while (text.charCodeAt(at) === 32) at += 1
  }
}

/** Where columns start in lines of fixed widths: after the characters that are blank in nearly every line. */
function columnStarts(lines: string[]): number[] {
  const lengths = lines.map((line) => line.length).sort((a, b) => a - b)
  const usual = lengths[lengths.length >> 1] ?? 0
  const table = lines.filter((line) => line.length >= usual / 2)
  const size = Math.min(4_000, Math.max(...table.map((line) => line.length)))
  if (table.length < 5) return []
  const filled = new Uint16Array(size)
  for (const line of table)
    for (let i = 0; i < Math.min(size, line.length); i++)
      if (line.charCodeAt(i) !== 32) filled[i] = (filled[i] ?? 0) + 1
  const starts = [{ at: 0, gap: 2 }]
  let gap = 0
  let begun = false
  for (let i = 0; i < size; i++) {
    const blank = (filled[i] ?? 0) === 0
    if (!blank && begun && gap > 0) starts.push({ at: i, gap })
    if (!blank) begun = true
    gap = blank ? gap + 1 : 0
  }
  const kept = starts.filter((start, j) => j === 0 || isColumn(table, start, starts[j + 1]?.at ?? size))
  return kept.map(({ at }) => at)
}

/**
 * After a gap of several spaces a column has a name or is filled in a fair share of the lines, after a single space
 * both; else it is the end of the text beside it.
 */
function isColumn(table: string[], { at, gap }: { at: number; gap: number }, end: number): boolean {
  const filled = (line: string): boolean => line.slice(at, end).trim() !== ''
  const named = filled(table[0] ?? '')
  const often = table.slice(1).filter(filled).length >= 0.2 * (table.length - 1)
  return gap > 1 ? named || often : named && often && table.length >= 20
}
