import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { refusalOf } from '../import/testing/read-table'
import { createEngine, finish, type Engine } from '../index'
import { RowSample } from './row-sample'
import { writeRecords } from './write-records'

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-long-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

test('a record of 66 MB loads whole', async () => {
  const cell = 'é'.repeat(11_000_000)
  const path = join(folder, 'long.ndjson')
  await writeFile(path, `{"a":"1","b":"x"}\n{"a":"${cell}","b":"${cell}","c":"${cell}"}\n{"a":"2"}\n`)
  const { sources, failed } = await finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'long.ndjson' }] })
  )
  expect(failed).toEqual([])
  const lengths = `SELECT length(a) AS a, length(c) AS c FROM raw."${sources[0]?.table.name}"`
  expect(await engine.session.project.rows(lengths)).toEqual([
    { a: 1, c: null },
    { a: 11_000_000, c: 11_000_000 },
    { a: 1, c: null }
  ])
})

test('a record too long for any text is refused with its file and place', async () => {
  const cell = 'x'.repeat(64 * 1024 * 1024)
  const opened = {
    width: 5,
    async *records() {
      yield [['a'], [cell, cell, cell, cell, 'y']]
    }
  }
  const options = { name: 'export.sav', signal: new AbortController().signal }
  const work = () => writeRecords(join(folder, 'out'), opened, new RowSample(), options)
  expect(await refusalOf(work)).toMatchObject({
    kind: 'limit',
    message: { en: '“export.sav”: record 2 is longer than 256 million characters.' },
    place: { file: 'export.sav', line: 2 }
  })
})

test('a text beyond the limits is refused with the name of its file', async () => {
  const path = join(folder, 'wide.csv')
  const row = (cell: (index: number) => string): string => Array.from({ length: 10_001 }, (_, i) => cell(i)).join(';')
  // No line ends that the other reader knows, which has no such limit.
  await writeFile(path, `${row((i) => `c${i}`)}\r${row(String)}\r${row(String)}\r`)
  const look = engine.client.sources.sniff({ origin: { kind: 'path', path }, name: 'wide.csv' })
  await expect(look).rejects.toThrow('“wide.csv”: 10,001 columns at line 1')
  const { failed } = await finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'wide.csv' }] })
  )
  expect(failed).toMatchObject([
    { file: 'wide.csv', message: { en: '“wide.csv”: 10,001 columns at line 1; Chantier reads at most 10,000.' } }
  ])
})
