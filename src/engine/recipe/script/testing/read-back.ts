/**
 * The string literals of a script as its language reads them: what a test needs to know that a script executes the very
 * statements that were meant, where no interpreter is installed. Only the forms that the scripts are written in are read;
 * anything else is refused.
 */

/** The `"""` strings of a Python script, by the lexical rules of the language (Python Reference, 2.4.1). */
export function pythonStrings(script: string): string[] {
  // Python brings every line end to a line feed before it reads a token.
  const source = script.replace(/\r\n?/g, '\n')
  return read(source, '#', (at) => {
    if (source[at] !== '"') return null
    if (!source.startsWith('"""', at)) throw new Error(`an unexpected string at ${at}`)
    let value = ''
    for (let place = at + 3; ; place++) {
      if (place >= source.length) throw new Error('a string without an end')
      if (source.startsWith('"""', place)) return { value, end: place + 3 }
      if (source[place] !== '\\') value += source[place] ?? ''
      else {
        const escaped = ESCAPES[source[++place] ?? '']
        if (escaped === undefined) throw new Error(`an unexpected escape at ${place}`)
        value += escaped
      }
    }
  })
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  '"': '"',
  r: '\r',
  n: '\n',
  t: '\t',
  b: '\b',
  f: '\f',
  '\n': ''
}

/** The raw and the escaped strings of an R script (R Language Definition, 10.3.1; raw strings since R 4.0). */
export function rStrings(script: string): string[] {
  return read(script, '#', (at) => {
    const raw = /^r"(-*)\(/.exec(script.slice(at, at + 2_000))
    if (raw) {
      const from = at + raw[0].length
      const close = `)${raw[1]}"`
      const end = script.indexOf(close, from)
      if (end < 0) throw new Error('a raw string without an end')
      // A carriage return in a script is a line end to R, and lost.
      return { value: script.slice(from, end).replace(/\r\n?/g, '\n'), end: end + close.length }
    }
    if (script[at] !== '"') return null
    let value = ''
    for (let place = at + 1; ; place++) {
      const sign = script[place]
      if (sign === undefined) throw new Error('a string without an end')
      if (sign === '"') return { value, end: place + 1 }
      if (sign !== '\\') value += sign
      else if (script[place + 1] === 'u') {
        const code = /^[0-9a-fA-F]{4}/.exec(script.slice(place + 2, place + 6))?.[0]
        if (!code || /^(0000|d[89a-f])/i.test(code)) throw new Error(`no character at ${place}`)
        value += String.fromCharCode(Number.parseInt(code, 16))
        place += 5
      } else {
        const escaped = ESCAPES[script[++place] ?? '']
        if (escaped === undefined) throw new Error(`an unexpected escape at ${place}`)
        value += escaped
      }
    }
  })
}

type Literal = { value: string; end: number }

/** Goes through a script, passing over its comments; `literal` reads a string where one begins. */
function read(source: string, comment: string, literal: (at: number) => Literal | null): string[] {
  const strings: string[] = []
  for (let at = 0; at < source.length; at++) {
    if (source[at] === comment) {
      while (at < source.length && source[at] !== '\n') at++
      continue
    }
    const found = literal(at)
    if (!found) continue
    strings.push(found.value)
    at = found.end - 1
  }
  return strings
}
