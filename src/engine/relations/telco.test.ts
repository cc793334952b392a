import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { createEngine, finish } from '../index'

const shared = resolve(process.env.CHANTIER_DATA ?? join(import.meta.dirname, '../../../../shared'))
const data = join(shared, 'data', 'satisfaction')
const there = existsSync(data)
if (!there) console.log(`skipped: no data at ${shared}; set CHANTIER_DATA to the folder that holds data/`)

test.skipIf(!there)('the four Telco workbooks load, and their key is found', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chantier-telco-'))
  const engine = createEngine({ folder, settings: folder })
  try {
    await engine.client.project.create({ name: 'telco' })
    const files = ['demographics', 'location', 'services', 'status'].map((part) => {
      const name = `Telco_customer_churn_${part}.xlsx`
      return { origin: { kind: 'path' as const, path: join(data, name) }, name }
    })
    const { sources, failed } = await finish(await engine.client.sources.import({ files }))
    expect(failed).toEqual([])
    expect(sources.map(({ rows }) => rows)).toEqual([7043, 7043, 7043, 7043])
    const { keys, links } = await finish(await engine.client.relations.find({}))
    for (const { table } of sources) {
      const best = keys.find((key) => key.table.name === table.name)
      expect(best).toMatchObject({ columns: ['Customer ID'], unique: true, missing: 0 })
    }
    expect(links).toHaveLength(3)
    for (const link of links) {
      expect(link.on).toEqual([{ left: 'Customer ID', right: 'Customer ID' }])
      expect([link.matchedRows, link.orphanRows]).toEqual([7043, 0])
    }
  } finally {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  }
})
