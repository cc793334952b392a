import type { PartSpec } from '../spec-exports'
import { textDecoder } from '../../text-decoder'

export type Sheet = { header: string[]; rows: string[][] }

/** Reads a generated file back by its own description (dialect, encoding, preamble, footer); for checks of the generator. */
export function readCsv(bytes: Uint8Array, part: PartSpec): Sheet {
  const text = textDecoder(part.encoding).decode(bytes)
  const records = splitRecords(text, part.separator).slice(part.preamble?.length ?? 0)
  const [header = [], ...rows] = records
  return { header, rows: part.footer ? rows.slice(0, -1) : rows }
}

/** Day since 1970 of `dd/mm/yyyy…` or `yyyy-mm-dd…`. */
export function readDay(text: string): number {
  const french = /^(\d\d)\/(\d\d)\/(\d{4})/.exec(text)
  const iso = french ? `${french[3]}-${french[2]}-${french[1]}` : text.slice(0, 10)
  return Date.parse(`${iso}T00:00:00Z`) / 86_400_000
}

function splitRecords(text: string, separator: string): string[][] {
  const records: string[][] = []
  let record: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!
    if (quoted) {
      if (character !== '"') cell += character
      else if (text[i + 1] === '"') cell += text[++i]!
      else quoted = false
    } else if (character === '"' && cell === '') quoted = true
    else if (character === separator) {
      record.push(cell)
      cell = ''
    } else if (character === '\n') {
      records.push([...record, cell.endsWith('\r') ? cell.slice(0, -1) : cell])
      record = []
      cell = ''
    } else cell += character
  }
  return records
}
