/** Which parts of a moment a number format shows. */
export type DateShape = 'date' | 'datetime' | 'time' | 'duration'

/** What matters of a number format: how the value is to be written, and what the column showed. */
export interface CellFormat {
  date: DateShape | null
  /** Digits to which whole numbers are filled up with zeros; 0 where they are not. */
  zeros: number
  percent: boolean
  /** The currency shown, as its sign or code. */
  currency: string | null
}

export const GENERAL: CellFormat = { date: null, zeros: 0, percent: false, currency: null }

const date = (shape: DateShape): CellFormat => ({ ...GENERAL, date: shape })
const PERCENT: CellFormat = { ...GENERAL, percent: true }
const MONEY: CellFormat = { ...GENERAL, currency: '¤' }
const MAX_CODE = 1_000
const MAX_ZEROS = 60

/** The formats that a workbook need not spell out (ECMA-376, 18.8.30), with the East Asian dates among them. */
export function builtInFormat(id: number): CellFormat {
  if (id === 9 || id === 10) return PERCENT
  if ((id >= 5 && id <= 8) || id === 42 || id === 44) return MONEY
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58)
    return date('date')
  if (
    (id >= 18 && id <= 21) ||
    id === 32 ||
    id === 33 ||
    id === 34 ||
    id === 35 ||
    id === 45 ||
    id === 47 ||
    id === 55 ||
    id === 56
  )
    return date('time')
  if (id === 22) return date('datetime')
  return id === 46 ? date('duration') : GENERAL
}

/** Reads a format code, e.g. `[$-40C]d mmmm yyyy;@`, `0#" "##" "##`, `#,##0.00 [$€-40C]`. */
export function readFormat(code: string): CellFormat {
  if (code.length > MAX_CODE) return GENERAL
  const sections = splitFormat(code)
  const first = sections[0]
  if (!first) return GENERAL
  const shape = dateShape(first)
  if (shape) return date(shape)
  const percent = sections.some((section) => section.symbols.includes('%'))
  return { date: null, zeros: zerosOf(first), percent, currency: currencyOf(sections) }
}

/** One section of a code: what is replaced by digits and dates, and apart from it what stands as text. */
interface Section {
  symbols: string
  literals: string
  currency: string | null
  elapsed: boolean
  conditional: boolean
}

function splitFormat(code: string): Section[] {
  const fresh = (): Section => ({ symbols: '', literals: '', currency: null, elapsed: false, conditional: false })
  let section = fresh()
  const sections = [section]
  for (let i = 0; i < code.length; i++) {
    const char = code.charAt(i)
    if (char === ';') sections.push((section = fresh()))
    else if (char === '"') {
      const end = code.indexOf('"', i + 1)
      section.literals += code.slice(i + 1, end < 0 ? code.length : end)
      i = end < 0 ? code.length : end
    } else if (char === '\\') {
      i += 1
      section.literals += code.charAt(i)
    } else if (char === '_' || char === '*') i += 1
    else if (char === '[') {
      const end = code.indexOf(']', i)
      if (end < 0) break
      readBracket(code.slice(i + 1, end), section)
      i = end
    } else if (char === ' ' || char === '\u00a0') section.literals += ' '
    else section.symbols += char
  }
  return sections
}

function readBracket(inside: string, section: Section): void {
  if (/^(?:h+|m+|s+)$/i.test(inside)) {
    section.elapsed = true
    section.symbols += inside.charAt(0)
  } else if (inside.startsWith('$')) {
    const sign = inside.slice(1).split('-')[0]?.trim()
    if (sign) section.currency = sign
  } else if (/^[<>=]/.test(inside)) section.conditional = true
}

function dateShape({ symbols, elapsed }: Section): DateShape | null {
  if (/^(?:general|standard)/i.test(symbols)) return null
  if (elapsed) return 'duration'
  const runs = symbols.replace(/am\/pm|a\/p/gi, 'h').match(/y+|m+|d+|h+|s+|[ge]+|b+|a{3,}/gi) ?? []
  let [day, clock] = [false, false]
  runs.forEach((run, i) => {
    const kind = run.charAt(0).toLowerCase()
    if (kind === 'y' || kind === 'd') day = true
    else if (kind === 'h' || kind === 's') clock = true
    else if (kind === 'm') {
      const before = runs[i - 1]?.charAt(0).toLowerCase()
      const after = runs[i + 1]?.charAt(0).toLowerCase()
      if (run.length <= 2 && (before === 'h' || after === 's')) clock = true
      else day = true
    }
  })
  if (day && clock) return 'datetime'
  return day ? 'date' : clock ? 'time' : null
}

/** Zeros that a format of nothing but digits fills up, e.g. 5 for `00000`, 10 for `0#" "##" "##" "##" "##`. */
function zerosOf({ symbols, conditional }: Section): number {
  if (conditional || !/^[0#?\-()]+$/.test(symbols)) return 0
  const digits = symbols.replace(/[^0#?]/g, '')
  const first = digits.indexOf('0')
  if (first < 0 || digits.length > MAX_ZEROS) return 0
  const zeros = digits.length - first
  return zeros >= 2 ? zeros : 0
}

const SIGNS = /[€$£¥₣₤₹₽₩]|\b(?:EUR|USD|GBP|CHF|JPY|CAD)\b/

function currencyOf(sections: Section[]): string | null {
  for (const section of sections) {
    const sign = section.currency ?? SIGNS.exec(section.symbols)?.[0] ?? SIGNS.exec(section.literals)?.[0]
    if (sign) return sign.slice(0, 8)
  }
  return null
}
