import { JsonFault, type JsonEvents } from './events'
import { JsonParser } from './parser'

/** How a text holds its values: one document, several values one behind another, or one value a line. */
export type Mode = 'document' | 'many' | 'lines'

const LINES = 200

/**
 * Decides from the first characters of a text whether it is JSON, and of which kind; null where it is not. A text that
 * only begins like JSON (`[id];[name]`, `{1,2}`) is none, but a broken document is one: it must be refused, not be read
 * as something else. `whole` says that nothing comes behind.
 */
export function detectMode(head: string, whole: boolean): Mode | null {
  const text = head.replace(/^[\s\u001e\ufeff]+/, '')
  if (text[0] !== '{' && text[0] !== '[') return null
  const lines = firstLines(text, whole)
  const good = lines.map((line) => probe(line, true)).filter((found) => found.fault === null && found.values > 0)
  const containers = good.filter((found) => found.plain === 0).length
  const found = probe(text, whole)
  if (!found.fault) {
    if (found.values < 2) return 'document'
    if (good.length === lines.length && containers * 2 >= lines.length) return 'lines'
    return found.plain > 0 ? null : 'many'
  }
  if (lines.length > 1 && lineWise(text, lines, good.length, containers)) return 'lines'
  if (found.values === 0) return beginsAsJson(text, found.fault) ? 'document' : null
  return cutByDelimiter(text, found.fault) || found.plain > 0 ? null : 'many'
}

/** Whether a text that breaks off somewhere holds a value a line: most lines are whole, or begin like a whole first one. */
function lineWise(text: string, lines: readonly string[], good: number, containers: number): boolean {
  const firstWhole = probe(lines[0] ?? '', true).fault === null
  // The lines of a list that is written one element a line are whole too, but for the commas and what surrounds it.
  const commas = lines.filter((line) => line.endsWith(',')).length
  if (!firstWhole && (text[0] === '[' || commas * 2 >= lines.length)) return false
  const alike = lines.filter((line) => line[0] === text[0]).length
  return (containers > 0 && good * 2 >= lines.length) || (firstWhole && alike * 2 >= lines.length)
}

/** The mode of a text that is known to be JSON: its lines count also where the first one is broken. */
export function modeOf(head: string, whole: boolean): Mode {
  const mode = detectMode(head, whole)
  if (mode) return mode
  const lines = firstLines(head, whole)
  const good = lines.filter((line) => probe(line, true).fault === null).length
  return lines.length > 1 && good * 2 >= lines.length ? 'lines' : 'document'
}

interface Probe {
  /** Values that ended at the top level, and those among them that are neither objects nor lists. */
  values: number
  plain: number
  fault: JsonFault | null
}

function probe(text: string, whole: boolean): Probe {
  let depth = 0
  let plain = 0
  const scalar = (): void => void (plain += depth === 0 ? 1 : 0)
  const enter = (): void => void (depth += 1)
  const leave = (): void => void (depth -= 1)
  const events: JsonEvents = {
    startObject: enter,
    startArray: enter,
    endObject: leave,
    endArray: leave,
    key: () => undefined,
    string: scalar,
    bare: scalar
  }
  const parser = new JsonParser(events)
  let fault: JsonFault | null = null
  try {
    parser.feed(text)
    if (whole) parser.end()
    parser.run()
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error
    fault = error
  }
  return { values: parser.values, plain, fault }
}

function firstLines(text: string, whole: boolean): string[] {
  const lines = text.split('\n', LINES + 1)
  if (lines.length > LINES || !whole) lines.pop()
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}

/** Whether a broken text is so far into JSON that it can be nothing else. */
function beginsAsJson(text: string, fault: JsonFault): boolean {
  if (fault.kind === 'limit') return true
  if (/^(?:\[\s*)*\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\})/.test(text)) return true
  if (/^\[\s*\[\s*(?:"|-?\d|\]|null|true|false)/.test(text)) return true
  return fault.line > 1 ? fault.line > 3 : fault.column > 200
}

/** Whether the first value is followed, in its line, by what separates cells. */
function cutByDelimiter(text: string, fault: JsonFault): boolean {
  const line = text.split('\n', fault.line)[fault.line - 1] ?? ''
  const before = line.slice(0, fault.column - 1).trim()
  return /^[;|,\t]/.test(line.slice(fault.column - 1)) && before !== ''
}
