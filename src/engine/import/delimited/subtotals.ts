import type { LocalizedText } from '../../../contract'
import { kindOf, NUMBERS } from './dialect/kind'

/** Words that a row of sums or means starts with (`Sous-total Nord`). */
export const SUM_WORD =
  '(?:sous[- ]?tota(?:l|ux)|total|totaux|totals|grand total|subtotals?|sum|somme|cumul|ensemble|moyennes?|average|mean|overall)'
const LABEL = new RegExp(`^${SUM_WORD}(?![\\p{L}\\p{N}])`, 'iu')
const LABEL_LENGTH = 40
const ABOVE = 20
const FEW = 3
const TOLD_LINES = 12
const TOLD_TEXTS = 3
const TEXT_LENGTH = 80

/** Beyond this share of long texts, a column is prose, and names nothing. */
const PROSE = 0.2
const LONG_TEXT = 25
/** A name that seldom stands at a sum is a text like others that meets one by chance. */
const USUAL = 0.5

/** A row amid others that sums up those above it, as it stands. */
interface Subtotal {
  line: number
  text: string
  word: string
}

/** The rows of one name: all of them, and those found to sum up. */
interface Named {
  seen: number
  count: number
  found: Subtotal[]
}

/**
 * Looks, row by row, for rows amid a table that sum up those above (`Sous-total Nord;;465`): named so, with nothing but
 * numbers beside, and either a number that is the sum or the mean of the rows since the last one of that name, or fewer
 * cells filled than all rows just above. Those at the end are told of elsewhere.
 */
export class SubtotalFinder {
  private readonly named = new Map<string, Named>()
  /** Texts and long texts of each column. */
  private readonly texts: { all: number; long: number }[] = []
  /** What closes the table, as long as no row follows. */
  private ending: Subtotal[] = []
  private rows = 0
  private readonly sums: number[]
  private readonly since = new Map<string, { rows: number; sums: number[] }>()
  private readonly filledAbove: number[] = []

  constructor(
    private readonly width: number,
    private readonly delimiter: string
  ) {
    this.sums = new Array<number>(width).fill(0)
  }

  row(cells: readonly (string | null)[], line: number): void {
    const filled = cells.flatMap((cell, place) => ((cell ?? '').trim() === '' ? [] : [place]))
    const label = labelOf(cells, filled)
    if (label && !this.isProse(label.place)) return this.labelled(cells, filled, label, line)
    if (filled.length < Math.min(2, this.width)) return
    for (const one of this.ending) this.keep(one)
    this.ending = []
    this.rows += 1
    this.filledAbove.push(filled.length)
    if (this.filledAbove.length > ABOVE) this.filledAbove.shift()
    this.learnTexts(cells)
    for (const place of filled)
      if (place < this.width) this.sums[place] = (this.sums[place] ?? 0) + valueOf(cells[place])
  }

  /** What is to be told; nothing where no row is one. */
  remarks(): LocalizedText[] {
    const named = [...this.named.values()].filter(({ seen, count }) => count > 0 && count >= USUAL * (seen - 1))
    const total = named.reduce((sum, { count }) => sum + count, 0)
    if (!total) return []
    const found = named
      .flatMap((each) => each.found)
      .sort((a, b) => a.line - b.line)
      .slice(0, TOLD_LINES)
    const lines = found.map(({ line }) => String(line))
    const more = total - lines.length
    const texts = found.slice(0, TOLD_TEXTS).map(({ text }) => text)
    const raw = [texts.map((text) => `«\u202f${text}\u202f»`), texts.map((text) => `“${text}”`)] as const
    if (total === 1)
      return [
        {
          fr: `La ligne ${lines[0]}, au milieu du tableau, ressemble à un sous-total (${raw[0][0]})\u202f: elle est gardée comme les autres lignes.`,
          en: `Line ${lines[0]}, amid the table, looks like a subtotal (${raw[1][0]}): it is kept like the other rows.`
        }
      ]
    return [
      {
        fr: `${total} lignes au milieu du tableau ressemblent à des sous-totaux\u202f: ${inWords(lines, more, 'et', 'autres')} (${raw[0].join(', ')}${total > TOLD_TEXTS ? '…' : ''})\u202f; elles sont gardées comme les autres lignes.`,
        en: `${total} lines amid the table look like subtotals: ${inWords(lines, more, 'and', 'others')} (${raw[1].join(', ')}${total > TOLD_TEXTS ? '…' : ''}); they are kept like the other rows.`
      }
    ]
  }

  private labelled(cells: readonly (string | null)[], filled: number[], label: Label, line: number): void {
    const named = this.named.get(label.word) ?? { seen: 0, count: 0, found: [] }
    this.named.set(label.word, named)
    named.seen += 1
    const before = this.since.get(label.word) ?? { rows: 0, sums: [] }
    const rows = this.rows - before.rows
    if (this.rows >= FEW || rows >= 2) {
      const sumsUp = rows >= 2 && label.numbers.some((place) => this.sumsUp(cells[place], place, rows, before.sums))
      const sparser = this.rows >= FEW && rows >= 1 && this.filledAbove.every((count) => count > filled.length)
      if (sumsUp || (sparser && label.first))
        this.ending.push({ line, word: label.word, text: cells.map((cell) => cell ?? '').join(this.delimiter).slice(0, TEXT_LENGTH) }) // prettier-ignore
    }
    this.since.set(label.word, { rows: this.rows, sums: [...this.sums] })
  }

  private sumsUp(cell: string | null | undefined, place: number, rows: number, before: readonly number[]): boolean {
    const value = valueOf(cell)
    const sum = (this.sums[place] ?? 0) - (before[place] ?? 0)
    const near = (other: number): boolean => Math.abs(value - other) <= roundingOf(cell ?? '') + 1e-9 * Math.abs(other)
    return value !== 0 && (near(sum) || near(sum / rows))
  }

  private keep(one: Subtotal): void {
    const named = this.named.get(one.word)
    if (!named) return
    named.count += 1
    if (named.found.length < TOLD_LINES) named.found.push(one)
  }

  private learnTexts(cells: readonly (string | null)[]): void {
    for (const [place, cell] of cells.entries()) {
      if (!cell) continue
      const texts = (this.texts[place] ??= { all: 0, long: 0 })
      texts.all += 1
      if (cell.length >= LONG_TEXT && /\S\s+\S+\s+\S/.test(cell)) texts.long += 1
    }
  }

  private isProse(place: number): boolean {
    const { all, long } = this.texts[place] ?? { all: 0, long: 0 }
    return long > PROSE * all
  }
}

interface Label {
  /** The first word, by which sums of one kind are told apart. */
  word: string
  place: number
  /** Whether no cell is filled before it. */
  first: boolean
  /** Places of the numbers of its row. */
  numbers: number[]
}

/** The name of a sum among the first texts of a row of which all the rest are numbers; null where there is none. */
function labelOf(cells: readonly (string | null)[], filled: readonly number[]): Label | null {
  const at = filled.findIndex((place) => {
    const text = (cells[place] ?? '').trim()
    return text.length <= LABEL_LENGTH && LABEL.test(text)
  })
  const numbers = filled.slice(at + 1)
  if (at < 0 || !numbers.length || !numbers.every((place) => NUMBERS.has(kindOf(cells[place] ?? '')))) return null
  const word = LABEL.exec((cells[filled[at] ?? 0] ?? '').trim())?.[0].toLowerCase() ?? ''
  return { word, place: filled[at] ?? 0, first: at === 0, numbers }
}

/** Whether a row is named like a sum, with nothing but numbers beside. */
export function isNamedSum(cells: readonly string[]): boolean {
  return (
    labelOf(
      cells,
      cells.flatMap((cell, place) => (cell.trim() === '' ? [] : [place]))
    ) !== null
  )
}

/** The number of a cell whichever mark its decimals have; 0 for a text that is none. */
function valueOf(cell: string | null | undefined): number {
  const own = Number(cell)
  if (Number.isFinite(own)) return own
  const bare = (cell ?? '').replace(/[\s\p{Zs}'’€$£¥%]|EUR|USD|GBP|CHF/gu, '')
  const marks = bare.replace(/[^.,]/g, '')
  const last = marks.at(-1)
  const plain = !last
    ? bare
    : new Set(marks).size === 1 && marks.length > 1
      ? bare.replaceAll(last, '')
      : bare.replaceAll(last === ',' ? '.' : ',', '').replace(',', '.')
  const value = Number(plain)
  return Number.isFinite(value) ? value : 0
}

/** Half a unit of the last decimal. */
function roundingOf(cell: string): number {
  const decimals = /[.,](\d+)\D*$/.exec(cell)?.[1]?.length ?? 0
  return 0.51 * 10 ** -decimals
}

function inWords(lines: readonly string[], more: number, and: string, others: string): string {
  if (more) return `${lines.join(', ')} ${and} ${more} ${others}`
  return `${lines.slice(0, -1).join(', ')} ${and} ${lines.at(-1)}`
}
