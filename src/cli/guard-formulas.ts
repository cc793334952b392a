import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'

/** Where a cell may begin with what a spreadsheet runs, in bytes; numbers with a sign are passed over. The signs of a wide keyboard count as theirs. */
const SUSPECT =
  /(?:^|[,\n"])(?:[=@\t\r]|\xef\xbc[\x8b\x8d\x9d\xa0]|[+-](?![\d.,])|[+-][^,\n"]*[(|!]|[+-][\d.]+\s*[-+*/^&])|"[+-][\d.,]+\s*[-+*/^&]/
const WIDE: Readonly<Record<string, string>> = { '\x8b': '+', '\x8d': '-', '\x9d': '=', '\xa0': '@' }
/** The cell that a text ends in, with the sign before it; and how long a cell that a spreadsheet runs may be. */
const BEGUN = /[,\n"][^,\n"]*$/
const LONGEST = 32_768
/** `="00012"`: a text that an export wrote so, and that runs nothing. */
const TEXT = /^="[^"]*"$/
/** A function, another program (`cmd|…`) or another sheet (`…!A1`): with them, a leading sign or @ begins a formula too. */
const CALL = /[A-Za-z][A-Za-z\d._]*\(|\w\||[\w']!\$?[A-Za-z]/
/** Numbers to be reckoned with: `-2+3`. */
const SUM = /^[+-][\d.,]+(?:\s*[-+*/^&]\s*[\d.,]+)+%?$/

/**
 * Puts an apostrophe before the cells of a plain CSV (commas, double quotes, `\n`) that a spreadsheet would run as formulas,
 * as the export of the program does; answers how many. Everything else stays as it is, byte for byte: so does a file
 * without any.
 */
export async function guardFormulas(path: string): Promise<number> {
  if (!(await isSuspect(path))) return 0
  const beside = `${path}.guarded`
  const file = await open(beside, 'w')
  let [guarded, rest] = [0, '']
  try {
    for await (const chunk of createReadStream(path)) {
      const { text, count, left } = guardCells(rest + (chunk as Buffer).toString('latin1'), false)
      guarded += count
      rest = left
      await file.writeFile(Buffer.from(text, 'latin1'))
    }
    const { text, count } = guardCells(rest, true)
    guarded += count
    await file.writeFile(Buffer.from(text, 'latin1'))
    await file.close()
    await rename(beside, path)
    return guarded
  } catch (error) {
    await file.close()
    await rm(beside, { force: true })
    throw error
  }
}

async function isSuspect(path: string): Promise<boolean> {
  let last = '\n'
  for await (const chunk of createReadStream(path)) {
    const text = last + (chunk as Buffer).toString('latin1')
    if (SUSPECT.test(text)) return true
    // A cell may show further on that it is one: it is looked at whole, unless it is longer than any formula.
    last = text.slice(Math.max(text.search(BEGUN), text.length - LONGEST))
  }
  return false
}

/** The whole cells of a text, guarded, and what is left of it behind them. */
function guardCells(text: string, final: boolean): { text: string; count: number; left: string } {
  const parts: string[] = []
  let count = 0
  let at = 0
  while (at < text.length) {
    const isQuoted = text.charCodeAt(at) === 34
    const end = isQuoted ? endOfQuoted(text, at) : endOfBare(text, at)
    // Behind the last quote seen another may follow, which makes both one sign of the cell.
    if (!final && end >= text.length) break
    const stop = Math.min(end + 1, text.length)
    const cell = isQuoted ? text.slice(at + 1, end - 1).replaceAll('""', '"') : text.slice(at, end)
    if (isFormula(cell)) {
      count += 1
      parts.push(isQuoted ? `"'${text.slice(at + 1, stop)}` : `'${text.slice(at, stop)}`)
    } else parts.push(text.slice(at, stop))
    at = stop
  }
  return { text: parts.join(''), count, left: text.slice(at) }
}

function isFormula(cell: string): boolean {
  // Tabs and returns before it are dropped by a spreadsheet.
  const bare = cell
    .replace(/^[\t\r]+/, '')
    .replace(/^\xef\xbc([\x8b\x8d\x9d\xa0])/, (_, sign: string) => WIDE[sign] ?? '')
  if (bare.startsWith('=')) return bare.length > 1 && !TEXT.test(bare)
  return /^[+\-@]/.test(bare) && (CALL.test(bare) || SUM.test(bare))
}

function endOfQuoted(text: string, at: number): number {
  for (let next = text.indexOf('"', at + 1); next >= 0; next = text.indexOf('"', next + 2))
    if (text.charCodeAt(next + 1) !== 34) return next + 1
  return text.length
}

function endOfBare(text: string, at: number): number {
  let end = at
  while (end < text.length && text.charCodeAt(end) !== 44 && text.charCodeAt(end) !== 10) end += 1
  return end
}
