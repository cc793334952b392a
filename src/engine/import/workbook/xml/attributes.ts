import { decodeEntities } from './entities'

/** Calls `take` with every attribute of a tag: its local name and its value, entities still in it. */
export function eachAttribute(raw: string, take: (name: string, value: string) => void): void {
  let at = 0
  for (;;) {
    const equals = raw.indexOf('=', at)
    if (equals < 0) return
    let open = equals + 1
    while (raw.charCodeAt(open) <= 32) open += 1
    const quote = raw.charAt(open)
    if (quote !== '"' && quote !== "'") return
    const close = raw.indexOf(quote, open + 1)
    if (close < 0) return
    let [from, to] = [at, equals]
    while (from < to && raw.charCodeAt(from) <= 32) from += 1
    while (to > from && raw.charCodeAt(to - 1) <= 32) to -= 1
    const colon = raw.lastIndexOf(':', to - 1)
    take(raw.slice(colon >= from ? colon + 1 : from, to), raw.slice(open + 1, close))
    at = close + 1
  }
}

/** The attributes of a tag by local name, entities resolved; a Map, since a file chooses the names. */
export function attributesOf(raw: string): Map<string, string> {
  const found = new Map<string, string>()
  eachAttribute(raw, (name, value) => found.set(name, decodeEntities(value) ?? value))
  return found
}
