import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StepSpec } from '../../contract'
import { createEngine, finish, type Engine } from '../index'
import { gateSelect } from '../tables'

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-changed-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
  await load('t.csv', 'ville;note;ville (avant)\nLyon ;4,5;a\nLYON;x;b\nParis;9;c\nÉvry;;a\nParis;9;c\n')
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

async function load(name: string, content: string): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, content)
  await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name }] }))
}
const add = (spec: StepSpec, table = 't') => engine.client.recipe.add({ table, spec })
const shown = async (table = 't') => (await engine.client.recipe.show({ table })).steps
const rowsOf = (id = '') => engine.client.recipe.rowsOf({ id })
/** The changed rows of the step at the end, as a user's query reads them. */
async function changed(table = 't') {
  const last = (await shown(table)).at(-1)
  const read = async (sql: string) => {
    const { project } = engine.session
    await gateSelect(project, sql)
    return project.rows(sql)
  }
  const { what, n, sql } = await rowsOf(last?.step.id)
  expect(what).toBe('changed')
  const [rows, english] = [await read(sql.fr), await read(sql.en)]
  expect(rows).toHaveLength(n)
  expect(rows).toHaveLength(last?.changedCells ?? -1)
  expect(english).toHaveLength(rows.length)
  expect(Object.keys(english[0] ?? {}).join()).toContain('(before)')
  return rows
}

const merged: StepSpec = { kind: 'merge', column: 'ville', variants: ['Lyon ', 'LYON'], into: 'Lyon' }
test.each<[StepSpec, [number, string | null, string | number | null][]]>([
  [
    merged,
    [
      [0, 'Lyon ', 'Lyon'],
      [1, 'LYON', 'Lyon']
    ]
  ],
  [
    { kind: 'replace', column: 'ville', how: 'cell', find: 'Évry', with: 'Evry', ignoreCase: false },
    [[3, 'Évry', 'Evry']]
  ],
  [{ kind: 'trim', column: 'ville', spaces: 'ends', letters: 'keep' }, [[0, 'Lyon ', 'Lyon']]],
  [
    { kind: 'recode', column: 'ville', map: [{ from: 'Paris', to: '75' }], others: 'keep' },
    [
      [2, 'Paris', '75'],
      [4, 'Paris', '75']
    ]
  ],
  [{ kind: 'label', column: 'ville', labels: [{ code: 'Évry', label: 'Essonne' }] }, [[3, 'Évry', 'Essonne']]],
  [{ kind: 'missing', column: 'ville', values: ['Évry'] }, [[3, 'Évry', null]]],
  [
    { kind: 'fill', column: 'note', how: 'value', value: '0', by: [] },
    [
      [1, null, 0],
      [3, null, 0]
    ]
  ]
] as [StepSpec, [number, string | null, string | number | null][]][])(
  'the rows that a step changes stand before and after it: %j',
  async (spec, wanted) => {
    await add(spec)
    const rows = await changed()
    const column = 'column' in spec ? spec.column : ''
    const before = column === 'ville' ? 'ville (avant)~' : `${column} (avant)`
    expect(rows.map((row) => [row.rowid, row[before], row[`${column} (après)`]])).toEqual(wanted)
  }
)

test('of the reading at import, each value that it wrote otherwise and each that it could not read', async () => {
  const rows = await changed()
  const cells = rows.map((row) => [row.rowid, row['note (avant)'], row['note (après)']])
  expect(cells).toEqual([
    [0, '4,5', 4.5],
    [1, 'x', null]
  ])
})

test('rows come as the steps before made them, with their place while only cells changed', async () => {
  await add({ kind: 'trim', column: 'ville', spaces: 'ends', letters: 'upper' })
  await add({ kind: 'merge', column: 'ville', variants: ['LYON'], into: 'Lyon' })
  expect((await changed()).map((row) => [row.rowid, row['ville (avant)~']])).toEqual([[0, 'LYON'], [1, 'LYON']]) // prettier-ignore
  await add({ kind: 'deduplicate' })
  await add({ kind: 'derive', as: 'double', expression: "ville || '2'" })
  await add({ kind: 'replace', column: 'double', how: 'part', find: '2', with: '', ignoreCase: false })
  const rows = await changed()
  expect(rows.map((row) => row['double (après)'])).toEqual(['Lyon', 'Lyon', 'PARIS', 'ÉVRY'])
  expect(rows[0]).not.toHaveProperty('rowid')
})

test('a step on whole rows, or on several columns, has the rows that it leaves out or makes', async () => {
  await add({ kind: 'deduplicate' })
  await add({ kind: 'pseudonymise', columns: ['ville', 'note'] })
  const found = await Promise.all((await shown()).slice(1).map(({ step }) => rowsOf(step.id)))
  expect(found.map(({ what, n, schema }) => [what, n, schema])).toEqual([
    ['left_out', 1, 'clean'],
    ['made', 4, 'clean']
  ])
})

test('every step is judged by the rows that reach it, repaired and computed, by a query that a user may run', async () => {
  const steps: StepSpec[] = [
    { kind: 'replace', column: 'ville (avant)', how: 'cell', find: 'b', with: 'B', ignoreCase: false },
    { kind: 'filter', filter: { all: [{ column: 'ville (avant)', op: '<>', values: ['c'] }] }, expression: null },
    { kind: 'derive', as: 'double', expression: 'note * 2' },
    { kind: 'derive', as: 'quadruple', expression: 'double * 2' },
    { kind: 'filter', filter: { all: [] }, expression: 'quadruple > 1' },
    { kind: 'split', column: 'ville', by: 'y', into: ['g', 'd'] },
    { kind: 'bin', column: 'quadruple', as: 'classe', edges: [0, 50], labels: null },
    { kind: 'unfold', column: 'g', by: 'L' },
    { kind: 'trim', column: 'ville', spaces: 'ends', letters: 'keep' }
  ]
  for (const spec of steps) await add(spec)
  const { project } = engine.session
  const all: unknown[][] = []
  for (const { step } of (await shown()).slice(-steps.length)) {
    const { sql, what, n } = await rowsOf(step.id)
    await gateSelect(project, sql.fr)
    const rows = await project.rows(sql.fr)
    expect(rows).toHaveLength(n)
    all.push([what, n, rows.map((row) => String(row['ville (avant) (avant)'] ?? row['ville (avant)'])).join('')])
  }
  expect(all).toEqual([
    ['changed', 1, 'b'],
    ['left_out', 2, 'cc'],
    ['made', 3, 'aBa'],
    ['made', 3, 'aBa'],
    ['left_out', 2, 'Ba'],
    ['made', 1, 'a'],
    ['made', 1, 'a'],
    ['made', 2, 'aa'],
    ['changed', 2, 'aa']
  ])
})

test('the rows of a step hold the other columns as they reach it', async () => {
  await add({ kind: 'replace', column: 'ville (avant)', how: 'cell', find: 'a', with: 'A', ignoreCase: false })
  await add(merged)
  expect((await changed()).map((row) => row['ville (avant)'])).toEqual(['A', 'b'])
})
