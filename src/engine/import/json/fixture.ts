import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Choices, LocalizedText, Part } from '../../../contract'
import type { LineNote } from '../delimited'
import type { ReadOptions, TextRecord } from '../reader'
import { json } from './reader'

/** A table read to its end. */
export interface ReadTable {
  header: readonly string[] | null
  rows: TextRecord[]
  notes: LocalizedText[]
  faults: LineNote[]
}

/** A folder of its own for the tests of a file, and ways to read JSON from it. */
export function jsonFiles() {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chantier-json-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  async function write(content: string | Buffer): Promise<string> {
    const file = join(folder, 'file')
    await writeFile(file, content)
    return file
  }

  async function parts(content: string | Buffer): Promise<Omit<Part, 'format'>[]> {
    return json.parts(await write(content))
  }

  async function read(
    content: string | Buffer,
    { part = [], options, ...choices }: Choices & { part?: string[]; options?: ReadOptions } = {}
  ): Promise<ReadTable> {
    const table = await json.open(await write(content), part, choices, options)
    if ('sql' in table) throw new Error('read by DuckDB')
    const rows: TextRecord[] = []
    for await (const batch of table.records()) rows.push(...batch)
    expect(rows.every((row) => row.length === table.width)).toBe(true)
    await table.close()
    return { header: table.header, rows, notes: table.notes(), faults: table.faults?.() ?? [] }
  }

  async function refusal(work: Promise<unknown>) {
    const error: unknown = await work.catch((thrown: unknown) => thrown)
    expect(error).toHaveProperty('data.hint.fr')
    const { data } = error as {
      data: { kind: string; message: LocalizedText; place?: { line?: number; column?: number } }
    }
    return data
  }

  return { write, parts, read, refusal }
}
