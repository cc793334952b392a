import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { detectAnomalies } from '../anomalies'
import { createEngine, finish, type Engine } from '../index'

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-quality-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

test('the quality tab and the judgement of a recipe count one table alike, gaps whatever their chance', async () => {
  // A quarter of the ages is empty: likely never asked for, and gaps all the same. One town is a code for missing.
  const lines = Array.from({ length: 200 }, (_, i) => {
    const town = i === 9 ? 'N/A' : ['Lyon', 'Paris', 'Lyom'][i === 30 ? 2 : i % 2]
    return `${i};${town};${i % 4 ? 20 + (i % 30) : ''}`
  })
  const path = join(folder, 't.csv')
  await writeFile(path, ['id;ville;age', ...lines, '1;Paris;22', ''].join('\n'))
  await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 't.csv' }] }))
  await engine.client.recipe.add({
    table: 't',
    spec: { kind: 'trim', column: 'ville', spaces: 'ends', letters: 'keep' }
  })
  const { scores } = await finish(await engine.client.recipe.judge({ table: 't' }))
  const { dimensions } = await finish(await engine.client.rules.scores({ table: { schema: 'clean', name: 't' } }))
  const [row] = await engine.session.project.rows<{ gaps: number; rows: number }>(
    `SELECT count(*) FILTER (age IS NULL) + count(*) FILTER (ville = 'N/A') AS gaps, count(*) AS rows FROM raw.t`
  )
  const told = scores.filter(({ dimension }) => dimension !== null)
  expect(told.map(({ dimension }) => dimension)).toEqual(expect.arrayContaining(['completeness', 'uniqueness']))
  for (const { dimension, after } of told) {
    const measured = dimensions.find((one) => one.dimension === dimension)?.measured
    expect([dimension, after.n, after.faults, after.share]).toEqual([dimension, measured?.n, measured?.faults, measured?.value]) // prettier-ignore
  }
  const of = (name: string) => told.find(({ dimension }) => dimension === name)?.after
  expect(of('completeness')).toMatchObject({ unit: 'cells', n: 3 * (row?.rows ?? 0), faults: row?.gaps })
  // Both rows of the repeated identifier.
  expect(of('uniqueness')).toMatchObject({ unit: 'rows', n: row?.rows, faults: 2 })
})

test('what could not be read has no value: it counts in completeness too', async () => {
  const path = join(folder, 'u.csv')
  const lines = Array.from({ length: 200 }, (_, i) => `${i};${i < 6 ? 'douze' : (i * 7) / 2}`)
  await writeFile(path, ['id;montant', ...lines, ''].join('\n'))
  await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'u.csv' }] }))
  const [steps] = await Promise.all([engine.session.project.rows("SELECT 1 AS one FROM duckdb_tables() WHERE schema_name = 'clean' AND table_name = 'u'")]) // prettier-ignore
  if (!steps.length)
    await engine.client.recipe.add({
      table: 'u',
      spec: { kind: 'cast', column: 'montant', reading: { kind: 'number', decimal: '.', grouping: '', unit: null } }
    })
  const { dimensions } = await finish(await engine.client.rules.scores({ table: { schema: 'clean', name: 'u' } }))
  expect(dimensions.find(({ dimension }) => dimension === 'completeness')?.measured).toMatchObject({
    n: 400,
    faults: 6
  })
})

test('cells without a value count in completeness, also where a stronger finding tells their text', async () => {
  const path = join(folder, 'd.csv')
  const lines = Array.from({ length: 300 }, (_, i) => {
    const distance = 1000 + ((i * 37) % 50_000)
    return `${i};${i % 30 ? `${distance} m` : `${distance / 1000} km`.replace('.', ',')}`
  })
  await writeFile(path, ['id;distance', ...lines, ''].join('\n'))
  await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'd.csv' }] }))
  const { findings } = await detectAnomalies(engine.session.project)
  expect(findings.filter(({ columns }) => columns[0] === 'distance').map(({ kind }) => kind)).toEqual(['mixed_units'])
  const [row] = await engine.session.project.rows<{ gaps: number }>(
    'SELECT count(*) FILTER (distance IS NULL) AS gaps FROM clean.d'
  )
  expect(row?.gaps).toBe(10)
  const { dimensions } = await finish(await engine.client.rules.scores({ table: { schema: 'clean', name: 'd' } }))
  const measured = dimensions.find(({ dimension }) => dimension === 'completeness')?.measured
  expect(measured).toMatchObject({ n: 600, faults: row?.gaps })
  expect(measured?.parts.map(({ label }) => label.fr)).toEqual(['« distance » : 10 valeurs illisibles (3,3 %)'])
})
