import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AnomalyReport } from '../../contract'
import { createEngine, finish, type Engine } from '..'

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-last-search-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
  for (const name of ['a', 'b']) {
    const path = join(folder, `${name}.csv`)
    const rows = Array.from({ length: 200 }, (_, id) => `${id};${id === 7 ? 'N/A' : id % 3 ? 'Paris' : 'Lyon'}`)
    await writeFile(path, ['id;ville', ...rows].join('\n'))
    await finish(
      await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: `${name}.csv` }] })
    )
  }
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

/** A search, and the tables that it had to look at for it. */
async function search(): Promise<{ report: AnomalyReport; looked: string[] }> {
  const looked = new Set<string>()
  for await (const event of await engine.client.anomalies.detect({})) {
    const table = event.type === 'progress' && /^« (.) » : Valeurs manquantes$/.exec(event.progress.step.fr)?.[1]
    if (table) looked.add(table)
    if (event.type === 'done') return { report: event.result, looked: [...looked] }
  }
  throw new Error('no result')
}

describe('a kept search', () => {
  test('is told again while nothing changes, and in a project that is opened again', async () => {
    const first = await search()
    expect(first.looked).toEqual(['a', 'b'])
    expect(first.report.findings.length).toBeGreaterThan(1)
    expect(await search()).toEqual({ report: first.report, looked: [] })
    await engine.close()
    engine = createEngine({ folder, settings: folder })
    await engine.client.project.open({ path: join(folder, 'p.chantier') })
    expect(await search()).toEqual({ report: first.report, looked: [] })
    const [table] = first.report.tables
    if (!table) throw new Error('no table')
    const source = { kind: 'table' as const, table: table.table }
    expect((await engine.client.anomalies.marks({ source, offset: 0, limit: 20 })).known).toBe(true)
  })

  test('looks anew at what changed only, and the whole is what a search from nothing finds', async () => {
    await search()
    await engine.client.recipe.add({ table: 'a', spec: { kind: 'missing', column: 'ville', values: ['N/A'] } })
    const after = await search()
    expect(after.looked).toEqual(['a'])
    await engine.client.project.undo({})
    expect((await search()).looked).toEqual([])
    await engine.close()
    engine = createEngine({ folder, settings: folder })
    await engine.client.project.open({ path: join(folder, 'p.chantier') })
    await engine.client.project.redo({})
    // That state was searched before the undo.
    expect(await search()).toEqual({ report: after.report, looked: [] })
    await engine.session.project.beside((connection) => connection.run('DELETE FROM chantier.searched').then(() => undefined)) // prettier-ignore
    await engine.close()
    engine = createEngine({ folder, settings: folder })
    await engine.client.project.open({ path: join(folder, 'p.chantier') })
    const fresh = await search()
    expect(fresh.looked).toEqual(['a', 'b'])
    expect(fresh.report.findings).toEqual(after.report.findings)
  })

  test('keeps what checks found under other names than their own where another table changes', async () => {
    const answers = Array.from({ length: 400 }, (_, id) => {
      const marks = Array.from({ length: 5 }, (_, at) => (id < 6 ? 3 : 1 + ((id * (at + 2) + Math.floor(id / 7)) % 5)))
      return [id, ...marks, id < 8 ? 20 : 300 + (id % 40)].join(';')
    })
    const path = join(folder, 'answers.csv')
    await writeFile(path, ['id;q1;q2;q3;q4;q5;duree_s', ...answers].join('\n'))
    await finish(
      await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'answers.csv' }] })
    )
    const { report } = await search()
    const names = report.findings.map(({ detector }) => detector)
    expect(names).toEqual(expect.arrayContaining(['survey_straight', 'survey_speed']))
    await engine.close()
    engine = createEngine({ folder, settings: folder })
    await engine.client.project.open({ path: join(folder, 'p.chantier') })
    await search()
    await engine.client.recipe.add({ table: 'a', spec: { kind: 'missing', column: 'ville', values: ['N/A'] } })
    const after = await search()
    expect(after.looked).toEqual(['a'])
    const ofAnswers = ({ findings }: AnomalyReport) => findings.filter(({ table }) => table.name === 'answers')
    expect(ofAnswers(after.report)).toEqual(ofAnswers(report))
  })

  test('is not kept for tables that changed while it went on', async () => {
    let isChanged = false
    for await (const event of await engine.client.anomalies.detect({}))
      if (!isChanged && event.type === 'finding' && (isChanged = true))
        await engine.client.recipe.add({ table: 'a', spec: { kind: 'missing', column: 'ville', values: ['N/A'] } })
    const { looked, report } = await search()
    expect(looked).toContain('a')
    expect(report.findings.filter(({ kind, table }) => kind === 'disguised_missing' && table.name === 'a')).toEqual([])
  })

  test('that goes as far as it ever does is kept with what it says it left out', async () => {
    const files = await Promise.all(
      [...'cdefghijklmnopqrs'].map(async (name, at) => {
        const path = join(folder, `${name}.csv`)
        const rows = Array.from({ length: 60 }, (_, i) => `L${(i * 7919 + at * 104729) % 9999991};${i * (at + 3)}`)
        await writeFile(path, ['libelle;suite', ...rows].join('\n'))
        return { origin: { kind: 'path' as const, path }, name: `${name}.csv` }
      })
    )
    await finish(await engine.client.sources.import({ files }))
    const first = await search()
    expect(first.looked).toHaveLength(19)
    expect(first.report.skipped).toMatchObject([{ detector: 'between_tables', bounded: true }])
    await engine.close()
    engine = createEngine({ folder, settings: folder })
    await engine.client.project.open({ path: join(folder, 'p.chantier') })
    expect(await search()).toEqual({ report: first.report, looked: [] })
  }, 60_000)
})
