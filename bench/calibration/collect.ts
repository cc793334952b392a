import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine, finish, type Engine } from '../../src/engine'
import { detectAnomalies, ofCells } from '../../src/engine/anomalies'
import { createRandom } from '../../src/engine/stats/random'
import { readCsv } from '../read-csv.mjs'
import { damaged } from './errors'
import { companyExports } from './exports'
import { register } from './registers'
import { madeTable } from './tables'

/** What one finding was worth: the cells it names, and those of them that are wrong. */
export interface Tried {
  detector: string
  stated: number
  cells: number
  wrong: number
}

/** Cells of one table that the same detectors vote on alike. */
export interface Voted {
  votes: { detector: string; stated: number }[]
  cells: number
  wrong: number
}

export interface Observed {
  table: string
  cells: number
  wrong: number
  findings: Tried[]
  voted: Voted[]
}

/** Searches made-up tables, one a number, and says what became of each finding; the same numbers make the same tables. */
export async function collect(from: number, to: number, label: string): Promise<Observed[]> {
  return withEngine(async (engine, folder) => {
    const found: Observed[] = []
    for (let seed = from; seed < to; seed++) {
      const random = createRandom(`${label} ${seed}`)
      const table = madeTable(random.fork('table'))
      const { rows } = damaged(table, random.fork('errors'))
      const path = join(folder, `t${seed}.csv`)
      await writeFile(path, [table.head, ...rows].map((row) => row.map(quoted).join(';')).join('\n'))
      found.push(await observe(engine, path, `t${seed}`, rows, table.rows))
      await rm(path)
    }
    return found
  })
}

/** The same of registers, comparisons and lists. */
export async function collectRegisters(from: number, to: number, label: string): Promise<Observed[]> {
  return withEngine(async (engine, folder) => {
    const found: Observed[] = []
    for (let seed = from; seed < to; seed++) {
      const { head, clean, dirty } = register(createRandom(`${label} register ${seed}`))
      const path = join(folder, `r${seed}.csv`)
      await writeFile(path, [head, ...dirty].map((row) => row.map(quoted).join(';')).join('\n'))
      found.push(await observe(engine, path, `r${seed}`, dirty, clean))
    }
    return found
  })
}

/** The same of the sets of a folder, each as `dirty.csv` and `clean.csv`; their clean versions are looked at too. */
export async function collectSets(folder: string): Promise<Observed[]> {
  return withEngine(async (engine) => {
    const found: Observed[] = []
    for (const set of await readdir(folder)) {
      const [dirty, clean] = ['dirty', 'clean'].map((name) => join(folder, set, `${name}.csv`))
      const [wrong, right] = [dirty, clean].map((path) => (readCsv(path) as string[][]).slice(1))
      found.push(await observe(engine, dirty ?? '', set, wrong ?? [], right ?? []))
      found.push(await observe(engine, clean ?? '', `${set}_clean`, right ?? [], right ?? []))
    }
    return found
  })
}

/** The same of the French exports, dirty and clean. */
export async function collectExports(): Promise<Observed[]> {
  return withEngine(async (engine, folder) => {
    const found: Observed[] = []
    for (const { name, head, clean, dirty } of companyExports())
      for (const [version, rows] of [
        [name, dirty],
        [`${name}_clean`, clean]
      ] as const) {
        const path = join(folder, `${version}.csv`)
        await writeFile(path, [head, ...rows].map((row) => row.map(quoted).join(';')).join('\n'))
        found.push(await observe(engine, path, version, rows, clean))
      }
    return found
  })
}

async function withEngine<T>(work: (engine: Engine, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'chantier-calibration-'))
  const engine = createEngine({ folder, settings: folder })
  try {
    await engine.client.project.create({ name: 'calibration' })
    return await work(engine, folder)
  } finally {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function observe(
  engine: Engine,
  path: string,
  name: string,
  dirty: readonly string[][],
  clean: readonly string[][]
): Promise<Observed> {
  const { project } = engine.session
  const { failed } = await finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: `${name}.csv` }] })
  )
  if (failed.length) throw new Error(failed[0]?.message.en)
  const isWrong = (row: number, col: number): boolean =>
    (dirty[row]?.[col] ?? '').trim() !== (clean[row]?.[col] ?? '').trim()
  const { findings } = await detectAnomalies(project, [{ schema: 'clean', name: name }], { stated: true })
  const votes = new Map<string, Map<string, number>>()
  const tried: Tried[] = []
  for (const { detector, confidence, cells, cellsSql } of ofCells(findings)) {
    if (!cells) continue
    const places = await project.rows<{ row: number; col: number }>(cellsSql)
    tried.push({
      detector,
      stated: confidence,
      cells,
      wrong: places.filter(({ row, col }) => isWrong(row, col)).length
    })
    for (const { row, col } of places) {
      const own = votes.get(`${row} ${col}`) ?? new Map<string, number>()
      own.set(detector, Math.max(own.get(detector) ?? 0, confidence))
      votes.set(`${row} ${col}`, own)
    }
  }
  const voted = new Map<string, Voted>()
  for (const [place, own] of votes) {
    const [row = 0, col = 0] = place.split(' ').map(Number)
    const list = [...own]
      .map(([detector, stated]) => ({ detector, stated }))
      .sort((a, b) => (a.detector < b.detector ? -1 : 1))
    const key = JSON.stringify([col, list])
    const group = voted.get(key) ?? { votes: list, cells: 0, wrong: 0 }
    group.cells++
    if (isWrong(row, col)) group.wrong++
    voted.set(key, group)
  }
  const wrong = dirty.reduce((sum, row, at) => sum + row.filter((_, col) => isWrong(at, col)).length, 0)
  await engine.client.project.undo({})
  return {
    table: name,
    cells: dirty.length * (dirty[0]?.length ?? 0),
    wrong,
    findings: tried,
    voted: [...voted.values()]
  }
}

function quoted(cell: string): string {
  return /[";\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
