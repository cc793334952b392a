const NAMED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"]
])

/** The text with its entities resolved; null where one is unknown or no character. */
export function decodeEntities(text: string): string | null {
  if (!text.includes('&')) return text
  let out = ''
  let at = 0
  for (;;) {
    const amp = text.indexOf('&', at)
    if (amp < 0) return out + text.slice(at)
    const end = text.indexOf(';', amp)
    if (end < 0 || end - amp > 12) return null
    const char = entity(text.slice(amp + 1, end))
    if (char === null) return null
    out += text.slice(at, amp) + char
    at = end + 1
  }
}

function entity(name: string): string | null {
  const named = NAMED.get(name)
  if (named !== undefined) return named
  const number = /^#(?:x([\da-fA-F]+)|(\d+))$/.exec(name)
  if (!number) return null
  const code = number[1] ? parseInt(number[1], 16) : Number(number[2])
  const surrogate = code >= 0xd800 && code <= 0xdfff
  return code === 0 || code > 0x10ffff || surrogate ? null : String.fromCodePoint(code)
}

/** Office writes characters that XML cannot hold as `_x0007_`, and an underscore that would read so as `_x005F_`. */
export function decodeEscapes(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([\da-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text
}
