import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { finish } from '../call'
import { createEngine, type Engine } from '../index'
import { gateSelect } from '../tables'
import { cellsOf } from './cells'
import { detectAnomalies } from './detect'

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unread-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

/** 200 prices: rows 5, 50 and 120 cannot be read, rows 7 and 9 are empty, row 11 says "N/A". */
async function importPrices(): Promise<void> {
  const odd: Record<number, string> = { 5: '3,34 $ HT', 50: 'gratuit', 120: 'gratuit', 7: '', 9: '', 11: 'N/A' }
  const lines = Array.from({ length: 200 }, (_, i) => `${i + 1};${odd[i] ?? `${10 + (i % 37)},${10 + (i % 83)}`}`)
  const path = join(folder, 'prix.csv')
  await writeFile(path, ['id;prix_eur', ...lines].join('\n'))
  await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'prix.csv' }] }))
}

async function findingsOf(kind: string) {
  const { project } = engine.session
  const report = await detectAnomalies(project, [{ schema: 'clean', name: 'prix' }])
  expect(report.skipped).toEqual([])
  return report.findings.filter((finding) => finding.kind === kind && finding.columns[0] === 'prix_eur')
}

test('values that could not be read are told apart from missing ones, with their raw text', async () => {
  await importPrices()
  const { project } = engine.session
  const [unreadable, ...others] = await findingsOf('unreadable_value')
  const [missing] = await findingsOf('missing')
  if (!unreadable || !missing) throw new Error('both findings were expected')
  expect(others).toEqual([])
  expect(unreadable.message.fr).toContain('3 valeurs illisibles')
  expect(unreadable.explanation.fr).toContain('« gratuit », « 3,34 $ HT »')
  expect([unreadable.rows, missing.rows]).toEqual([3, 3])
  const rows = await project.rows<{ row: number; raw: string }>(
    `SELECT rowid AS row, "prix_eur (source)" AS raw FROM (${await gateSelect(project, unreadable.sql)}) ORDER BY row`
  )
  expect(rows).toEqual([
    { row: 5, raw: '3,34 $ HT' },
    { row: 50, raw: 'gratuit' },
    { row: 120, raw: 'gratuit' }
  ])
  const cells = (rowids: number[]) => rowids.map((row) => [row, 1])
  expect(await cellsOf(project, [unreadable], { least: 0 })).toEqual(cells([5, 50, 120]))
  expect(await cellsOf(project, [missing], { least: 0 })).toEqual(cells([7, 9, 11]))
  for (const { evidence } of [unreadable, missing])
    expect((await project.rows(evidence.sql))[0]).toEqual({ value: 3, n: 200 })
})

test('a code that the recipe makes missing is missing, not unreadable', async () => {
  await importPrices()
  await engine.client.recipe.add({
    table: 'prix',
    spec: { kind: 'missing', column: 'prix_eur', values: ['gratuit'] }
  })
  expect((await findingsOf('unreadable_value')).map(({ rows }) => rows)).toEqual([1])
  expect((await findingsOf('missing')).map(({ rows }) => rows)).toEqual([5])
})

test('where the recipe removes rows, places no longer match: all are told as missing', async () => {
  await importPrices()
  await engine.client.recipe.add({ table: 'prix', spec: { kind: 'deduplicate' } })
  expect(await findingsOf('unreadable_value')).toEqual([])
  expect((await findingsOf('missing')).map(({ rows }) => rows)).toEqual([6])
})
