import { createHash } from 'node:crypto'
import { mkdtemp, open, readFile, rm, utimes, writeFile, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Choices, Source } from '../../contract'
import { finish } from '../call'
import { createEngine, type Engine } from '../index'
import { foresee, foreseenOf } from './foresee'
import { withPart } from './list-parts'
import { withStaged } from './open-part'
import { sniffDelivered } from './sniff-delivered'

let engine: Engine
let folder: string
let path: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-foresee-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'x' })
  path = join(folder, 'avis.csv')
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const lines = (delimiter: string, note: (row: number) => string): string =>
  ['id', 'note'].join(delimiter) +
  Array.from({ length: 200 }, (_, row) => `\n${row}${delimiter}${note(row)}`).join('') +
  '\n'

async function seen(choices: Choices = {}) {
  const file = await open(path, 'r')
  try {
    return await foreseenOf(engine.session.project, file, await file.stat({ bigint: true }), choices)
  } finally {
    await file.close()
  }
}

const sniffed = (loads = true) =>
  engine.client.sources.sniff({ origin: { kind: 'path', path }, name: 'avis.csv', loads })

async function imported() {
  const { sources } = await finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'avis.csv' }] })
  )
  const rows = await engine.session.project.rows(`SELECT * FROM raw."${sources[0]?.table.name ?? ''}" LIMIT 2`)
  return {
    columns: sources[0]?.report.columns,
    rows,
    dialect: sources[0]?.report.dialect,
    sha256: sources[0]?.file.sha256
  }
}

/** What the preview read of all bytes, once it has. */
async function surveyedAhead() {
  const { ahead } = await seen()
  return vi.waitFor(() => ahead()?.survey ?? Promise.reject(new Error('not begun')), { timeout: 5_000 })
}

const sha256 = async () =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

test('a preview leaves the look of the load that follows, its columns judged as the load judges them', async () => {
  await writeFile(
    path,
    lines(';', (row) => String(row % 11))
  )
  const blind = await imported()
  expect((await seen()).judged).toBeNull()
  await sniffed()
  expect((await seen()).judged?.readings.map(({ kind }) => kind)).toEqual(['integer', 'integer'])
  expect(await imported()).toEqual(blind)
})

test('the bytes of a previewed file are read while somebody reads, and not again by its load', async () => {
  await writeFile(
    path,
    lines(';', (row) => String(row % 11))
  )
  await sniffed()
  const ahead = await surveyedAhead()
  expect(ahead).toMatchObject({ sha256: await sha256(), encoding: { encoding: 'utf-8' }, found: false })
  // What only the preview can have told.
  Object.assign(ahead ?? {}, { sha256: 'told by the preview' })
  expect((await imported()).sha256).toBe('told by the preview')
})

test('what was foreseen counts for the same bytes and the same choices only', async () => {
  await writeFile(
    path,
    lines(';', (row) => String(row % 11))
  )
  await foresee(engine.session.project, path, {})
  expect((await seen()).judged).not.toBeNull()
  expect((await seen({ encoding: 'utf-8' })).judged).toBeNull()
  const later = new Date(Date.now() + 5_000)
  await utimes(path, later, later)
  expect((await seen()).judged).toBeNull()
})

test('a file that changes between its preview and its load is loaded as it is then', async () => {
  await writeFile(
    path,
    lines(';', () => '7')
  )
  await sniffed()
  await writeFile(
    path,
    lines(',', () => 'x')
  )
  const { rows, dialect } = await imported()
  expect(rows).toEqual([
    { id: 0, note: 'x' },
    { id: 1, note: 'x' }
  ])
  expect(dialect?.delimiter).toBe(',')
})

test('a wrong forecast changes nothing: the load proves it on all bytes', async () => {
  const digits = lines(';', (row) => String(row % 10))
  await writeFile(path, digits)
  const first = new Date(Date.now() - 60_000)
  await utimes(path, first, first)
  await sniffed()
  await surveyedAhead()
  // The same size and the same time: only the bytes tell.
  const file = await open(path, 'r+')
  await file.write('x', digits.length - 2)
  await file.close()
  await utimes(path, first, first)
  const { columns, sha256: told } = await imported()
  expect(told).toBe(await sha256())
  const held = await engine.session.project.rows('SELECT note FROM raw.avis WHERE id = 199')
  expect(held).toEqual([{ note: 'x' }])
  expect(columns?.[1]).toMatchObject({ name: 'note', failures: 1 })
})

test('a look that no load follows prepares none, also one by the choices of a source', async () => {
  await writeFile(
    path,
    lines(';', (row) => String(row % 11))
  )
  await sniffed(false)
  expect((await seen()).judged).toBeNull()
  const { sources } = await finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'avis.csv' }] })
  )
  const { project } = engine.session
  await withStaged(project, { kind: 'path', path }, 'avis.csv', (file) =>
    withPart(project, file, [], { name: 'avis.csv' }, (part) => sniffDelivered(project, part, sources[0] as Source))
  )
  expect((await seen()).judged).toBeNull()
})

test('a file whose facts cannot be had is closed again', async () => {
  await writeFile(
    path,
    lines(';', () => '1')
  )
  const file = await open(path, 'r')
  const kind = Object.getPrototypeOf(file) as FileHandle
  await file.close()
  const asked: FileHandle[] = []
  vi.spyOn(kind, 'stat').mockImplementation(function (this: FileHandle) {
    asked.push(this)
    return Promise.reject(new Error('gone'))
  })
  try {
    await foresee(engine.session.project, path, {}).catch(() => undefined)
    expect(asked.map(({ fd }) => fd)).toEqual([-1])
  } finally {
    vi.restoreAllMocks()
  }
})
