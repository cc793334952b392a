import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
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

describe('the last record of a file, longer than DuckDB reads at once', () => {
  const importing = async (name: string, content: string) => {
    const path = join(folder, name)
    await writeFile(path, content)
    return finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name }] }))
  }
  const long = 'x'.repeat(1_200_000)
  const lines = 'un;mot\n'.repeat(80_000)

  test.each([
    ['csv', `a;b\n1;2\n3;4\n5;6\n3;${long}`, [1, long.length]],
    ['csv', `a;b\n1;2\n3;4\n5;6\n3;${long}\n`, [1, long.length]],
    ['csv', `a;b\r\n1;2\r\n3;4\r\n5;6\r\n3;${long}\r\n`, [1, long.length]],
    ['csv', `a;b\n1;2\n3;4\n5;6\n${long};3\n\n\n`, [long.length, 1]],
    ['csv', `a;b\n1;2\n3;4\n5;6\n"${lines}";${long.slice(0, 450_000)}\n`, [lines.length, 450_000]],
    ['csv', `a;b\n1;2\n3;4\n5;6\n${long.slice(0, 450_000)};"${lines}"\n`, [450_000, lines.length]],
    ['ndjson', `${'{"a":1,"b":"x"}\n'.repeat(3)}{"a":2,"b":"${long}"}\n`, [1, long.length]]
  ])('is kept: %s %#', async (ending, content, lengths) => {
    const { sources, failed } = await importing(`fin.${ending}`, content)
    expect(failed).toEqual([])
    const sql = `SELECT length(t.a::VARCHAR) AS a, length(t.b::VARCHAR) AS b FROM raw."${sources[0]?.table.name}" t ORDER BY rowid`
    const [first, , , last, ...more] = await engine.session.project.rows(sql)
    expect([first, last, more]).toEqual([{ a: 1, b: 1 }, { a: lengths[0], b: lengths[1] }, []])
  })

  test('is no row of the table, but told, where it has another number of cells', async () => {
    const { sources } = await importing('fin.csv', `a;b\n1;2\n3;4\n5;6\n${long}\n`)
    expect(sources[0]?.report).toMatchObject({ faultCount: 1, faults: [{ line: 5 }] })
  })

  test('is told by the preview as the load will meet it', async () => {
    const told = async (length: number, end = '') => {
      const path = join(folder, 'apercu.csv')
      await writeFile(path, `a;b\n1;2\n3;4\n5;6\n${'x'.repeat(length)}${end}\n7;8\n`)
      const { notes } = await engine.client.sources.sniff({ origin: { kind: 'path', path }, name: 'apercu.csv' })
      return notes.map(({ en }) => en).join(' ')
    }
    expect(await told(70_000_000)).toContain('the load will refuse this file')
    expect(await told(40_000_000, ';1')).toMatch(/The load will read them, up to 64,000,000 characters a row/)
  })

  test('is refused with its line beyond the limit', async () => {
    const { sources, failed } = await importing('fin.csv', `a;b\n1;2\n3;4\n5;6\n${'x'.repeat(70_000_000)}\n`)
    expect(sources).toEqual([])
    expect(failed[0]?.message.en).toContain('the record that starts at line 5 is longer than 64,000,000 characters.')
  })
})
