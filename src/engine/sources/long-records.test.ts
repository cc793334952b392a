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

test('a line too long for a delimited text is refused with the name of its file', async () => {
  const path = join(folder, 'long.csv')
  await writeFile(path, `id;texte\n1;a\n2;${'x'.repeat(64_100_000)}\n`)
  const { failed } = await finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'long.csv' }] })
  )
  expect(failed).toMatchObject([
    {
      file: 'long.csv',
      message: { en: '“long.csv”: the record that starts at line 3 is longer than 64,000,000 characters.' }
    }
  ])
})
