import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'
import type { DetectionResult } from './detection'
import type { GridResult, ScrollResult } from './grid'
import { sizesOf, writePart } from './page'
import { paintTimes } from './paint'
import { engineLines } from './results'
import { scrollFrames } from './scroll'
import type { SizeResult } from './size'

type Measured = Omit<SizeResult, 'paint'> & { grid: GridResult; detection: DetectionResult | null }
const SIZES = sizesOf('100000,1000000,10000000')
const root = join(import.meta.dirname, '..')

test('import, first rows, memory, profile and grid at each size; written to bench/RESULTS.md', async () => {
  const results: (SizeResult & {
    grid: GridResult & { scroll: ScrollResult | null }
    detection: DetectionResult | null
  })[] = []
  for (const rows of SIZES) {
    const measured = await inOwnProcess(rows)
    const grid = { ...measured.grid, scroll: await scrollFrames(rows) }
    results.push({ ...measured, paint: await paintTimes(rows), grid })
  }
  console.log(await writePart('engine', 'Measures of the engine', SIZES, engineLines(results)))
})

async function inOwnProcess(rows: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'chantier-bench-'))
  const out = join(folder, 'result.json')
  try {
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
    const child = spawn(process.execPath, [vitest, 'run', '--config', join(root, 'bench', 'child.config.ts')], {
      cwd: root,
      env: { ...process.env, CHANTIER_BENCH_SIZE: String(rows), CHANTIER_BENCH_OUT: out },
      stdio: ['ignore', 'ignore', 'inherit']
    })
    const code = await new Promise<number | null>((done) => child.on('close', done))
    if (code !== 0) throw new Error(`the process for ${rows} rows ended with ${code}`)
    return JSON.parse(readFileSync(out, 'utf8')) as Measured
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
