import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ChartIntent, NamedFilter, type Filter } from '../../contract'
import { createEngine, type Engine } from '..'

let folder: string
let engine: Engine
const table = { schema: 'raw' as const, name: 't' }
const few: Filter = { all: [{ column: 'n', op: '<', values: [10] }] }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-filters-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
  await engine.session.project.database.run(
    `CREATE TABLE raw.t AS SELECT i AS n, 's' || (i % 2) AS s FROM range(100) r(i)`
  )
})

afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

it('are saved, renamed, duplicated and removed, each undoable and in the journal', async () => {
  const { filters, project } = engine.client
  const made = NamedFilter.parse(await filters.save({ name: 'Peu', table, filter: few }))
  await expect(filters.save({ name: 'peu', table, filter: few })).rejects.toMatchObject({ data: { kind: 'conflict' } })
  await filters.update({ id: made.id, name: 'Moins de dix' })
  const copy = await filters.duplicate({ id: made.id, name: 'Copie' })
  await filters.update({ id: copy.id, filter: { all: [{ column: 'n', op: '>=', values: [90] }] } })
  await filters.remove({ id: made.id })
  expect((await filters.list({})).map(({ name, words }) => [name, words.fr])).toEqual([['Copie', '« n » ≥ 90']])
  expect((await project.history({})).map(({ label }) => label.fr)).toEqual([
    'Enregistrer le filtre « Peu »',
    'Renommer le filtre « Peu → Moins de dix »',
    'Dupliquer le filtre « Copie »',
    'Modifier le filtre « Copie »',
    'Supprimer le filtre « Moins de dix »'
  ])
  await project.undo({})
  expect((await filters.list({})).map(({ name }) => name)).toEqual(['Moins de dix', 'Copie'])
})

it('are refused over a column that is not there, and tell of one that is gone', async () => {
  const { filters } = engine.client
  const gone: Filter = { all: [{ column: 'x', op: 'present', values: [] }] }
  await expect(filters.save({ name: 'Sans', table, filter: gone })).rejects.toThrow('“x”')
  const made = await filters.save({ name: 'Par s', table, filter: { all: [{ column: 's', op: '=', values: ['s1'] }] } })
  expect(made.problem).toBeNull()
  await engine.session.project.database.run('ALTER TABLE raw.t RENAME COLUMN s TO autre')
  const read = (await filters.list({})).find(({ id }) => id === made.id)
  expect(read?.problem?.fr).toBe('La colonne « s » n’existe pas dans cette table.')
  await engine.session.project.database.run('ALTER TABLE raw.t RENAME COLUMN autre TO s')
})

it('are written beside a chart and its finding, which is told stale once the filter changed or is gone', async () => {
  const { filters, charts, findings } = engine.client
  const { id, name } = await filters.save({ name: 'Bas', table, filter: few })
  const filter: Filter = { ...few, named: { id, name } }
  const intent = ChartIntent.parse({ kind: 'bar', table, x: { column: 's' }, filter })
  const { evidence, n } = await charts.data({ intent })
  expect(n).toBe(10)
  expect(evidence.filter.fr).toBe('filtre « Bas » (« n » < 10)')
  const pinned = await findings.pin({ title: 'Peu', kind: 'chart', evidence })
  expect(pinned.stale).toBe(false)
  await filters.update({ id, filter: { all: [{ column: 'n', op: '<', values: [20] }] } })
  const changed = (await findings.list({})).find((finding) => finding.id === pinned.id)
  expect(changed?.changes.map(({ fr }) => fr)).toEqual(['Le filtre « Bas » a changé : « n » < 20.'])
  const fresh = await findings.refresh({ id: pinned.id })
  expect([fresh.stale, fresh.evidence.filter.fr]).toEqual([false, 'filtre « Bas » (« n » < 20)'])
  expect(fresh.evidence.sql).toContain('"n" < 20')
  await filters.remove({ id })
  const gone = (await findings.list({})).find((finding) => finding.id === pinned.id)
  expect(gone?.changes.map(({ fr }) => fr)).toEqual(['Le filtre « Bas » n’est plus dans le projet.'])
})

it('narrow a figure as it is pinned, whatever alias its query gives the table', async () => {
  const { filters, findings } = engine.client
  const { id, name } = await filters.save({ name: 'Dix', table, filter: few })
  const filter: Filter = { ...few, named: { id, name } }
  const words = { fr: 'Toutes les lignes', en: 'All rows' }
  for (const sql of [
    'SELECT count(*) AS n FROM "raw"."t"',
    'SELECT count(*) AS n FROM "raw"."t" AS x WHERE x.n >= 0 AND x.rowid < 50',
    'SELECT count(*) AS n FROM "raw"."t" é WHERE \'é\' = \'é\' AND é.n >= 0'
  ]) {
    const evidence = { title: words, definition: words, n: 100, filter: words, sql, rowsSql: null, table, columns: [] }
    const pinned = await findings.pin({ title: 'n', kind: 'profile', evidence, filter })
    expect(pinned.figure.value).toBe(10)
    expect(pinned.evidence.filter.en).toBe('filter “Dix” (“n” < 10); All rows')
    const again = { ...pinned.evidence }
    await expect(findings.pin({ title: 'n', kind: 'profile', evidence: again, filter })).rejects.toThrow('afterwards')
  }
  await filters.update({ id, filter: { all: [{ column: 'n', op: '<', values: [30] }] } })
  const [first] = (await findings.list({})).filter(({ title, stale }) => title === 'n' && stale)
  expect((await findings.refresh({ id: first?.id ?? '' })).figure.value).toBe(30)
})
