import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Choices } from '../../contract'
import { writeSav } from '../import/spss/testing/write-sav'
import { createEngine, finish, type Engine } from '../index'

let folder: string
let engine: Engine
const LABELS = [
  { code: '1', label: 'Pas d’accord' },
  { code: '5', label: "Tout à fait d'accord" },
  { code: '9', label: 'NSP' }
]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-labels-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
  await writeFile(
    join(folder, 'enquete.sav'),
    writeSav({
      variables: [
        { name: 'Q1', labels: LABELS.map(({ code, label }) => [Number(code), label]) },
        { name: 'DEP', width: 3, labels: [['2A', 'Corse-du-Sud']] },
        { name: 'N' }
      ],
      rows: [[1, '2A', 1.5], [3, '75', 2], [5, '2A', 3], [9, '13', 4], [null, '75', 5]] // prettier-ignore
    })
  )
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const file = () => ({ origin: { kind: 'path' as const, path: join(folder, 'enquete.sav') }, name: 'enquete.sav' })
const load = async (choices?: Choices) =>
  finish(await engine.client.sources.import({ files: [{ ...file(), choices }] }))
async function column(schema: 'raw' | 'clean', place: number): Promise<unknown[]> {
  const source = { kind: 'table' as const, table: { schema, name: 'enquete' } }
  const table = tableFromIPC(await engine.page({ source, offset: 0, limit: 10 }))
  return Array.from({ length: table.numRows }, (_, row) => table.getChildAt(place)?.get(row) as unknown)
}
const codes = [1, 3, 5, 9, null].map((code) => code && BigInt(code))
const labels = ['Pas d’accord', '3', "Tout à fait d'accord", 'NSP', null]

test('labels of codes are offered in the first look and in the report, the codes kept', async () => {
  const { columns } = await engine.client.sources.sniff(file())
  expect(columns.map((one) => one.labels)).toEqual([LABELS, [{ code: '2A', label: 'Corse-du-Sud' }], undefined])
  await load()
  expect(await column('clean', 0)).toEqual(codes)
  expect((await engine.client.sources.list({}))[0]?.report.columns[0]?.labels).toEqual(LABELS)
})

test('chosen at the load, they stand for the codes in the prepared table, which keeps those without one', async () => {
  await load({
    columns: [
      { name: 'Q1', missing: [], labelled: true },
      { name: 'DEP', missing: [], labelled: true }
    ]
  })
  expect(await column('clean', 0)).toEqual(labels)
  expect(await column('clean', 1)).toEqual(['Corse-du-Sud', '75', 'Corse-du-Sud', '13', '75'])
  expect(await column('raw', 0)).toEqual(codes)
})

test('written afterwards by a step, undone; a code made missing later is still found', async () => {
  await load()
  await engine.client.recipe.add({ table: 'enquete', spec: { kind: 'label', column: 'Q1', labels: LABELS } })
  expect(await column('clean', 0)).toEqual(labels)
  await engine.client.recipe.add({ table: 'enquete', spec: { kind: 'missing', column: 'Q1', values: ['9'] } })
  expect(await column('clean', 0)).toEqual([...labels.slice(0, 3), null, null])
  await engine.client.project.undo({})
  await engine.client.project.undo({})
  expect(await column('clean', 0)).toEqual(codes)
  const { steps } = await engine.client.recipe.show({ table: 'enquete' })
  expect(steps).toEqual([])
})
