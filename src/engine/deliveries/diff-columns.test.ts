import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeProject, openProject, type Project } from '../project'
import { rawColumns } from '../sources'
import { diffColumns } from './diff-columns'

let folder: string
let project: Project
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-columns-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
})
afterEach(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

/** The diff between two tables, each as the list of a SELECT over rows numbered from 0 by `i`. */
async function diff(before: string, arriving: string, rows = 200, arrivingRows = rows) {
  const make = async (table: string, list: string, count: number) => {
    await project.database.run(`CREATE OR REPLACE TABLE raw.${table} AS SELECT ${list} FROM range(${count}) r(i)`)
    return { table, columns: await rawColumns(project, table) }
  }
  return diffColumns(project, await make('avant', before, rows), await make('apres', arriving, arrivingRows))
}

test('columns of few distinct values are no rename for holding the same ones', async () => {
  const found = await diff(
    'i AS id, i % 2 AS actif, i % 3 AS z',
    `i AS id, i % 3 AS z, i // 100 AS remise, 'x' AS canal`
  )
  expect(found).toMatchObject({ gone: ['actif'], added: ['remise', 'canal'], renamed: [] })
  const words = await diff(
    `if(i % 2 = 0, 'oui', 'non') AS abonne, i AS id`,
    `i AS id, if(i < 9, 'oui', 'non') AS litige`
  )
  expect(words.renamed).toEqual([])
})

test('columns of few distinct values are a rename where their names are alike, or where no other column changed', async () => {
  const alike = await diff('i AS id, i % 2 AS actif', `i AS id, 'x' AS canal, i % 2 AS est_actif`)
  expect(alike.renamed).toMatchObject([{ from: 'actif', to: 'est_actif' }])
  const alone = await diff('i AS id, i % 5 AS note, i AS z', 'i AS id, i % 5 AS avis, i AS z')
  expect(alone.renamed).toMatchObject([{ from: 'note', to: 'avis' }])
})

test('columns of few distinct values are a rename under whatever name where they agree row by row, whatever the order', async () => {
  const before = `i AS id, if(i % 3 = 0, 'oui', 'non') AS q1, i % 5 AS q2, i % 7 = 0 AS q3`
  const now = `i % 7 = 0 AS rappel, i % 5 AS avis, 199 - i AS z, if(i % 3 = 0, 'oui', 'non') AS satisfait, i AS id`
  const found = await diff(before, now)
  const pairs = found.renamed.map(({ from, to }) => `${from} ${to}`).sort()
  expect(pairs).toEqual(['q1 satisfait', 'q2 avis', 'q3 rappel'])
  expect(found).toMatchObject({ gone: [], added: ['z'] })
  // Without a column that tells rows apart, rows alike in the shared ones are compared as a set.
  const keyless = await diff(
    `'v' || (i // 10) AS ville, if(i % 3 = 0, 'oui', 'non') AS q1`,
    `'x' AS canal, if(i % 3 = 0, 'oui', 'non') AS satisfait, 'v' || (i // 10) AS ville`
  )
  expect(keyless.renamed).toMatchObject([{ from: 'q1', to: 'satisfait' }])
})

test('shared columns may have any name, and either side may be a small part of the other', async () => {
  const before = `i AS h, i AS "value", i AS n, i AS l0, if(i % 3 = 0, 'oui', 'non') AS q1`
  const now = `'x' AS canal, if(i % 3 = 0, 'oui', 'non') AS satisfait, i AS h, i AS "value", i AS n, i AS l0`
  const wanted = [{ from: 'q1', to: 'satisfait' }]
  expect((await diff(before, now)).renamed).toMatchObject(wanted)
  expect((await diff(before, now, 200_000, 60)).renamed).toMatchObject(wanted)
  expect((await diff(before, now, 60, 200_000)).renamed).toMatchObject(wanted)
})

test('columns of many values are a rename under whatever name, also where only some values are common', async () => {
  const found = await diff(`i AS id, 'c' || i AS client`, `'x' AS canal, 'c' || (i + 100) AS acheteur, i AS id`, 20_000)
  expect(found.renamed).toMatchObject([{ from: 'client', to: 'acheteur' }])
  // 0.5 × values, 0.15 for the place and 0.1 for the type: the values are those of a sample of distinct ones.
  expect(found.renamed[0]?.likeness).toBeGreaterThan(0.72)
})

test('six rows of codes that agree one by one are a rename under whatever name; ratings of as many are not', async () => {
  const code = "(['01000', '06000', '13001', '69003', '75011', '33000'])[i + 1]"
  const found = await diff(
    `i AS id, ${code} AS depot, 'n' || i AS nom`,
    `i AS id, 'n' || i AS nom, 'x' AS canal, ${code} AS agence`,
    6
  )
  expect(found.renamed).toMatchObject([{ from: 'depot', to: 'agence' }])
  const ratings = await diff('i AS id, i % 3 AS q1, i AS z', `i AS id, 'x' AS canal, i % 3 AS avis, i AS z`, 6)
  expect(ratings.renamed).toEqual([])
})

test('initials of the other name speak for a rename, of the same type at the same place', async () => {
  const now = (name: string) => `i AS id, lpad((i * 37 % 900)::VARCHAR, 5, '7') AS "${name}"`
  const before = (name: string) => `i AS id, lpad((i * 41 % 900)::VARCHAR, 5, '0') AS "${name}"`
  for (const [from, to] of [
    ['CP', 'Code postal'],
    ['DateNaissance', 'DN'],
    ['CA', 'Chiffre d’affaires']
  ] as const)
    // prettier-ignore
    expect((await diff(before(from), now(to))).renamed).toMatchObject([{ from, to }])
  expect((await diff(before('CP'), now('Pays'))).renamed).toEqual([])
})

test('300 columns gone and 300 others come are compared by name and place within ten seconds', async () => {
  const list = (name: (n: number) => string) =>
    Array.from({ length: 300 }, (_, n) => `i + ${n * 7} AS "${name(n)}"`).join(', ')
  const started = performance.now()
  const found = await diff(
    list((n) => `mesure ${n}`),
    list((n) => `MESURE_${n}_kg`),
    1_000
  )
  expect(performance.now() - started).toBeLessThan(60_000)
  expect(found.renamed).toHaveLength(300)
  expect(found.renamed).toContainEqual(expect.objectContaining({ from: 'mesure 123', to: 'MESURE_123_kg' }))
}, 60_000)

test('120 columns gone and 120 others come are compared by their values within ten seconds', async () => {
  const list = (letter: string, reversed: boolean) =>
    Array.from({ length: 120 }, (_, n) => `${reversed ? 119 - n : n} * 100000 + i AS "${letter.repeat(3)}${n}"`).join(
      ', '
    )
  const started = performance.now()
  const found = await diff(list('a', false), list('z', true), 5_000)
  expect(performance.now() - started).toBeLessThan(60_000)
  expect(found.renamed).toContainEqual({ from: 'aaa3', to: 'zzz116', likeness: expect.any(Number) as number })
}, 60_000)

test('names in other letters than a to z are no initials of one another', async () => {
  const found = await diff('i AS id, i % 90 AS "Дата рождения"', 'i AS id, 5000 + i % 70 AS "ИНН"')
  expect(found).toMatchObject({ gone: ['Дата рождения'], added: ['ИНН'], renamed: [] })
})
