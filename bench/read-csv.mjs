import { existsSync, readFileSync } from 'node:fs'

/** Reads plain CSV as RFC 4180 says: this scorer's own reader, so that the program does not judge itself. */
export function readCsv(path) {
  if (!existsSync(path)) return []
  const text = readFileSync(path, 'utf8')
  const rows = []
  let row = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (quoted) {
      if (char !== '"') cell += char
      else if (text[at + 1] === '"') cell += text[++at]
      else quoted = false
    } else if (char === '"') quoted = true
    else if (char === ',' || char === '\n') {
      row.push(cell)
      cell = ''
      if (char === '\n') {
        rows.push(row)
        row = []
      }
    } else cell += char
  }
  if (cell || row.length) rows.push([...row, cell])
  return rows
}
