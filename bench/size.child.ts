import { writeFileSync } from 'node:fs'
import { test } from 'vitest'
import { measureDetection } from './detection'
import { measureGrid } from './grid'
import { measureSize } from './size'

/** Run by `engine.bench.ts` in a process of its own, one a size, so that no size sees the memory of another. */
test('one size', async () => {
  const { CHANTIER_BENCH_SIZE, CHANTIER_BENCH_OUT } = process.env
  if (!CHANTIER_BENCH_SIZE || !CHANTIER_BENCH_OUT) throw new Error('run by engine.bench.ts only')
  const rows = Number(CHANTIER_BENCH_SIZE)
  writeFileSync(
    CHANTIER_BENCH_OUT,
    JSON.stringify({
      ...(await measureSize(rows)),
      grid: await measureGrid(rows),
      detection: await measureDetection(rows)
    })
  )
})
