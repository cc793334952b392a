import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { Database } from '../src/engine/db'

const PAGE = join(import.meta.dirname, 'RESULTS.md')
/** The parts of the page of results in their order; each bench writes its own. */
const PARTS = ['engine', 'brush', 'profile'] as const
type Part = (typeof PARTS)[number]

/** Writes one part of the page of results and leaves the others as they were measured; answers the part. */
export async function writePart(
  part: Part,
  title: string,
  sizes: readonly number[],
  lines: readonly string[]
): Promise<string> {
  const before = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : ''
  const written = [`# ${title}`, '', ...(await machine(part, sizes)), '', ...lines].join('\n').trimEnd()
  const parts = PARTS.map((one) => (one === part ? written : found(before, one))).filter(Boolean)
  writeFileSync(PAGE, `${[HEAD, ...parts].join('\n\n')}\n`)
  return written
}

const HEAD = `Written by \`npm run bench\`; not to be edited. Each part is written by one bench and says when and where it was measured.`

/** A part runs from the line of its bench to the title of the next. */
function found(page: string, part: Part): string {
  const titles = page.split(/^(?=# )/m)
  return (titles.find((one) => one.includes(`bench/${part}.bench.ts\``)) ?? '').trimEnd()
}

async function machine(part: Part, sizes: readonly number[]): Promise<string[]> {
  const database = await Database.open(':memory:', { staging: process.cwd() })
  const [version] = await database.rows<{ v: string }>('SELECT version() AS v')
  database.close()
  const [cpu] = cpus()
  return [
    `- ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, ${cpus().length} cores (${cpu?.model.trim() || process.arch}), ${(totalmem() / 2 ** 30).toFixed(0)} GB memory, ${process.platform} ${release()}`,
    `- node ${process.version}, DuckDB ${version?.v ?? '?'}, load average at the end ${loadavg()[0]?.toFixed(1)} (above the number of cores, other work disturbed the clock)`,
    `- command: \`CHANTIER_BENCH_ROWS=${sizes.join(',')} npm run bench -- bench/${part}.bench.ts\``
  ]
}

/** Sizes asked for, or those of the bench. */
export function sizesOf(usual: string): number[] {
  return (process.env.CHANTIER_BENCH_ROWS ?? usual).split(',').map(Number)
}

export const count = (rows: number): string => rows.toLocaleString('en-US')
export const mega = (bytes: number): string => (bytes / 1e6).toFixed(0)

/** The value below which a share of all lie. */
export function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN
}
