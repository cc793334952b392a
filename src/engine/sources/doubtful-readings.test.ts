import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Step } from '../../contract'
import { createEngine, finish, type Engine } from '../index'

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-doubts-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

async function load(bytes: string) {
  const path = join(folder, 'f.csv')
  await writeFile(path, bytes)
  const { sources } = await finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'f.csv' }] })
  )
  return sources[0]?.report
}

test.each([',', '.'])(
  'a “%s” that may part thousands is read as decimal, kept as text and told in the report',
  async (mark) => {
    const report = await load(
      `poids_kg;n\n${[12, '3?125', 7, '2?375', 9, '1?625'].map((v) => `${v};a\n`.replace('?', mark)).join('')}`
    )
    expect(report?.notes.map(({ fr }) => fr)).toContainEqual(
      expect.stringContaining(
        `« poids_kg » : nombre à ${mark === ',' ? 'virgule décimale' : 'point décimal'} (à vérifier`
      )
    )
    const rows = await engine.session.project.rows<{ raw: string; clean: number }>(
      'SELECT r.poids_kg AS raw, c.poids_kg AS clean FROM raw.f r JOIN clean.f c ON r.rowid = c.rowid'
    )
    expect(rows[1]).toEqual({ raw: `3${mark}125`, clean: 3.125 })
  }
)

test('two-digit years lie in the past; the hundred years are told and stay with the step', async () => {
  const report = await load(
    `naissance;n\n${['26/02/65', '14/07/48', '31/12/99', '01/03/01'].map((v) => `${v};a\n`).join('')}`
  )
  const from = new Date().getFullYear() - 99
  expect(report?.notes.map(({ fr }) => fr)).toContain(
    `« naissance » : date jj/mm/aa, années à deux chiffres lues entre ${from} et ${from + 99}.`
  )
  const rows = await engine.session.project.rows<{ d: string }>('SELECT naissance::VARCHAR AS d FROM clean.f')
  expect(rows.map(({ d }) => d)).toEqual(['1965-02-26', '1948-07-14', '1999-12-31', '2001-03-01'])
  const [step] = await engine.session.project.list('step', Step)
  expect(step?.spec).toMatchObject({ reading: { yearsFrom: from } })
})

test('a date with two-digit years that was chosen by hand has the hundred years of its column, seen first and then loaded', async () => {
  const path = join(folder, 'f.csv')
  await writeFile(path, `naissance;n\n${['26/02/35', '14/07/48', '31/12/65'].map((v) => `${v};a\n`).join('')}`)
  const reading = { kind: 'date' as const, shapes: ['%d/%m/%y'] }
  const file = { origin: { kind: 'path' as const, path }, name: 'f.csv', choices: { columns: [{ name: 'naissance', reading, missing: [] }] } } // prettier-ignore
  const from = new Date().getFullYear() - 99
  const seen = await engine.client.sources.sniff({ ...file, recall: false, loads: true })
  expect(seen.columns[0]?.reading).toEqual({ ...reading, yearsFrom: from })
  await finish(await engine.client.sources.import({ files: [file] }))
  const rows = await engine.session.project.rows<{ d: string }>('SELECT naissance::VARCHAR AS d FROM clean.f')
  expect(rows.map(({ d }) => d)).toEqual(['1935-02-26', '1948-07-14', '1965-12-31'])
})

test('codes that are chosen to be read as whole numbers are counted with their zeros, seen first and then loaded', async () => {
  const path = join(folder, 'f.csv')
  await writeFile(path, `ville;code\n${['01000', '06300', '75001', '01000', '00'].map((v) => `a;${v}\n`).join('')}`)
  const choices = { columns: [{ name: 'code', reading: { kind: 'integer' as const, grouping: '' as const }, missing: ['00'] }] } // prettier-ignore
  const file = { origin: { kind: 'path' as const, path }, name: 'f.csv', choices }
  const lostZeros = { count: 3, examples: ['01000', '06300'] }
  const seen = await engine.client.sources.sniff({ ...file, recall: false })
  expect(seen.columns[1]).toMatchObject({ failures: 0, lostZeros })
  expect(seen.marks?.[1]).toEqual({ unread: [], coded: [0, 1, 3] })
  const { sources } = await finish(await engine.client.sources.import({ files: [file] }))
  expect(sources[0]?.report.columns[1]).toMatchObject({ failures: 0, lostZeros })
  const [source] = await engine.client.sources.list({})
  const text = { kind: 'text' as const }
  const again = await engine.client.sources.reread({ source: source?.id ?? '', column: 'code', reading: text })
  expect(again.report.columns[1]?.lostZeros).toEqual({ count: 0, examples: [] })
})

test('a code far down a column of numbers in thousands is told with its zeros', async () => {
  const report = await load(
    `montant;n\n${Array.from({ length: 60_000 }, (_, i) => `${i === 55_000 ? '00712' : `${1 + (i % 9)} 450`};a\n`).join('')}`
  )
  expect(report?.columns[0]).toMatchObject({ type: 'BIGINT', lossless: false })
  expect(report?.columns[0]?.lostZeros).toEqual({ count: 1, examples: ['00712'] })
})

test('texts written as formulas of Excel lose their signs and keep their zeros, the raw text stays', async () => {
  const report = await load(`code;n\n${['00012', '00345', '01000'].map((v) => `="${v}";a\n`).join('')}`)
  expect(report?.columns[0]).toMatchObject({
    type: 'VARCHAR',
    lossless: false,
    failures: 0,
    reading: { kind: 'formula' }
  })
  expect(report?.notes.map(({ fr }) => fr)).toContainEqual(expect.stringContaining('="00012" donne 00012'))
  const rows = await engine.session.project.rows('SELECT r.code AS raw, c.code AS clean FROM raw.f r JOIN clean.f c ON r.rowid = c.rowid') // prettier-ignore
  expect(rows[0]).toEqual({ raw: '="00012"', clean: '00012' })
  const [source] = await engine.client.sources.list({})
  await engine.client.sources.reread({ source: source?.id ?? '', column: 'code', reading: { kind: 'text' } })
  expect(await engine.session.project.rows('SELECT min(code) AS code FROM clean.f')).toEqual([{ code: '="00012"' }])
})

test('names that come again in another order, as exports put together have, are told with their place, seen first and then loaded', async () => {
  const rows = (n: number, row: (i: number) => string): string => Array.from({ length: n }, (_, i) => row(i)).join('')
  const bytes = `ville;n\n${rows(40, (i) => `Ville ${i};${i}\n`)}n;ville\n${rows(40, (i) => `${i};Ville ${i}\n`)}`
  const report = await load(bytes)
  const told = expect.stringMatching(/ligne 41 des données.*\(n, ville\)/)
  expect(report?.notes.map(({ fr }) => fr)).toContainEqual(told)
  const file = { origin: { kind: 'path' as const, path: join(folder, 'f.csv') }, name: 'f.csv' }
  expect((await engine.client.sources.sniff({ ...file, recall: false })).notes.map(({ fr }) => fr)).toContainEqual(told)
  const other = await load(`ville;n\n${rows(40, (i) => `n;${i}\n`)}ville;7\nn;n\n`)
  expect(other?.notes.filter(({ fr }) => fr.includes('autre ordre'))).toEqual([])
})
