import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine, finish, type Engine } from '../src/engine'
import { WIDE, writeFile } from './files'
import { costOf, median, type Cost } from './measure'

/** Largest table of twenty columns that is searched. */
const MOST_ROWS = 2_000_000

/** The search for anomalies of a table of twenty columns that was never looked at; times in seconds. */
export interface DetectionResult {
  rows: number
  columns: number
  summarize: Cost[]
  /** The whole search, its profile included. */
  search: Cost
  /** From the start to the first finding, and how many there are. */
  first: number
  findings: number
  /** From the cancel of a search to an engine that answers again, at several moments. */
  cancel: number[]
}

/** Measures the search at one size; null where the size is too large. */
export async function measureDetection(rows: number): Promise<DetectionResult | null> {
  if (rows > MOST_ROWS) return null
  const folder = await mkdtemp(join(tmpdir(), 'chantier-bench-'))
  const engine = createEngine({ folder, settings: folder })
  try {
    await engine.client.project.create({ name: 'anomalies' })
    const path = join(folder, 'commandes.csv')
    await writeFile(path, WIDE, rows)
    // One copy to cancel on and one to search: a profile once made is kept for its table.
    for (const name of ['essai', 'commandes']) await load(engine, path, `${name}.csv`)
    const summarize: Cost[] = []
    for (let round = 0; round < 3; round++)
      summarize.push(await costOf(() => engine.session.project.database.run('SUMMARIZE raw.commandes')))
    const cancel: number[] = []
    for (const moment of [0.1, 0.5, 1.5]) cancel.push(await cancelled(engine, 1000 * moment))
    const begun = performance.now()
    let [first, findings] = [NaN, 0]
    const search = await costOf(async () => {
      for await (const event of await engine.client.anomalies.detect({
        tables: [{ schema: 'raw', name: 'commandes' }]
      })) {
        if (event.type !== 'finding') continue
        if (!findings++) first = (performance.now() - begun) / 1000
      }
    })
    return { rows, columns: WIDE.header.split(';').length, summarize, search, first, findings, cancel }
  } finally {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Seconds from the cancel of a search, some milliseconds after its start, until another query is answered. */
async function cancelled(engine: Engine, after: number): Promise<number> {
  const stop = new AbortController()
  let at = NaN
  const timer = setTimeout(() => {
    at = performance.now()
    stop.abort()
  }, after)
  try {
    const events = await engine.client.anomalies.detect(
      { tables: [{ schema: 'raw', name: 'essai' }] },
      { signal: stop.signal }
    )
    for await (const event of events) void event
  } catch (error) {
    if (!stop.signal.aborted) throw error
  } finally {
    clearTimeout(timer)
  }
  await engine.session.project.rows('SELECT 1 AS one')
  return (performance.now() - at) / 1000
}

async function load(engine: Engine, path: string, name: string): Promise<void> {
  const { failed } = await finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name }] })
  )
  if (failed.length) throw new Error(failed[0]?.message.en)
}

/** The part of the page on the search; the growth is the slope of processor time on rows, both in logarithms, between neighbouring sizes. */
export function detectionPart(results: readonly DetectionResult[]): string[] {
  return [
    '## Search for anomalies / `SUMMARIZE`',
    '',
    `A table of ${results[0]?.columns ?? 20} columns of every kind, never looked at before: its profile is part of the search. Cancel is from the`,
    'signal to an engine that answers again.',
    '',
    '| rows | SUMMARIZE s | search s | ratio | ratio of processor time | growth exponent | first finding s | findings | cancel ms (slowest) |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...results.map((result, place) => detectionLine(result, results[place - 1]))
  ]
}

function detectionLine(
  { rows, summarize, search, first, findings, cancel }: DetectionResult,
  smaller: DetectionResult | undefined
): string {
  const [wall, cpu] = [median(summarize.map((cost) => cost.wall)), median(summarize.map((cost) => cost.cpu))]
  const growth = smaller ? Math.log(search.cpu / smaller.search.cpu) / Math.log(rows / smaller.rows) : null
  const told = cancel.filter(Number.isFinite)
  const stops = told.length ? `${(1000 * median(told)).toFixed(0)} (${(1000 * Math.max(...told)).toFixed(0)})` : '–'
  return `| ${rows.toLocaleString('en-US')} | ${wall.toFixed(2)} | ${search.wall.toFixed(2)} | ${(search.wall / wall).toFixed(1)} | **${(search.cpu / cpu).toFixed(1)}** | ${growth === null ? '–' : growth.toFixed(2)} | ${first.toFixed(2)} | ${findings} | ${stops} |`
}
