import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ColumnProfile } from '../../contract'
import { createEngine, finish, type Engine } from '../index'
import { atRanks, countByEdge, distancesTo } from './counted-values'
import { profileTable } from './profile-table'

const COLUMNS = 105
let folder: string
let engine: Engine

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-wide-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
  const cell = (row: number, column: number): string => (column % 3 ? String((row * (column + 1)) % 17) : `V${(row + column) % 6}`) // prettier-ignore
  const line = (row: number, width: number): string => Array.from({ length: width }, (_, column) => cell(row, column)).join(';') // prettier-ignore
  for (const [name, width] of [
    ['large', COLUMNS],
    ['etroite', 30]
  ] as const) {
    const header = Array.from({ length: width }, (_, column) => `c${column}`).join(';')
    const path = join(folder, `${name}.csv`)
    await writeFile(path, `${header}\n${Array.from({ length: 60 }, (_, row) => line(row, width)).join('\n')}\n`)
    await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: `${name}.csv` }] })) // prettier-ignore
  }
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

test('a wide table is read some columns at a time, with the same answers, and leaves no copy', async () => {
  const { project } = engine.session
  const seen: string[] = []
  const onColumn = ({ name }: ColumnProfile): void => void seen.push(name)
  const wide = await profileTable(project, { schema: 'clean', name: 'large' }, { onColumn })
  const narrow = await profileTable(project, { schema: 'clean', name: 'etroite' })
  expect(seen).toEqual(Array.from({ length: COLUMNS }, (_, column) => `c${column}`))
  expect(wide.columns.slice(0, 30)).toEqual(narrow.columns)
  expect(await project.rows(`SELECT table_name FROM duckdb_tables() WHERE database_name = 'scratch'`)).toEqual([])
})

test('few values are ranked, measured and binned as the database does', () => {
  const values = { xs: Float64Array.of(-1, 0.5, 3), ns: Float64Array.of(2, 1, 4) }
  expect([...atRanks(values, [6, 0, 2, 1, 3])].sort(([a], [b]) => a - b)).toEqual([[0, -1], [1, -1], [2, 0.5], [3, 3], [6, 3]]) // prettier-ignore
  expect(distancesTo(values, 0.5)).toEqual({ xs: Float64Array.of(0, 1.5, 2.5), ns: Float64Array.of(1, 2, 4) })
  expect(countByEdge(values, [0, 0.5, 1, 3])).toEqual([{ edge: null, n: 2 }, { edge: 0.5, n: 1 }, { edge: 3, n: 4 }]) // prettier-ignore
})
