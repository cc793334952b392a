import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createEngine, finish, type Engine } from '..'
import type { MeasureRequest, NewLook } from '../../contract'

let folder: string
let engine: Engine
let now: Date
const table = { schema: 'clean' as const, name: 'avis' }
const at = (column: string) => ({ table: 'avis', column })

/** Answers with a score, three regions, two channels and a day, over three years. */
const ROWS = Array.from({ length: 240 }, (_, i) => {
  const day = new Date(Date.UTC(2021, 0, 1 + i * 7)).toISOString().slice(0, 10)
  return [i % 11, ['Nord', 'Sud', 'Est'][i % 3], ['web', 'tel'][i % 2], day, i % 4 ? i * 3 : ''].join(';')
})

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-exploration-'))
  now = new Date('2026-03-30T08:00:00Z')
  engine = createEngine({ folder, settings: folder, now: () => now })
  await engine.client.project.create({ name: 'p' })
  const path = join(folder, 'avis.csv')
  await writeFile(path, `note;région;canal;jour;retard\n${ROWS.join('\n')}\n`)
  await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'avis.csv' }] }))
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const later = (minutes: number): void => void (now = new Date(now.getTime() + minutes * 60_000))
const measure = (column: string): MeasureRequest => ({
  table,
  score: 'note',
  measure: { kind: 'nps' },
  segment: { column, by: { kind: 'value' }, via: null }
})
const columns = async () => {
  const map = await engine.client.exploration.table({ table })
  return Object.fromEntries(map.columns.map(({ name, counts }) => [name, counts]))
}

describe('looks', () => {
  test('a pivot table and two sides compared are looks with their comparisons', async () => {
    const { pivot, compare, exploration } = engine.client
    const spec = {
      table,
      rows: [{ column: 'région' }],
      columns: [{ column: 'canal' }],
      measures: [{ aggregate: 'count' as const }, { aggregate: 'mean' as const, column: 'note' }]
    }
    await pivot.plan({ spec })
    // Six groups against the rest, and the two columns crossed.
    expect((await exploration.comparisons({})).made).toBe(6 + 1)
    const side = (value: string) => ({
      kind: 'table' as const,
      table,
      filter: { all: [{ column: 'région', op: '=' as const, values: [value] }] }
    })
    const south = await finish(await compare.run({ a: side('Nord'), b: side('Sud') }))
    const east = await finish(await compare.run({ a: side('Nord'), b: side('Est') }))
    expect(south.tests).toBeGreaterThan(2)
    expect((await exploration.comparisons({})).made).toBe(6 + 1 + south.tests + east.tests)
    expect(await columns()).toMatchObject({ note: { pivot: 1, compare: 2 }, jour: { compare: 2 } })
  })

  test('are taken down where a figure is computed, each by what it showed', async () => {
    const { charts, exploration, filters, profile, satisfaction, tables } = engine.client
    await tables.shape({ source: { kind: 'table', table } })
    for await (const _event of await profile.table({ table, depth: 'balanced' }));
    expect((await exploration.map({})).tables[0]).toMatchObject({ opened: 1, seen: 0, looks: 1 })
    await profile.columnEvidence({ table, column: 'retard' })
    await satisfaction.measure(measure('région'))
    await charts.data({
      intent: { kind: 'bar', table, x: { column: 'canal' }, y: { column: 'retard', aggregate: 'mean' } }
    })
    await filters.facets({
      table,
      filter: { all: [{ column: 'canal', op: '=', values: ['web'] }] },
      facets: [
        { kind: 'text', column: 'canal' },
        { kind: 'number', column: 'note' }
      ]
    })
    expect(await columns()).toEqual({
      note: { measure: 1, facet: 1 },
      région: { segment: 1 },
      canal: { chart: 1, segment: 2, facet: 1 },
      jour: {},
      retard: { column: 1, chart: 1 }
    })
    // Three regions against the rest, two channels against each other, one distribution under a filter.
    expect((await exploration.comparisons({})).made).toBe(3 + 1 + 1)
  })

  test('of a chart of a query are of no column of the table that bears the same name', async () => {
    const { charts, exploration } = engine.client
    const query = `SELECT région AS canal, avg(note) AS retard FROM ${table.schema}.avis GROUP BY ALL`
    await charts.data({
      intent: { kind: 'bar', table, query, x: { column: 'canal' }, y: { column: 'retard', aggregate: 'mean' } }
    })
    expect(await columns()).toEqual({ note: {}, région: {}, canal: {}, jour: {}, retard: {} })
    expect((await exploration.looks({ offset: 0, limit: 10 })).looks).toMatchObject([{ kind: 'chart', tables: [] }])
    expect((await exploration.comparisons({})).made).toBe(3)
    // The same axes over another query are another figure.
    await charts.data({
      intent: { kind: 'bar', table, query: `${query} HAVING count(*) > 1`, x: { column: 'canal' }, y: { column: 'retard', aggregate: 'mean' } } // prettier-ignore
    })
    expect((await exploration.map({})).figures).toBe(2)
    expect((await exploration.comparisons({})).made).toBe(6)
  })

  test('count each figure once for comparisons, and once more a look when it is read again', async () => {
    const { exploration, satisfaction } = engine.client
    for (let i = 0; i < 3; i++) await satisfaction.measure(measure('région'))
    later(24 * 60)
    await satisfaction.measure(measure('région'))
    const map = await exploration.map({})
    expect(map).toMatchObject({ looks: 4, figures: 1, comparisons: { made: 3 } })
    expect(map.comparisons.byChance).toBeCloseTo(0.15)
    expect(map.comparisons.threshold).toBeCloseTo(0.05 / 3)
    const days = await exploration.days({})
    expect(days.map(({ day, looks, comparisons }) => [day, looks, comparisons])).toEqual([
      ['2026-03-31', 1, 0],
      ['2026-03-30', 3, 3]
    ])
  })

  test('are not in the history: no undo takes one back, and none can be undone', async () => {
    const { exploration, project, satisfaction } = engine.client
    const history = await project.history({})
    const { revision } = engine.session.open ? await engine.session.open.info() : { revision: -1 }
    await satisfaction.measure(measure('canal'))
    expect((await exploration.map({})).looks).toBe(1)
    expect(await project.history({})).toEqual(history)
    expect((await engine.session.project.info()).revision).toBe(revision)
    await exploration.write({ text: 'La note baisse', columns: [at('retard')], confidence: 'mid' })
    await project.undo({})
    await project.undo({})
    expect(await exploration.guesses({})).toEqual([])
    expect((await exploration.looks({ offset: 0, limit: 9 })).looks.map(({ kind, times }) => [kind, times])).toEqual([
      ['measure', 1]
    ])
  })

  test('outlive the program, those of the last moment too', async () => {
    await engine.client.satisfaction.measure(measure('canal'))
    const { path } = engine.session.project
    await engine.client.project.close({})
    await engine.client.project.open({ path })
    expect(await engine.client.exploration.map({})).toMatchObject({ looks: 1, comparisons: { made: 1 } })
  })

  test('that come while others are being written are kept', async () => {
    const { looks } = engine.session.project
    const look = (name: string): NewLook => ({
      kind: 'column',
      tables: ['avis'],
      columns: [at(name)],
      segment: null,
      filter: null,
      figure: { fr: name, en: name },
      comparisons: 0
    })
    looks.note(look('note'))
    const writing = looks.write()
    looks.note(look('canal'))
    await writing
    looks.note(look('jour'))
    const path = join(folder, 'copie.chantier')
    expect((await looks.list()).map(({ figure }) => figure.fr).sort()).toEqual(['canal', 'jour', 'note'])
    await engine.client.project.close({})
    await copyFile(join(folder, 'p.chantier'), path)
    await engine.client.project.open({ path })
    expect(await engine.session.project.looks.list()).toHaveLength(3)
  })

  test('of a query name the tables and columns that it reads, those of aliases too', async () => {
    const { exploration } = engine.client
    await exploration.look({
      kind: 'query',
      sql: 'SELECT a."région", avg(NOTE) FROM clean.avis AS a WHERE canal IS NOT NULL GROUP BY 1 -- retard'
    })
    await exploration.look({ kind: 'query', sql: 'SELECT * FROM clean.avis' })
    await exploration.look({ kind: 'query', sql: 'SELECT 1' })
    await exploration.look({ kind: 'query', sql: 'not a query' })
    expect(await columns()).toEqual({
      note: { query: 1 },
      région: { query: 1 },
      canal: { query: 1 },
      jour: {},
      retard: {}
    })
    expect((await exploration.comparisons({})).queries).toBe(2)
  })

  test('of values in view in the grid are no figure: told apart on the map, in a guess and in what is blind', async () => {
    const { exploration, profile, tables } = engine.client
    await tables.shape({ source: { kind: 'table', table } })
    await exploration.look({ kind: 'grid', table, columns: ['note', 'jour', 'gone'] })
    const [covered] = (await exploration.map({})).tables
    expect(covered).toMatchObject({ opened: 1, seen: 0, inView: 2, looks: 1 })
    expect((await exploration.map({})).looks).toBe(1)
    expect((await exploration.looks({ offset: 0, limit: 9 })).total).toBe(1)
    expect(await columns()).toEqual({ note: {}, région: {}, canal: {}, jour: {}, retard: {} })
    const map = await exploration.table({ table })
    expect(map.columns.flatMap(({ name, inView }) => (inView ? [name] : []))).toEqual(['note', 'jour'])
    const blind = await exploration.blind({ table })
    const why = (name: string) => blind.find((one) => one.kind === 'column' && one.column === name)?.reasons[0]?.fr
    expect([why('jour'), why('canal')]).toEqual(['vue dans la grille, aucun chiffre ouvert', 'jamais regardée'])
    later(1)
    const write = (column: string) => exploration.write({ text: column, columns: [at(column)], confidence: 'mid' })
    expect(await write('note')).toMatchObject({ time: 'before', seenBefore: null, inView: '2026-03-30T08:00:00.000Z' })
    expect(await write('canal')).toMatchObject({ time: 'before', inView: null })
    await profile.columnEvidence({ table, column: 'note' })
    expect((await exploration.map({})).tables[0]).toMatchObject({ seen: 1, inView: 1 })
  })

  test('by day tell the guesses written and what became of them', async () => {
    const { exploration } = engine.client
    const { id } = await exploration.write({ text: 'Le Nord attend plus', columns: [at('retard')], confidence: 'high' })
    later(24 * 60)
    await exploration.decide({ id, outcome: { verdict: 'contradicted', finding: null, figure: '12 min contre 13' } })
    const told = (await exploration.days({})).map(({ day, guesses }) => [day, guesses])
    const guess = { id, text: 'Le Nord attend plus', time: 'before' }
    expect(told).toEqual([
      ['2026-03-31', [{ ...guess, isWritten: false, verdict: 'contradicted', decidedBy: '12 min contre 13' }]],
      ['2026-03-30', [{ ...guess, isWritten: true, verdict: null, decidedBy: '' }]]
    ])
  })

  test('told of a table or a column that is not there are none', async () => {
    const { exploration } = engine.client
    const told = { kind: 'evidence' as const, figure: { fr: 'x', en: 'x' } }
    await exploration.look({ ...told, table: { schema: 'raw', name: 'autre' }, columns: ['note'] })
    await exploration.look({ ...told, table, columns: ['note', '__proto__'] })
    const { looks } = await exploration.looks({ offset: 0, limit: 9 })
    expect(looks.map(({ columns }) => columns)).toEqual([[at('note')]])
  })
})

describe('guesses', () => {
  test('are before, partly after or after the looks at their columns, by the log alone', async () => {
    const { exploration, profile, satisfaction } = engine.client
    const first = await exploration.write({ text: 'a', columns: [at('note'), at('région')], confidence: 'high' })
    expect(first).toMatchObject({ time: 'before', seenBefore: null, looked: 0 })
    later(1)
    await profile.columnEvidence({ table, column: 'note' })
    later(1)
    const partly = await exploration.write({ text: 'b', columns: [at('note'), at('région')], confidence: 'low' })
    expect(partly).toMatchObject({ time: 'partly', seenBefore: { kind: 'column', at: '2026-03-30T08:01:00.000Z' } })
    later(1)
    await satisfaction.measure(measure('région'))
    later(1)
    const after = await exploration.write({ text: 'c', columns: [at('région'), at('note')], confidence: 'mid' })
    expect(after).toMatchObject({ time: 'after', seenBefore: { kind: 'measure' }, looked: 0 })
    const guesses = await exploration.guesses({})
    expect(guesses.map(({ text, time, looked }) => [text, time, looked])).toEqual([
      ['a', 'before', 1],
      ['b', 'partly', 1],
      ['c', 'after', 0]
    ])
  })

  test('a comparison shows each column alone, beside those that make its sides', async () => {
    const { compare, exploration } = engine.client
    const sideOf = (schema: 'raw' | 'clean', value?: string) => ({
      kind: 'table' as const,
      table: { ...table, schema },
      ...(value ? { filter: { all: [{ column: 'région', op: '=' as const, values: [value] }] } } : {})
    })
    const write = async (...names: string[]) =>
      (await exploration.write({ text: 'a', columns: names.map(at), confidence: 'low' })).time
    await finish(await compare.run({ a: sideOf('raw'), b: sideOf('clean') }))
    later(1)
    expect([await write('note', 'canal'), await write('région', 'note'), await write('note')]).toEqual([
      'partly',
      'partly',
      'after'
    ])
    later(1)
    await finish(await compare.run({ a: sideOf('clean', 'Nord'), b: sideOf('clean', 'Sud') }))
    later(1)
    expect([await write('note', 'canal'), await write('région', 'note')]).toEqual(['partly', 'after'])
    const guesses = await exploration.guesses({})
    expect(guesses.map(({ looked }) => looked)).toEqual([0, 1, 1, 0, 0])
  })

  test('lose their place in time when they are changed, and only then', async () => {
    const { exploration, profile, project } = engine.client
    const { id } = await exploration.write({ text: 'a', columns: [at('retard')], confidence: 'low' })
    later(5)
    await profile.columnEvidence({ table, column: 'retard' })
    later(5)
    expect(await exploration.edit({ id, text: 'a' })).toMatchObject({ time: 'before' })
    expect(await exploration.edit({ id, confidence: 'high' })).toMatchObject({ time: 'after', confidence: 'high' })
    await project.undo({})
    expect((await exploration.guesses({}))[0]).toMatchObject({ time: 'before', confidence: 'low' })
  })

  test('are confronted with what decided them, undoably; a finding that is gone is told', async () => {
    const { exploration, findings, project, satisfaction } = engine.client
    const { id } = await exploration.write({ text: 'a', columns: [at('note')], confidence: 'low' })
    const decide = (outcome: Parameters<typeof exploration.decide>[0]['outcome']) => exploration.decide({ id, outcome })
    await expect(decide({ verdict: 'confirmed', finding: null, figure: '' })).rejects.toMatchObject({
      data: { kind: 'input' }
    })
    await expect(decide({ verdict: 'confirmed', finding: 'x', figure: '' })).rejects.toMatchObject({
      data: { kind: 'not_found' }
    })
    const { overall } = await satisfaction.measure({ ...measure('canal'), segment: null })
    const pinned = await findings.pin({ title: 'NPS', kind: 'measure', evidence: overall.evidence })
    later(1)
    expect(await decide({ verdict: 'contradicted', finding: pinned.id, figure: '' })).toMatchObject({
      outcome: { verdict: 'contradicted', decidedAt: now.toISOString() },
      decidedBy: { title: 'NPS', gone: false }
    })
    expect((await project.history({})).find(({ current }) => current)?.label).toEqual({
      fr: 'Confronter la supposition « a » : contredite',
      en: 'Confront the guess “a”: contradicted'
    })
    await expect(exploration.edit({ id, text: 'b' })).rejects.toMatchObject({ data: { kind: 'conflict' } })
    await findings.remove({ id: pinned.id })
    expect((await exploration.guesses({}))[0]?.decidedBy).toMatchObject({ gone: true })
    await project.undo({})
    await project.undo({})
    expect((await exploration.guesses({}))[0]?.outcome).toBeNull()
  })

  test('are about columns that are there', async () => {
    await expect(
      engine.client.exploration.write({ text: 'a', columns: [at('absente')], confidence: 'low' })
    ).rejects.toThrow('“absente”')
  })
})

describe('what is blind', () => {
  test('goes from a table never opened to what is left, worthiest first', async () => {
    const { exploration, satisfaction } = engine.client
    expect(await exploration.blind({ table: null })).toMatchObject([
      {
        kind: 'table',
        table: { name: 'avis' },
        reasons: [{ en: 'never opened, 240 rows' }, { en: '1 possible satisfaction score' }]
      }
    ])
    const before = await exploration.blind({ table })
    expect(before[0]).toMatchObject({ kind: 'table', table: { name: 'avis' } })
    expect(before.map(({ worth }) => worth)).toEqual(before.map(({ worth }) => worth).toSorted((a, b) => b - a))
    expect(before.find((one) => one.kind === 'column')).toMatchObject({ column: 'note' })
    await satisfaction.measure(measure('région'))
    const after = await exploration.blind({ table })
    const named = (kind: string) => after.flatMap((one) => (one.kind === kind && 'column' in one ? [one.column] : []))
    expect(named('table')).toEqual([])
    expect(named('column')).toEqual(['retard', 'canal', 'jour'])
    expect(named('segment')).toContain('canal')
    expect(named('segment')).not.toContain('région')
    expect(after.find((one) => one.kind === 'period')).toMatchObject({ column: 'jour', from: '2021-01-01' })
  })

  test('a column that rows were filtered by, and no figure was about, stays blind and says so', async () => {
    const { exploration, satisfaction } = engine.client
    const filter = { all: [{ column: 'canal', op: 'present' as const, values: [] }] }
    await satisfaction.measure({ ...measure('région'), filter })
    const blind = await exploration.blind({ table })
    const why = (name: string) => blind.find((one) => one.kind === 'column' && one.column === name)?.reasons[0]?.fr
    expect(why('canal')).toBe('servie de filtre seulement, aucun chiffre ouvert')
    expect([why('région'), why('note')]).toEqual([undefined, undefined])
  })

  test('periods are seen alone under a filter of their dates, together where a figure is split by them', async () => {
    const { exploration, satisfaction } = engine.client
    const filter = { all: [{ column: 'jour', op: 'between' as const, values: ['2022-01-01', '2022-12-31'] }] }
    await satisfaction.measure({ ...measure('canal'), filter })
    const periods = async () => (await exploration.table({ table })).periods[0]
    expect((await periods())?.unit).toBe('year')
    expect((await periods())?.bins.map(({ from, alone, split }) => [from.slice(0, 4), alone, split])).toEqual([
      ['2021', 0, 0],
      ['2022', 1, 0],
      ['2023', 0, 0],
      ['2024', 0, 0],
      ['2025', 0, 0]
    ])
    const [look] = (await exploration.looks({ offset: 0, limit: 1 })).looks
    expect(look?.period).toEqual({ ...at('jour'), from: '2022-01-01', to: '2022-12-31' })
    await satisfaction.measure({
      ...measure('jour'),
      segment: { column: 'jour', by: { kind: 'period', unit: 'year' }, via: null }
    })
    expect((await periods())?.bins.every(({ split }) => split === 1)).toBe(true)
  })
})
