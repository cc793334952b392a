import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Progress } from '../../contract'
import { createEngine } from '../index'

test('a load of several files tells bytes of each, and its turn', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chantier-progress-'))
  const engine = createEngine({ folder, settings: folder })
  try {
    await engine.client.project.create({ name: 'essai' })
    const text = ['Id;Texte', ...Array.from({ length: 130_000 }, (_, row) => `L${row};t${(row * 7_919) % 99_991}`)].join('\n') // prettier-ignore
    const paths = ['a.csv', 'b.csv'].map((name) => join(folder, name))
    for (const path of paths) await writeFile(path, text)
    const files = paths.map((path) => ({ origin: { kind: 'path' as const, path }, name: path.slice(-5) }))
    const told: Progress[] = []
    for await (const event of await engine.client.sources.import({ files }))
      if (event.type === 'progress') told.push(event.progress)
    expect(told.length).toBeGreaterThan(0)
    for (const { step, total, unit } of told) {
      expect(step.fr).toMatch(/« a\.csv » \(1 sur 2\)$|« b\.csv » \(2 sur 2\)$/)
      expect([total, unit]).toEqual(step.fr.startsWith('Chargement') ? [text.length, 'bytes'] : [null, undefined])
    }
  } finally {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  }
})

test('a load tells how far the database is, not only how far the bytes are read again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chantier-progress-'))
  const engine = createEngine({ folder, settings: folder })
  try {
    await engine.client.project.create({ name: 'essai' })
    const { project } = engine.session
    await project.rows('CREATE TABLE scratch.n AS SELECT i, (i * 7919) % 99991 AS k FROM range(1500000) r(i)')
    const shares: number[] = []
    // The connection that the tables are made through is none of those that opened the project.
    await project.database.withConnection((connection) =>
      connection.runTogether(['CREATE TEMP TABLE t AS SELECT i, sha256(k::VARCHAR) AS h FROM scratch.n'], {
        onProgress: (share) => void shares.push(share)
      })
    )
    expect(shares.some((share) => share > 0 && share < 1)).toBe(true)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
  } finally {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  }
})
