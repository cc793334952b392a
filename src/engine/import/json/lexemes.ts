const BARE = /^(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null|NaN|-?Infinity)$/
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|([\s\S]?))/g
const ESCAPED: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t'
}

/** Whether a word without quotes is a JSON number or literal (`NaN` and `Infinity` as Python writes them included). */
export function isBare(token: string): boolean {
  return BARE.test(token)
}

/** The text that the inside of a JSON string stands for, raw line ends and tabs allowed; null where an escape is unknown. */
export function decodeEscapes(raw: string): string | null {
  try {
    // A quoted text only: what is parsed can be nothing but a string.
    return String(JSON.parse(`"${raw}"`))
  } catch {
    return decodeSlowly(raw)
  }
}

function decodeSlowly(raw: string): string | null {
  let known = true
  const text = raw.replace(ESCAPE, (_, hex: string | undefined, sign: string | undefined) => {
    if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16))
    if (sign !== undefined && Object.hasOwn(ESCAPED, sign)) return ESCAPED[sign] ?? ''
    known = false
    return ''
  })
  return known ? text : null
}

/** Whether what stands at `at` is escaped: an odd number of backslashes before it, back to `from`, where one may be open. */
export function escapedQuote(text: string, from: number, at: number, openBackslash: boolean): boolean {
  let back = at
  while (back > from && text.charCodeAt(back - 1) === 92) back -= 1
  const odd = (at - back) % 2 === 1
  return back === from && openBackslash ? !odd : odd
}

/** A copy of a text cut from a long one, so that keeping it does not keep the long one in memory. */
export function detach(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}
