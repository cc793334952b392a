import { lineEnd } from '../read/scanRecord'
import { unwrapLines, wrappedLine } from '../text/unwrapLines'
import { isBlank, sampleRecords } from './detectSyntax'
import type { Syntax } from './syntax'

const BEGIN = 60_000
const LINES = 400
const NEARLY_ALL = 0.9
/** Lines that are enough where no cell within them is quoted: a column of texts may begin with two lists. */
const FEW = 3

/** Samples without the quotes of lines that stood in them whole, and the 1-based place of the first of these lines. */
export interface Unwrapped {
  samples: string[]
  line: number
}

/** What lines without their quotes were found to be: the part of a dialect that tells a table from a column of texts. */
interface LinesRead {
  syntax: Syntax
  width: number
  bodyStart: number
  tableEnd: number
  header: readonly string[] | null
  preamble: readonly { line: number }[]
}

/**
 * Takes the quotes off lines that stand in them whole, where nearly all do from the first one on; null for any other text.
 * Lines above these are an introduction only where a blank line, `sep=;` or a choice (`skip`) parts them.
 */
export function withoutLineQuotes(samples: readonly string[], newline: Syntax['newline'], skip = 0): Unwrapped | null {
  const text = samples[0] ?? ''
  let first = 0
  let [all, wrapped] = [0, 0]
  let parted = true
  for (let pos = 0, line = 1; pos < Math.min(BEGIN, text.length) && line <= LINES; line++) {
    const found = wrappedLine(text, pos, newline)
    if (found === 'open' || (found === null && all > FEW && wrapped < all / 2)) break
    const { end, next } = lineEnd(text, pos, newline)
    const raw = text.slice(pos, end)
    if (found && !first) {
      if (!parted) return null
      first = line
    }
    parted = raw.trim() === '' || line <= skip || /^sep=/i.test(raw)
    if (found || (first && !parted)) all += 1
    if (found) wrapped += 1
    pos = found?.end ?? next
  }
  if (wrapped < 2 || wrapped < NEARLY_ALL * all) return null
  return { samples: samples.map((each) => unwrapLines(each, newline)), line: first }
}

/**
 * Whether lines without their quotes are records of one table rather than texts of one column: nearly all have its width,
 * and cells within them are quoted by the rules, or there is a header, and a separator that texts would not hold so.
 */
export function isTableOfLines({ samples, line }: Unwrapped, dialect: LinesRead): boolean {
  const { syntax, width, bodyStart, tableEnd, header, preamble } = dialect
  const { delimiter, quote, layout } = syntax
  const text = (samples[0] ?? '').slice(bodyStart, tableEnd)
  if (width < 2 || layout || delimiter === '' || (quote === '' && text.includes('"'))) return false
  const body = sampleRecords(text, syntax, LINES).filter((record) => !isBlank(record))
  const sound = body.filter(({ cells, odd }) => !odd && cells.length === width)
  if (!body.length || sound.length < NEARLY_ALL * body.length) return false
  if (sound.some(({ quoted }) => quoted.includes(true))) return true
  const ofText = delimiter !== '\t' && (/\s/.test(delimiter) || delimiter === ':')
  const led = sound.every(({ cells }) => cells.slice(1).every((cell) => cell.startsWith(' ')))
  const above = preamble.some((note) => note.line >= line)
  return header !== null && !above && !ofText && !led && sound.length + 1 >= FEW
}
