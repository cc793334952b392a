import fc from 'fast-check'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { SidesCompared, type Condition, type StepSpec } from '../../contract'
import { createEngine, finish, type Engine } from '..'
import { gateSelect } from '../tables'

let folder: string
let engine: Engine
const table = { schema: 'clean' as const, name: 't' }

/** Marks, days and answers as a French export writes them, marked by a number that no step touches; two rows are alike. */
const ROWS = [
  ['a', '9', '31/03/2024', 'oui'],
  ['b', '10', '01/04/2024', 'non'],
  ['c', '9,5', '15/01/2024', 'oui'],
  ['d', '100', '02/12/2023', ''],
  ['e', '', '', 'non'],
  ['e', '', '', 'non'],
  ['f', '85', '28/02/2024', 'oui']
]
const ON_CELLS: StepSpec[] = [
  { kind: 'cast', column: 'note', reading: { kind: 'number', decimal: ',', grouping: '', unit: null } },
  { kind: 'cast', column: 'jour', reading: { kind: 'date', shapes: ['%d/%m/%Y'] } },
  { kind: 'cast', column: 'avis', reading: { kind: 'boolean', yes: 'oui', no: 'non' } }
]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'compare-before-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
  const quoted = ROWS.map((row) => row.map((cell) => `"${cell}"`).join(';'))
  const path = join(folder, 't.csv')
  await writeFile(path, ['n;note;jour;avis', ...quoted, ''].join('\n'))
  const columns = ['note', 'jour', 'avis'].map((name) => ({ name, reading: { kind: 'text' as const }, missing: [] }))
  const file = { origin: { kind: 'path' as const, path }, name: 't.csv', choices: { columns } }
  await finish(await engine.client.sources.import({ files: [file] }))
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})
afterEach(async () => {
  for (const { step } of (await engine.client.recipe.show({ table: 't' })).steps)
    await engine.client.recipe.remove({ id: step.id })
})

const rows = (sql: string) => engine.session.project.rows(sql)
async function prepare(...specs: StepSpec[]) {
  for (const spec of specs) await engine.client.recipe.add({ table: 't', spec })
}
async function compared(...all: Condition[]): Promise<SidesCompared> {
  const b = { kind: 'table' as const, table, ...(all.length ? { filter: { all } } : {}) }
  return SidesCompared.parse(await finish(await engine.client.compare.run({ a: { kind: 'before' }, b })))
}
async function names(side: SidesCompared['a']): Promise<unknown[]> {
  const gated = await gateSelect(engine.session.project, side.evidence.rowsSql ?? '')
  return (await rows(`SELECT n FROM (${gated}) ORDER BY n`)).map(({ n }) => n)
}

const CONDITIONS: Condition[] = [
  { column: 'note', op: '>=', values: [10] },
  { column: 'note', op: 'between', values: [9, 10] },
  { column: 'jour', op: '>=', values: ['2024-02-01'] },
  { column: 'avis', op: '=', values: [true] },
  { column: 'avis', op: 'missing', values: [] },
  { column: 'n', op: 'in', values: ['a', 'e'] }
]
const ON_ROWS: StepSpec[] = [
  { kind: 'deduplicate' },
  { kind: 'filter', filter: { all: [] }, expression: `"n" <> 'a'` },
  { kind: 'deduplicate', by: ['avis'], keep: 'last' }
]

describe('the rows before the recipe', () => {
  test('are those of the records that a filter keeps by their prepared values, whatever steps took away', async () => {
    await prepare({ kind: 'trim', column: 'n', spaces: 'ends', letters: 'keep' })
    const { columns } = (await engine.client.tables.list({}))[0] ?? { columns: [] }
    expect(columns.map(({ type }) => type)).toEqual(['VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR'])
    await fc.assert(
      fc.asyncProperty(fc.subarray(ON_ROWS), fc.constantFrom(...CONDITIONS), async (some, asked) => {
        for (const { step } of (await engine.client.recipe.show({ table: 't' })).steps)
          await engine.client.recipe.remove({ id: step.id })
        await prepare(...ON_CELLS, ...some)
        const result = await compared(asked)
        expect(await names(result.a)).toEqual(await names(result.b))
        expect([result.a.rows, result.a.note]).toEqual([result.b.rows, null])
        expect(await rows(await gateSelect(engine.session.project, result.a.evidence.sql))).toEqual([{ value: result.a.rows }]) // prettier-ignore
        expect(result.shared.kind).toBe('same_rows')
        expect(result.a).toMatchObject({ table: { schema: 'raw' }, evidence: { chosenIn: table } })
        expect(result.pairs.find(({ b }) => b.name === 'n')?.moved ?? 0).toBe(0)
      }),
      { numRuns: 4, seed: 5 }
    )
    const result = await compared({ column: 'note', op: '>=', values: [10] })
    expect(result.a.words.fr).toContain('les mêmes lignes, choisies par leurs valeurs préparées')
  })

  test('a row that became several counts once, rows brought by another table have none: it is told', async () => {
    await prepare(...ON_CELLS, { kind: 'unpivot', columns: ['jour', 'avis'], name: 'question', value: 'réponse' })
    const result = await compared({ column: 'note', op: '>=', values: [10] })
    expect([result.a.rows, result.b.rows]).toEqual([3, 6])
    expect(result.a.note?.fr).toContain('6 lignes')
  })

  test('all of them stand where nothing is filtered', async () => {
    await prepare(...ON_CELLS, { kind: 'deduplicate' })
    const result = await compared()
    expect([result.a.rows, result.b.rows]).toEqual([7, 6])
    expect(result.a.evidence.chosenIn).toBeUndefined()
  })

  test('are refused, with the column and the reason, where no row keeps its place', async () => {
    await prepare(...ON_CELLS, {
      kind: 'pivot',
      rows: ['n'],
      column: 'avis',
      values: [{ value: 'true', as: 'pour' }],
      measure: 'count',
      value: null
    })
    await expect(compared({ column: 'n', op: '=', values: ['a'] })).rejects.toMatchObject({
      data: { kind: 'input', message: { fr: expect.stringMatching(/« n ».*fait d’autres lignes de plusieurs/) as string } } // prettier-ignore
    })
  })

  test('a pinned figure of them tells that the recipe changed, and is not computed anew by the old one', async () => {
    await prepare(...ON_CELLS)
    const { a } = await compared({ column: 'note', op: '>=', values: [10] })
    const { id } = await engine.client.findings.pin({ title: 'Bons', kind: 'comparison', unit: 'count', evidence: a.evidence }) // prettier-ignore
    await engine.client.findings.refresh({ id })
    await prepare({ kind: 'deduplicate' })
    expect((await engine.client.findings.list({})).map(({ stale }) => stale)).toEqual([true])
    await expect(engine.client.findings.refresh({ id })).rejects.toMatchObject({ data: { kind: 'input' } })
  })
})
