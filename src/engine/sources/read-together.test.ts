import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEngine, finish, type Engine } from '../index'

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-together-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

/** The column of amounts of files put together, each with its own way of writing them. */
async function together(files: readonly (readonly string[])[]) {
  const list = await Promise.all(
    files.map(async (values, at) => {
      const [name, path] = [`f${at}.csv`, join(folder, `f${at}.csv`)]
      const lines = Array.from({ length: 12 }, (_, i) => `v${i};${values[i % values.length] ?? ''}\n`)
      await writeFile(path, `ville;montant\n${lines.join('')}`)
      return { origin: { kind: 'path' as const, path }, name }
    })
  )
  const { sources } = await finish(
    await engine.client.sources.import({ files: list, together: { name: 't', fileColumn: true } })
  )
  const [row] = await engine.session.project.rows<{ sum: number }>('SELECT sum(try_cast(montant AS DOUBLE)) AS sum FROM clean.t') // prettier-ignore
  const column = sources[0]?.report.columns[1]
  return { type: column?.type, failures: column?.failures, sum: row?.sum }
}

test.each([
  [
    'points, commas and spaces',
    [
      ['1234.50', '0.50'],
      ['1234,50', '0,50'],
      ['1 234,50', '0,50']
    ],
    6 * 1235 * 3
  ],
  [
    'points with spaces beside commas',
    [
      ['1 234.50', '0.50'],
      ['1234,50', '0,50']
    ],
    6 * 1235 * 2
  ],
  [
    'whole thousands beside both marks',
    [
      ['1234.50', '0.50'],
      ['1234,50', '0,50'],
      ['1\u202f234', '1']
    ],
    6 * 1235 * 3
  ],
  [
    'a currency beside bare amounts',
    [
      ['1234.50', '0.50'],
      ['1 234,50 €', '0,50 €']
    ],
    6 * 1235 * 2
  ]
])('%s are read as the numbers that each file means', async (_, files, sum) => {
  expect(await together(files)).toEqual({ type: 'DOUBLE', failures: 0, sum })
})

test.each([
  [
    'a point that parts thousands in another file',
    [
      ['12.5', '2.5'],
      ['1.234,50', '12,20']
    ]
  ],
  [
    'thousands parted in two ways',
    [
      ['1 234.50', '2 500.10'],
      ["1'234,50", '12,20']
    ]
  ],
  [
    'shares beside bare numbers',
    [
      ['12.5', '2.5'],
      ['12,5 %', '12,2 %']
    ]
  ],
  [
    'words in one file',
    [
      ['1234.50', '2.50'],
      ['1 234,50', '2,5'],
      ['abc', 'x']
    ]
  ]
])('%s: the column stays text', async (_, files) => {
  expect(await together(files)).toMatchObject({ type: 'VARCHAR' })
})
