import { cpus, loadavg, release, totalmem } from 'node:os'
import { Database } from '../src/engine/db'
import { detectionPart, type DetectionResult } from './detection'
import { gridPart, type GridResult, type ScrollResult } from './grid'
import { median, type Cost } from './measure'
import type { SizeResult } from './size'

/** The measures as the page that is kept in the tree. */
export async function resultsPage(
  results: readonly (SizeResult & {
    grid: GridResult & { scroll: ScrollResult | null }
    detection: DetectionResult | null
  })[]
): Promise<string> {
  return [
    '# Measures of the engine',
    '',
    'Written by `npm run bench`; not to be edited. Each size runs in a process of its own.',
    '',
    ...(await machine()),
    '',
    '## Import into a project / plain `CREATE TABLE AS` of DuckDB with known options',
    '',
    'The same project, the same types, alternating; median of the ratios of the rounds, with the middle half of them. Wall clock is what',
    'the user waits for; processor time (of all threads) depends less on what else the machine does.',
    '',
    '| rows | MB | plain s | import s | ratio | middle half | ratio of processor time | rounds |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...results.map(importLine),
    '',
    '## First rows of a chosen file, and memory of its import',
    '',
    'From choosing the file in the import view to the frame that shows its first 100 rows, in Chromium; of that, the engine’s own part (200 rows).',
    '',
    '| rows | painted ms (slowest) | engine ms | memory before MB | highest while importing MB | more MB |',
    '| --- | --- | --- | --- | --- | --- |',
    ...results.map(
      ({ rows, paint, firstRows, memory: { before, peak } }) =>
        `| ${count(rows)} | ${paint ? `${median(paint).toFixed(0)} (${Math.max(...paint).toFixed(0)})` : 'no browser'} | ${(1000 * median(firstRows)).toFixed(0)} | ${mega(before)} | ${mega(peak)} | ${mega(peak - before)} |`
    ),
    '',
    '## French files (three columns keep their text and are read by a step)',
    '',
    'The ratio is to a plain load of the same text without reading it; the import also makes the table that is analysed.',
    '',
    '| rows | encoding | MB | import s | MB/s | ratio |',
    '| --- | --- | --- | --- | --- | --- |',
    ...results.flatMap(frenchLines),
    '',
    '## Profile of the imported table / `SUMMARIZE`',
    '',
    '| rows | SUMMARIZE s | profile s | ratio |',
    '| --- | --- | --- | --- |',
    ...results.map(({ rows, profile }) => {
      const [ours, theirs] = [median(profile.map((r) => r.profile)), median(profile.map((r) => r.summarize))]
      return `| ${count(rows)} | ${theirs.toFixed(2)} | ${ours.toFixed(2)} | ${(ours / theirs).toFixed(2)} |`
    }),
    '',
    ...detectionPart(results.flatMap(({ detection }) => detection ?? [])),
    '',
    ...gridPart(results.map(({ grid }) => grid))
  ].join('\n')
}

async function machine(): Promise<string[]> {
  const database = await Database.open(':memory:', { staging: process.cwd() })
  const [found] = await database.rows<{ v: string }>('SELECT version() AS v')
  database.close()
  const [cpu] = cpus()
  return [
    `- ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, ${cpus().length} cores (${cpu?.model.trim() || process.arch}), ${(totalmem() / 2 ** 30).toFixed(0)} GB memory, ${process.platform} ${release()}`,
    `- node ${process.version}, DuckDB ${found?.v ?? '?'}, load average at the end ${loadavg()[0]?.toFixed(1)} (above the number of cores, other work disturbed the clock)`,
    `- command: \`CHANTIER_BENCH_ROWS=${process.env.CHANTIER_BENCH_ROWS ?? '100000,1000000,10000000'} npm run bench\``
  ]
}

function importLine({ rows, bytes, rounds }: SizeResult): string {
  const ratios = (of: keyof Cost): number[] =>
    rounds.map((round) => round.import[of] / round.plain[of]).sort((a, b) => a - b)
  const wall = ratios('wall')
  const at = (share: number): string => (wall[Math.round(share * (wall.length - 1))] ?? NaN).toFixed(2)
  const [plain, own] = [median(rounds.map((r) => r.plain.wall)), median(rounds.map((r) => r.import.wall))]
  return `| ${count(rows)} | ${mega(bytes)} | ${plain.toFixed(3)} | ${own.toFixed(3)} | **${median(wall).toFixed(2)}** | ${at(0.25)} – ${at(0.75)} | ${median(ratios('cpu')).toFixed(2)} | ${rounds.length} |`
}

function frenchLines({ rows, french }: SizeResult): string[] {
  const plain = median(
    french.flatMap(({ rounds }) => rounds.flatMap((round) => (round.plain ? [round.plain.wall] : [])))
  )
  return french.map(({ file, bytes, rounds }) => {
    const own = median(rounds.map((round) => round.import.wall))
    return `| ${count(rows)} | ${file} | ${mega(bytes)} | ${own.toFixed(2)} | ${(bytes / 1e6 / own).toFixed(0)} | ${(own / plain).toFixed(2)} |`
  })
}

const count = (rows: number): string => rows.toLocaleString('en-US')
const mega = (bytes: number): string => (bytes / 1e6).toFixed(0)
