import { open } from 'node:fs/promises'
import { fail, throwIfCancelled } from '../errors'
import { inBothLanguages } from '../figure-text'
import type { OpenTable, TextRecord } from '../import'
import type { PlainFile } from './load-table'
import type { RowSample } from './row-sample'

/** How `writeRecords` writes: a missing cell is told apart from an empty text. */
export const WRITTEN_RECORDS: PlainFile['direct'] = {
  delimiter: ',',
  quote: '"',
  escape: '"',
  newline: '\n',
  skip: 0,
  missing: '\\N'
}

/** Characters written at once. */
const FLUSH_AT = 1 << 22

/** Writes the records of a table to a new file for DuckDB to load, and shows each to the sample; `name` is that of the file read. */
export async function writeRecords(
  path: string,
  opened: Pick<OpenTable, 'records' | 'width'>,
  sample: RowSample,
  { name, signal }: { name: string; signal: AbortSignal }
): Promise<void> {
  const file = await open(path, 'w', 0o600)
  let row = 0
  try {
    for await (const batch of opened.records()) {
      throwIfCancelled(signal)
      let lines = ''
      for (const record of batch) {
        row++
        if (charactersOf(record) > MOST_CHARACTERS) throw tooLong(name, row)
        sample.see(record)
        lines += recordLine(record, opened.width)
        // A string has an end: a batch of huge cells does not fit in one.
        if (lines.length < FLUSH_AT) continue
        await file.writeFile(lines)
        lines = ''
      }
      await file.writeFile(lines)
    }
  } finally {
    await file.close()
  }
}

/** Characters of one record: with its quotes doubled it must still be one text. */
const MOST_CHARACTERS = 256 * 1024 * 1024

function charactersOf(record: TextRecord): number {
  let characters = 0
  for (const cell of record) characters += cell?.length ?? 0
  return characters
}

function tooLong(name: string, row: number): Error {
  const { fr, en } = inBothLanguages((format) => format(row))
  return fail(
    'limit',
    {
      fr: `« ${name} » : l’enregistrement ${fr} fait plus de 256 millions de caractères.`,
      en: `“${name}”: record ${en} is longer than 256 million characters.`
    },
    {
      place: { file: name, line: row },
      hint: {
        fr: 'Retirez-le du fichier, ou exportez celui-ci sans sa colonne la plus longue.',
        en: 'Take it out of the file, or export the file without its longest column.'
      }
    }
  )
}

/** A leading U+FEFF too: at the begin of a file DuckDB would take it for a byte order mark. */
const NEEDS_QUOTES = /[",\r\n\\]|^$|^\uFEFF/

function recordLine(record: TextRecord, width: number): string {
  let line = ''
  for (let place = 0; place < width; place++) {
    const cell = record[place] ?? null
    if (place) line += ','
    if (cell === null) line += '\\N'
    else line += NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  }
  return line + '\n'
}
