import { linkSync, utimesSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createEngine, finish, type Engine } from '../src/engine'
import { compareSides } from '../src/engine/compare'
import { profileTable } from '../src/engine/profile'
import { ident } from '../src/engine/sql'
import { writeFile, FRENCH, FRENCH_1252, PLAIN, type MadeFile } from './files'
import { costOf, peakOf, type Cost } from './measure'

/** What was measured at one size, in a process of its own; times in seconds, memory in bytes. */
export interface SizeResult {
  rows: number
  bytes: number
  memory: { before: number; peak: number }
  firstRows: number[]
  /** Milliseconds to the first 100 rows on screen; null where no browser is installed. */
  paint: number[] | null
  /** One of each a round, taking turns at going first: DuckDB alone, an import as the dialog makes it, and one of a file never looked at. */
  rounds: { plain: Cost; import: Cost; blind: Cost }[]
  /** French files: clean apart from columns that need a step; the second in Windows-1252. */
  french: { file: string; bytes: number; rounds: { plain: Cost | null; import: Cost; blind: Cost }[] }[]
  /** Two imports of the file side by side, neither of them profiled before; seconds. */
  compare: number
  /** One a round: DuckDB's SUMMARIZE, and our profile at two depths, each of which begins with nothing known of its table. */
  profile: { summarize: Cost; balanced: Cost; full: Cost }[]
}

/** Measures everything at one size. */
export async function measureSize(rows: number): Promise<Omit<SizeResult, 'paint'>> {
  const folder = await mkdtemp(join(tmpdir(), 'chantier-bench-'))
  const engine = createEngine({ folder, settings: folder })
  try {
    await engine.client.project.create({ name: 'mesures' })
    await warmUp(engine, folder)
    const path = join(folder, 'mesures.csv')
    const bytes = await writeFile(path, PLAIN, rows)
    const rounds = rows > 2_000_000 ? 5 : rows > 200_000 ? 11 : 41
    const before = process.memoryUsage.rss()
    const peak = await peakOf(() => load(engine, path, 'memoire.csv'))
    const firstRows: number[] = []
    for (let round = 0; round < 5; round++) firstRows.push((await costOf(() => sniff(engine, path))).wall)
    const result: Omit<SizeResult, 'paint'> = {
      rows,
      bytes,
      memory: { before, peak },
      firstRows,
      rounds: (await alternate(engine, path, PLAIN, rounds)) as SizeResult['rounds'],
      french: [],
      compare: (await costOf(() => compare(engine, 'memoire', 'm0'))).wall,
      profile: await profile(engine, rows > 2_000_000 ? 1 : 5)
    }
    await rm(path)
    if (rows > 2_000_000) return result
    for (const [file, made] of [
      ['UTF-8', FRENCH],
      ['Windows-1252', FRENCH_1252]
    ] as const) {
      const size = await writeFile(path, made, rows)
      result.french.push({ file, bytes: size, rounds: await alternate(engine, path, made, Math.min(5, rounds)) })
      await rm(path)
    }
    return result
  } finally {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The same paths on a small file, so that no round pays for compiling them. */
async function warmUp(engine: Engine, folder: string): Promise<void> {
  const path = join(folder, 'petit.csv')
  await writeFile(path, PLAIN, 5_000)
  for (let round = 0; round < 3; round++) await load(engine, path, 'petit.csv')
  await sniff(engine, path)
}

const KEPT_IMPORTS = 3
/** Milliseconds that somebody looks at a preview, at the very least. */
const READING_MS = 500

/**
 * DuckDB's own reader with known options, and our import, in the same project, one after the other and the other way round:
 * of a file that was previewed, as every import of the dialog is, and of one that nobody has looked at. Each begins with an
 * empty log: DuckDB lets whoever fills it write down what all before have left in it.
 */
async function alternate(engine: Engine, path: string, made: MadeFile, rounds: number) {
  const { database, staging } = engine.session.project
  const staged = join(staging, 'file-00000000-0000-0000-0000-000000000000')
  linkSync(path, staged)
  const known = `auto_detect=false, header=true, delim=';', quote='"', columns=${made.columns}`
  const plain = `CREATE OR REPLACE TABLE raw."~plain" AS SELECT * FROM read_csv('${staged}', ${known})`
  const results: { plain: Cost | null; import: Cost; blind: Cost }[] = []
  const timed = async (work: () => Promise<unknown>) => {
    await database.run('CHECKPOINT project')
    return costOf(work)
  }
  let imports = 0
  const timedImport = async () => {
    const cost = await timed(() => load(engine, path, `m${imports}.csv`))
    // A project holds some tables, not two more a round.
    if (++imports > KEPT_IMPORTS) await engine.client.project.undo({})
    return cost
  }
  for (let round = 0; round < rounds; round++) {
    // DuckDB reads no Windows-1252: that file has nothing to be compared with but the same one in UTF-8.
    const runPlain = async () => (made.encoding === 'utf-8' ? timed(() => database.run(plain)) : null)
    const runImport = async () => {
      await sniff(engine, path)
      await setTimeout(READING_MS)
      return timedImport()
    }
    const runBlind = () => {
      // A file written anew is a file that nobody has looked at.
      utimesSync(path, new Date(), new Date())
      return timedImport()
    }
    if (round % 2) {
      const [blind, own] = [await runBlind(), await runImport()]
      results.push({ plain: await runPlain(), import: own, blind })
    } else results.push({ plain: await runPlain(), import: await runImport(), blind: await runBlind() })
  }
  await database.run('DROP TABLE IF EXISTS raw."~plain"')
  await rm(staged)
  return results
}

/** Alternating over the same rows: what comes first takes turns. A profile once made is kept for its table, so that each asks for a copy of its own. */
async function profile(engine: Engine, rounds: number): Promise<SizeResult['profile']> {
  const { project } = engine.session
  const results: SizeResult['profile'] = []
  const copies: string[] = []
  const made = async (depth: 'balanced' | 'full'): Promise<Cost> => {
    const name = `~${depth} ${copies.length}`
    copies.push(name)
    await project.database.run(`CREATE TABLE raw.${ident(name)} AS SELECT * FROM raw.memoire`)
    await project.database.run('CHECKPOINT project')
    const cost = await costOf(() => profileTable(project, { schema: 'raw', name }, { depth }))
    await project.database.run(`DROP TABLE raw.${ident(name)}`)
    return cost
  }
  const summarize = (): Promise<Cost> => costOf(() => project.database.run('SUMMARIZE raw.memoire'))
  for (let round = 0; round < rounds; round++) {
    if (round % 2) {
      const full = await made('full')
      const balanced = await made('balanced')
      results.push({ summarize: await summarize(), balanced, full })
    } else results.push({ summarize: await summarize(), balanced: await made('balanced'), full: await made('full') })
  }
  return results
}

function compare(engine: Engine, a: string, b: string): Promise<unknown> {
  const side = (name: string) => ({ kind: 'table' as const, table: { schema: 'clean' as const, name } })
  return compareSides(engine.session.project, { a: side(a), b: side(b), pairs: [] })
}

async function load(engine: Engine, path: string, name: string): Promise<void> {
  const { failed } = await finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name }] })
  )
  if (failed.length) throw new Error(failed[0]?.message.en)
}

async function sniff(engine: Engine, path: string): Promise<void> {
  const { rows } = await engine.client.sources.sniff({
    origin: { kind: 'path', path },
    name: 'mesures.csv',
    loads: true
  })
  if (rows.length < 100) throw new Error(`only ${rows.length} first rows`)
}
