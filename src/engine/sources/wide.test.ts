import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEngine, finish, type Engine } from '../index'

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-wide-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

test.each([['some lines', 1_500, 30, 20]])(
  'a table of far more columns than a query may nest loads: %s',
  async (_what, width, height, seconds) => {
    const path = join(folder, 'large.csv')
    const header = Array.from({ length: width }, (_, i) => `c${i}`).join(';')
    const line = (row: number): string =>
      Array.from({ length: width }, (_, i) => (i % 3 === 0 ? String(row) : row % 4 ? '' : `mot ${i}`)).join(';')
    await writeFile(path, `${header}\n${Array.from({ length: height }, (_, row) => line(row)).join('\n')}\n`)
    const begun = performance.now()
    const { sources, failed } = await finish(
      await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'large.csv' }] })
    )
    expect(failed).toEqual([])
    expect(sources[0]).toMatchObject({ rows: height })
    expect(sources[0]?.report.columns).toHaveLength(width)
    expect(performance.now() - begun).toBeLessThan(seconds * 1_000)
  },
  120_000
)
