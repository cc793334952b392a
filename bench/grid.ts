import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import type { RowSource } from '../src/contract'
import { createEngine, finish, type Engine } from '../src/engine'
import { PLAIN, writeFile } from './files'
import { costOf, median } from './measure'

const PAGE = 200
const OFFSETS = 15

/** What the grid waits for at one size; times in seconds. Pairs take turns at going first. */
export interface GridResult {
  rows: number
  /** A page at a random offset, as the grid asks for it, and the same rows by LIMIT and OFFSET alone. */
  pages: { own: number; raw: number }[]
  /** Pages of the table sorted by a column; the first, which finds the order, apart. */
  sorted: { first: number; pages: number[]; raw: number }
  /** A page of 10,000 rows: its query alone, and made into Arrow and decoded to the last value. */
  decode: { query: number; arrow: number }[]
  /** From the cancel of a running query to a free engine. */
  cancel: number[]
}

/** Measures paging, decoding and cancelling at one size. */
export async function measureGrid(rows: number): Promise<GridResult> {
  const folder = await mkdtemp(join(tmpdir(), 'chantier-bench-'))
  const engine = createEngine({ folder, settings: folder })
  try {
    await engine.client.project.create({ name: 'grille' })
    const path = join(folder, 'mesures.csv')
    await writeFile(path, PLAIN, rows)
    const { failed } = await finish(
      await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'mesures.csv' }] })
    )
    if (failed.length) throw new Error(failed[0]?.message.en)
    const source: RowSource = { kind: 'table', table: { schema: 'raw', name: 'mesures' } }
    const random = seeded(rows)
    const offsets = Array.from({ length: OFFSETS }, () => Math.floor(random() * (rows - PAGE)))
    await engine.page({ source, offset: 0, limit: PAGE })
    const pages: GridResult['pages'] = []
    for (const [round, offset] of offsets.entries()) {
      const own = () => costOf(() => engine.page({ source, offset, limit: PAGE }))
      const raw = () => costOf(() => run(engine, `SELECT * FROM raw.mesures LIMIT ${PAGE} OFFSET ${offset}`))
      if (round % 2) pages.push({ own: (await own()).wall, raw: (await raw()).wall })
      else {
        const theirs = (await raw()).wall
        pages.push({ raw: theirs, own: (await own()).wall })
      }
    }
    return {
      rows,
      pages,
      sorted: await sortedPages(engine, source, offsets),
      ...(await decodeAndCancel(engine, source, offsets))
    }
  } finally {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function sortedPages(
  engine: Engine,
  source: RowSource,
  offsets: readonly number[]
): Promise<GridResult['sorted']> {
  const sorted: RowSource = { ...source, sort: [{ column: 'montant', descending: true }] }
  const times: number[] = []
  for (const offset of offsets.slice(0, 6))
    times.push((await costOf(() => engine.page({ source: sorted, offset, limit: PAGE }))).wall)
  const middle = offsets[0] ?? 0
  const raw = await costOf(() =>
    run(engine, `SELECT * FROM raw.mesures ORDER BY montant DESC NULLS LAST, rowid LIMIT ${PAGE} OFFSET ${middle}`)
  )
  return { first: times[0] ?? NaN, pages: times.slice(1), raw: raw.wall }
}

async function decodeAndCancel(
  engine: Engine,
  source: RowSource,
  offsets: readonly number[]
): Promise<Pick<GridResult, 'decode' | 'cancel'>> {
  const decode: GridResult['decode'] = []
  for (const offset of offsets.slice(0, 9)) {
    const query = await costOf(() => run(engine, `SELECT * FROM raw.mesures LIMIT 10000 OFFSET ${offset}`))
    const arrow = await costOf(async () => {
      const table = tableFromIPC(await engine.page({ source, offset, limit: 10_000 }))
      for (const vector of Array.from({ length: table.numCols }, (_, place) => table.getChildAt(place)))
        for (let row = 0; row < table.numRows; row++) vector?.get(row)
    })
    decode.push({ query: query.wall, arrow: arrow.wall })
  }
  const cancel: number[] = []
  const endless: RowSource = {
    kind: 'query',
    sql: 'SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range <> b.range'
  }
  for (let round = 0; round < 7; round++) {
    const stop = new AbortController()
    const running = engine.page({ source: endless, offset: 0, limit: PAGE }, stop.signal).catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const begun = performance.now()
    stop.abort()
    await running
    await run(engine, 'SELECT 1')
    cancel.push((performance.now() - begun) / 1000)
  }
  return { decode, cancel }
}

function run(engine: Engine, sql: string): Promise<unknown> {
  return engine.session.project.database.run(sql)
}

/** Numbers from 0 to 1, the same at each run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const ratio = (pairs: readonly { own: number; raw: number }[]): number => median(pairs.map(({ own, raw }) => own / raw))

/** The measures as a part of the page of results. */
export function gridPart(results: readonly (GridResult & { scroll: ScrollResult | null })[]): string[] {
  const ms = (seconds: number): string => (seconds * 1000).toFixed(seconds < 0.01 ? 1 : 0)
  return [
    '## Grid',
    '',
    `A page is ${PAGE} rows of all 7 columns at random offsets, against LIMIT and OFFSET alone, alternating. Decoding is of 10,000 rows:`,
    'query, Arrow stream and every value read, against the query alone. Cancel is from the signal to an engine that answers again.',
    '',
    '| rows | page ms | raw ms | ratio | sorted: first page ms | next pages ms | raw ms | decode / query | cancel ms (slowest) |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...results.map(
      ({ rows, pages, sorted, decode, cancel }) =>
        `| ${rows.toLocaleString('en-US')} | ${ms(median(pages.map(({ own }) => own)))} | ${ms(median(pages.map(({ raw }) => raw)))} | **${ratio(pages).toFixed(2)}** | ${ms(sorted.first)} | ${ms(median(sorted.pages))} | ${ms(sorted.raw)} | **${median(decode.map(({ arrow, query }) => arrow / query)).toFixed(2)}** | ${ms(median(cancel))} (${ms(Math.max(...cancel))}) |`
    ),
    '',
    'Scrolling by the wheel for some seconds, in Chromium without a graphics processor; a frame is dropped where the time since the one before',
    'holds one more refresh than it should.',
    '',
    '| rows | frames | dropped | share | longest ms |',
    '| --- | --- | --- | --- | --- |',
    ...results.map(({ rows, scroll }) =>
      scroll
        ? `| ${rows.toLocaleString('en-US')} | ${scroll.frames} | ${scroll.dropped} | **${((100 * scroll.dropped) / (scroll.frames + scroll.dropped)).toFixed(1)} %** | ${scroll.longest.toFixed(0)} |`
        : `| ${rows.toLocaleString('en-US')} | no browser | | | |`
    ),
    ''
  ]
}

/** Frames drawn while scrolling, those missed between them, and the longest time between two, in milliseconds. */
export interface ScrollResult {
  frames: number
  dropped: number
  longest: number
}
