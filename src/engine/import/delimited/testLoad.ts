import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { convert, type ConvertOptions, type ConvertReport } from './convert'
import { lookAt, type Look } from './look'
import type { LineNote } from './read/reasons'
import { sniff, type SniffOptions } from './sniff'

/** What a load gives back, for tests: the rows written (header first), those of further tables, all notes. */
export interface Loaded {
  rows: string[][]
  others: string[][][]
  notes: LineNote[]
  report: ConvertReport
}

/** Loads bytes and texts through files of a folder of its own. */
export class TestLoader {
  private readonly folder = mkdtempSync(join(tmpdir(), 'chantier-import-'))
  readonly path = join(this.folder, 'in.csv')

  write(content: Buffer | string): string {
    writeFileSync(this.path, content)
    return this.path
  }

  async load(content: Buffer | string, options: ConvertOptions = {}): Promise<Loaded> {
    const out = join(this.folder, 'out.csv')
    const notes: LineNote[] = []
    const report = await convert(this.write(content), out, {
      others: (table) => join(this.folder, `out-${table}.csv`),
      onNotes: (batch) => void notes.push(...batch),
      ...options
    })
    const others = report.tables.flatMap(({ path }) => (path === null ? [] : [parse(readFileSync(path, 'utf8'))]))
    return { rows: parse(readFileSync(out, 'utf8')), others, notes, report }
  }

  async sniff(content: Buffer | string, options: SniffOptions = {}): ReturnType<typeof sniff> {
    const names = (header: readonly string[] | null, width: number): string[] =>
      Array.from({ length: width }, (_, j) => header?.[j] ?? `c${j}`)
    return sniff(this.write(content), names, options)
  }

  async look(content: Buffer | string): Promise<Look> {
    const file = await open(this.write(content))
    try {
      return await lookAt(file, (await file.stat()).size)
    } finally {
      await file.close()
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** A plain reader of the plain CSV that convert writes, apart from the code under test. */
export function parse(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n"]*))(,|\n)/g)) {
    row.push(quoted !== undefined ? quoted.replaceAll('""', '"') : (bare ?? ''))
    if (end === '\n') {
      rows.push(row)
      row = []
    }
  }
  return rows
}
