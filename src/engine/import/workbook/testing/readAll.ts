import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Choices } from '../../../../contract'
import { ChantierError } from '../../../errors'
import type { LineNote } from '../../delimited'
import type { ReadOptions, TextRecord } from '../../reader'
import { openTable } from '../openTable'

export interface ReadTable {
  header: readonly string[] | null
  headerRows: number
  width: number
  rows: TextRecord[]
  notes: string[]
  faults: LineNote[]
}

/** Reads a sheet to its end. */
export async function readAll(
  file: string,
  part: readonly string[] = [],
  choices: Choices = {},
  options: ReadOptions = {}
): Promise<ReadTable> {
  const table = await openTable(file, part, choices, options)
  try {
    const rows: TextRecord[] = []
    for await (const batch of table.records()) rows.push(...batch)
    const { header, headerRows, width } = table
    return { header, headerRows, width, rows, notes: table.notes().map(({ fr }) => fr), faults: table.faults?.() ?? [] }
  } finally {
    await table.close()
  }
}

/** Runs with a file of these bytes, removed behind. */
export async function withFile<T>(bytes: Uint8Array, run: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'chantier-workbook-'))
  try {
    const file = join(folder, 'file')
    await writeFile(file, bytes)
    return await run(file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export function readBytes(bytes: Uint8Array, part: readonly string[] = [], choices: Choices = {}): Promise<ReadTable> {
  return withFile(bytes, (file) => readAll(file, part, choices))
}

/** The refusal of what is run: its kind and its French words. */
export async function refusalOf(run: Promise<unknown>): Promise<{ kind: string; message: string; hint: string }> {
  try {
    await run
  } catch (error) {
    if (!(error instanceof ChantierError)) throw error
    return { kind: error.data.kind, message: error.data.message.fr, hint: error.data.hint?.fr ?? '' }
  }
  throw new Error('it was not refused')
}
