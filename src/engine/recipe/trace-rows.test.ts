import fc from 'fast-check'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { StepSpec } from '../../contract'
import { createEngine, finish, type Engine } from '../index'

let folder: string
let engine: Engine
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-trace-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
  await load('t.csv', ['n;ville;note;"~raw row"', ...ROWS.map((row) => row.join(';')), ''].join('\n'))
  await load('lieux.csv', 'nom;pays\nLyon;FR\nLYON;FR\nLyon;ZZ\nParis;FR\n')
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})
afterEach(async () => {
  for (const { step } of (await engine.client.recipe.show({ table: 't' })).steps)
    if (step.origin === 'user') await engine.client.recipe.remove({ id: step.id })
})

/** A number of its own in each row tells, without us, which row is which. */
const TOWNS = ['Lyon', ' LYON', 'Paris', '', 'a|b', 'Évry']
const ROWS = Array.from({ length: 40 }, (_, at) => [`k${at}`, TOWNS[(at * 7) % 6] ?? '', TOWNS[at % 5] ?? '', `x${at % 3}`]) // prettier-ignore

async function load(name: string, content: string): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, content)
  const { failed } = await finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name }] })
  )
  expect(failed).toEqual([])
}
const add = (spec: StepSpec) => engine.client.recipe.add({ table: 't', spec })
const outcome = () => engine.client.recipe.outcome({ table: 't' })
const formula = (expression: string): StepSpec => ({ kind: 'filter', filter: { all: [] }, expression })

const STEPS: StepSpec[] = [
  formula(`"n" NOT LIKE '%3'`),
  formula(`"ville" IS NULL OR "ville" <> 'Paris'`),
  { kind: 'deduplicate', by: ['note'], keep: 'last' },
  { kind: 'deduplicate', by: ['ville', 'note'], keep: 'fullest' },
  { kind: 'deduplicate' },
  { kind: 'join', with: 'lieux', on: [{ left: 'ville', right: 'nom' }], how: 'inner', columns: [{ name: 'pays', as: 'pays' }], normalise: false }, // prettier-ignore
  { kind: 'join', with: 'lieux', on: [{ left: 'ville', right: 'nom' }], how: 'left', columns: [], normalise: true },
  { kind: 'append', with: 'lieux' },
  { kind: 'unfold', column: 'ville', by: '|' },
  { kind: 'trim', column: 'ville', spaces: 'all', letters: 'upper' },
  { kind: 'merge', column: 'note', variants: ['Lyon', 'Paris'], into: 'ville' },
  { kind: 'missing', column: 'ville', values: ['Paris'] },
  { kind: 'fill', column: 'note', how: 'down', value: null, by: [] },
  { kind: 'fill', column: 'ville', how: 'mode', value: null, by: [] },
  { kind: 'split', column: 'ville', by: '|', into: ['une', 'autre'] },
  { kind: 'drop', columns: ['~raw row'] }
]

/** What changed, by the numbers that rows carry, computed in JavaScript. */
async function independently() {
  const { project } = engine.session
  const before = await project.rows<Record<string, string | null>>('SELECT * FROM raw.t')
  const after = await project.rows<Record<string, string | null>>('SELECT * FROM clean.t')
  const made = new Map<string | null | undefined, Record<string, string | null>[]>()
  for (const row of after) made.set(row['n'], [...(made.get(row['n']) ?? []), row])
  const kept = before.filter(({ n }) => n !== null && made.has(n))
  const changed = (column: string): number =>
    kept.filter((row) => made.get(row['n'])?.some((one) => one[column] !== row[column])).length
  return { rows: { before: before.length, after: after.length, kept: kept.length }, changed }
}

test('changed cells are those of the rows that stayed, whatever steps left out, repeated or brought', async () => {
  const someSteps = fc.uniqueArray(fc.integer({ min: 0, max: STEPS.length - 1 }), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(someSteps, async (places) => {
      for (const place of places) await add(STEPS[place] as StepSpec).catch(() => undefined)
      const told = await outcome()
      const { rows, changed } = await independently()
      expect(told.rows).toEqual(rows)
      for (const { name, before, after, changedCells } of told.columns)
        expect([name, changedCells]).toEqual([name, before && after ? changed(name) : null])
      for (const { step } of (await engine.client.recipe.show({ table: 't' })).steps)
        if (step.origin === 'user') await engine.client.recipe.remove({ id: step.id })
    }),
    { numRuns: 4 }
  )
}, 20_000)

test('rows that steps repeat are brought together once, not column by column', async () => {
  await add({ kind: 'unfold', column: 'ville', by: '|' })
  const asked = vi.spyOn(engine.session.project, 'rows')
  const told = await outcome()
  const queries = asked.mock.calls.map(([sql]) => sql).filter((sql) => /JOIN .* ON a\.n = b\.n/s.test(sql))
  asked.mockRestore()
  expect(queries).toHaveLength(1)
  expect(queries[0]).not.toMatch(/count\(DISTINCT/i)
  expect(told.columns.find(({ name }) => name === 'ville')?.changedCells).toBe((await independently()).changed('ville'))
})

test('an inner join that leaves out as many rows as it repeats is not taken for the same rows', async () => {
  await add(formula(`"n" IN ('k0', 'k4')`))
  await add({ kind: 'join', with: 'lieux', on: [{ left: 'ville', right: 'nom' }], how: 'inner', columns: [], normalise: false }) // prettier-ignore
  const { rows, changed } = await independently()
  const told = await outcome()
  expect(told.rows).toEqual(rows)
  expect(told.columns.find(({ name }) => name === 'note')?.changedCells).toBe(changed('note'))
})

test('rows that a pivot groups come from none: no cell stands against another', async () => {
  await add({ kind: 'pivot', rows: ['ville'], column: 'note', values: [{ value: 'Lyon', as: 'lyon' }], measure: 'count', value: null }) // prettier-ignore
  const told = await outcome()
  expect(told.rows.kept).toBeNull()
  expect(told.columns.every(({ changedCells }) => changedCells === null)).toBe(true)
})

test('a step that is passed over takes no part', async () => {
  await add({ kind: 'derive', as: 'autre', expression: '"note"' })
  await add(formula(`"autre" = 'Lyon'`))
  await add({ kind: 'trim', column: 'ville', spaces: 'ends', letters: 'upper' })
  const [derived] = (await engine.client.recipe.show({ table: 't' })).steps.filter(
    ({ step }) => step.spec.kind === 'derive'
  )
  await engine.client.recipe.enable({ id: derived?.step.id ?? '', enabled: false })
  const { rows, changed } = await independently()
  const told = await outcome()
  expect(told.rows).toEqual(rows)
  expect(rows.kept).toBe(ROWS.length)
  expect(told.columns.find(({ name }) => name === 'ville')?.changedCells).toBe(changed('ville'))
})
