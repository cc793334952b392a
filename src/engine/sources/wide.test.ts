import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeXlsx, rowsXml } from '../import/workbook/testing/makeXlsx'
import { createEngine, finish, type Engine } from '../index'

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-wide-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
  // Closing writes some thousand columns to the disk.
}, 60_000)

test.each([['some lines', 1_500, 30, 20]])(
  'a table of far more columns than a query may nest loads: %s',
  async (_what, width, height, seconds) => {
    const path = join(folder, 'large.csv')
    const header = Array.from({ length: width }, (_, i) => `c${i}`).join(';')
    const line = (row: number): string =>
      Array.from({ length: width }, (_, i) => (i % 3 === 0 ? String(row) : row % 4 ? '' : `mot ${i}`)).join(';')
    await writeFile(path, `${header}\n${Array.from({ length: height }, (_, row) => line(row)).join('\n')}\n`)
    const begun = performance.now()
    const { sources, failed } = await finish(
      await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'large.csv' }] })
    )
    expect(failed).toEqual([])
    expect(sources[0]).toMatchObject({ rows: height })
    expect(sources[0]?.report.columns).toHaveLength(width)
    expect(performance.now() - begun).toBeLessThan(seconds * 1_000)
  },
  120_000
)

test('a table of nearly as many columns as are taken loads within the memory of a project', async () => {
  const [width, height] = [9_000, 150]
  const path = join(folder, 'large.csv')
  const line = (row: number): string => Array.from({ length: width }, (_, i) => (i % 2 ? row + i : `${row},${10 + (i % 80)}`)).join(';') // prettier-ignore
  const header = Array.from({ length: width }, (_, i) => `c${i}`).join(';')
  await writeFile(path, `${header}\n${Array.from({ length: height }, (_, row) => line(row)).join('\n')}\n`)
  const file = { origin: { kind: 'path' as const, path }, name: 'large.csv' }
  const { sources, failed } = await finish(await engine.client.sources.import({ files: [file] }))
  expect(failed).toEqual([])
  expect(sources).toMatchObject([{ rows: height }])
}, 240_000)

test('a sheet that holds more columns than can be worked with is refused with both numbers, one that only claims them loads', async () => {
  const names = Array.from({ length: 10_001 }, (_, i) => `c${i}`)
  const wide = makeXlsx([{ name: 'A', rows: rowsXml([names, names.map((_, i) => i)]) }])
  const row = (r: number): string =>
    [1, 2, 3, 4, 5].map((v, i) => `<c r="${'ABCDE'[i]}${r}"><v>${v * r}</v></c>`).join('')
  const data = Array.from({ length: 30 }, (_, i) => `<row r="${i + 2}">${row(i + 2)}</row>`).join('')
  const head = rowsXml([['a', 'b', 'c', 'd', 'e']])
  const claims = `<?xml version="1.0"?><worksheet><dimension ref="A1:XFD31"/><sheetData>${head}${data}</sheetData></worksheet>`
  const files = []
  for (const [name, bytes] of [
    ['large.xlsx', wide],
    ['annonce.xlsx', makeXlsx([{ name: 'A', rows: claims }])]
  ] as const) {
    // prettier-ignore
    await writeFile(join(folder, name), bytes)
    files.push({ origin: { kind: 'path' as const, path: join(folder, name) }, name })
  }
  const { sources, failed } = await finish(await engine.client.sources.import({ files }))
  expect(sources).toMatchObject([{ file: { name: 'annonce.xlsx' }, rows: 30 }])
  expect(sources[0]?.report.columns).toHaveLength(5)
  expect(failed).toMatchObject([{ file: 'large.xlsx', message: { fr: expect.stringMatching(/10001 colonnes ; la limite est de 10000/) } }]) // prettier-ignore
})

test('columns of mixed kinds, decimal commas among them, load, read and come back by undo', async () => {
  const [width, height] = [2_000, 50]
  const path = join(folder, 'mixed.csv')
  const cell = (row: number, i: number): string => {
    if (i % 4 === 0) return `mot ${(row + i) % 7}`
    // The last row has a text that no number is.
    if (i % 4 === 1) return row === height - 1 && i === 1 ? 'absent' : `${row},${10 + (i % 80)}`
    if (i % 4 === 2) return String(row * i)
    return `${String(1 + (row % 28)).padStart(2, '0')}/03/${2000 + (i % 24)}`
  }
  const lines = Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, i) => cell(row, i)).join(';')
  )
  const header = Array.from({ length: width }, (_, i) => `c${i}`).join(';')
  await writeFile(path, `${header}\n${lines.join('\n')}\n`)
  const begun = performance.now()
  const { sources, failed } = await finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'mixed.csv' }] })
  )
  expect(failed).toEqual([])
  expect(sources[0]?.report.columns[1]).toMatchObject({ type: 'DOUBLE', failures: 1, failureExamples: ['absent'] })
  expect(sources[0]?.report.columns[5]).toMatchObject({ type: 'DOUBLE', failures: 0 })
  const seen = async () =>
    engine.session.project.rows(
      'SELECT c0, c1, c5, c2, CAST(c3 AS VARCHAR) AS c3, CAST(c1999 AS VARCHAR) AS last FROM clean.mixed WHERE rowid IN (0, 7, 49) ORDER BY rowid'
    )
  const rows = [
    { c0: 'mot 0', c1: 0.11, c5: 0.15, c2: 0, c3: '2003-03-01', last: '2007-03-01' },
    { c0: 'mot 0', c1: 7.11, c5: 7.15, c2: 14, c3: '2003-03-08', last: '2007-03-08' },
    { c0: 'mot 0', c1: null, c5: 49.15, c2: 98, c3: '2003-03-22', last: '2007-03-22' }
  ]
  expect(await seen()).toEqual(rows)
  await engine.client.project.undo()
  await engine.client.project.redo()
  expect(await seen()).toEqual(rows)
  expect(performance.now() - begun).toBeLessThan(40_000)
}, 120_000)
