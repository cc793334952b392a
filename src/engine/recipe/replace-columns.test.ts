import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ColumnInfo, StepSpec } from '../../contract'
import { createEngine } from '../index'
import { compileRecipe } from './compile'
import { replaceColumns } from './replace-columns'
import type { CellSpec } from './steps/cells'
import { walkSteps } from './walk'

const names = ['~value', '~list 0', 'a"b\'c', 'rowid', ...Array.from({ length: 60 }, (_, i) => `c${i}`)]
const columns: ColumnInfo[] = names.map((name) => ({ name, type: 'VARCHAR' }))
const specs = names.flatMap((column, i): CellSpec[] => {
  if (i % 5 === 4) return []
  if (i % 5 === 3) return [{ kind: 'missing', column, values: ['NC'] }]
  const reading = { kind: 'number' as const, decimal: ',' as const, grouping: ' ' as const, unit: i % 5 ? '€' : null }
  return [{ kind: 'cast', column, reading }]
})

test('many columns changed at once are what they are one by one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chantier-replace-'))
  const engine = createEngine({ folder, settings: folder })
  try {
    await engine.client.project.create({ name: 'essai' })
    const { database } = engine.session.project
    const cell = (i: number): string =>
      `CASE (n + ${i}) % 5 WHEN 0 THEN NULL WHEN 1 THEN 'NC' WHEN 2 THEN n || ',5 €' WHEN 3 THEN '1 00' || n || ',25' ELSE '' END`
    const cells = names.map((name, i) => `${cell(i)} AS "${name.replaceAll('"', '""')}"`)
    await database.run(`CREATE TABLE raw.t AS SELECT ${cells.join(', ')} FROM range(9) AS r(n)`)
    const alone = specs.reduce((from, spec) => `(${replaceColumns([spec], from, columns)})`, 'raw.t')
    const read = async (sql: string) => (await database.run(sql)).getRowsJson()
    const together = replaceColumns(specs, 'raw.t', columns)
    expect(together).toContain('list_transform')
    expect(await read(together)).toEqual(await read(`SELECT * FROM ${alone}`))
  } finally {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  }
})

test('steps on different columns share a round; those on one column, and those on whole rows, wait for one another', () => {
  const missing = (column: string): StepSpec => ({ kind: 'missing', column, values: ['NC'] })
  const merge = (column: string): StepSpec => ({ kind: 'merge', column, variants: ['A'], into: 'a' })
  const sql = compileRecipe('t', columns, [
    missing('c0'),
    merge('c0'),
    missing('c1'),
    merge('c1'),
    { kind: 'deduplicate' },
    missing('c0')
  ])
  const rounds = sql.split(/step_\d+ AS \(/).slice(1)
  expect(rounds.map((round) => [...round.matchAll(/AS "(c\d)"/g)].map(([, name]) => name))).toEqual([
    ['c0', 'c1'],
    ['c0', 'c1'],
    [],
    ['c0']
  ])
})

test('a recipe of ten thousand steps is walked and compiled in little time', () => {
  const wide = Array.from({ length: 10_000 }, (_, i) => ({ name: `c${i}`, type: 'VARCHAR' }))
  const casts = wide.map(({ name }): StepSpec => ({
    kind: 'cast',
    column: name,
    reading: { kind: 'integer', grouping: '' }
  }))
  const steps = casts.map((spec, i) => ({ id: String(i), table: 't', enabled: true, origin: 'import' as const, spec }))
  const begun = performance.now()
  const stages = walkSteps(wide, steps, new Map())
  expect(stages.at(-1)?.before).toHaveLength(9_999)
  expect(stages.at(-1)?.columns[0]?.type).toBe('BIGINT')
  expect(compileRecipe('t', wide, casts)).toContain('list_transform')
  expect(performance.now() - begun).toBeLessThan(5_000)
})
