import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RecipeJudged, StepSpec } from '../../contract'
import { createEngine, finish, type Engine } from '../index'

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-outcome-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
  const lines = Array.from({ length: 200 }, (_, i) => {
    const town = i === 9 ? 'N/A' : ['Lyon', 'Paris'][i % 2]
    return `${i};${town};${i % 40 === 3 ? '' : 20 + (i % 30)}`
  })
  const path = join(folder, 't.csv')
  await writeFile(path, ['id;ville;age', ...lines, lines[0], ''].join('\n'))
  const { failed } = await finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 't.csv' }] })
  )
  expect(failed).toEqual([])
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const add = (spec: StepSpec) => engine.client.recipe.add({ table: 't', spec })
const judge = async (): Promise<RecipeJudged> => finish(await engine.client.recipe.judge({ table: 't' }))
const fates = ({ anomalies }: RecipeJudged, fate: string) =>
  anomalies.filter((one) => one.fate === fate).map(({ kind, columns }) => `${kind} ${columns.join()}`)

describe('before and after a recipe', () => {
  test('scores are the share of cells that no finding of the dimension speaks against, each cell once', async () => {
    await add({ kind: 'fill', column: 'age', how: 'median', value: null, by: [] })
    const judged = await judge()
    const { scores } = judged
    const completeness = scores.find(({ dimension }) => dimension === 'completeness')
    // 5 ages empty and one town written N/A, of 201 rows of 3 columns.
    const [row] = await engine.session.project.rows<{ n: number }>(
      `SELECT count(*) FILTER (age IS NULL) + count(*) FILTER (ville = 'N/A') AS n FROM raw.t`
    )
    expect(completeness?.before).toMatchObject({
      unit: 'cells',
      n: 603,
      faults: row?.n,
      share: 1 - (row?.n ?? 0) / 603
    })
    expect(completeness?.after.faults).toBe(1)
    const all = scores.find(({ dimension }) => dimension === null)
    // A repeated row is three cells at fault.
    const cells = ({ unit, faults }: (typeof scores)[number]['before']): number =>
      unit === 'rows' ? 3 * faults : faults
    const sum = scores.reduce((total, { dimension, before }) => total + (dimension === null ? 0 : cells(before)), 0)
    expect(all?.before.faults).toBeLessThanOrEqual(sum)
    expect(fates(judged, 'settled')).toContain('missing age')
    expect(judged.skipped).toEqual([])
    expect(judged.compared?.shared.kind).toBe('same_rows')
    const age = judged.compared?.pairs.find(({ a }) => a.name === 'age')
    expect([age?.a.missing, age?.b.missing]).toEqual([row ? row.n - 1 : 0, 0])
  })

  test('searches a side only where it changed since the last search, also that of the screen of anomalies', async () => {
    // The sides searched, by the part of the work in which a detector was at its column.
    const sides = async (): Promise<string[]> => {
      const looked = new Set<string>()
      for await (const event of await engine.client.recipe.judge({ table: 't' }))
        if (event.type === 'progress' && event.progress.step.fr.endsWith(' : Valeurs manquantes'))
          looked.add(event.progress.done < 2 ? 'after' : 'before')
      return [...looked].sort()
    }
    await add({ kind: 'fill', column: 'age', how: 'median', value: null, by: [] })
    for await (const event of await engine.client.anomalies.detect({})) if (event.type === 'done') break
    expect(await sides()).toEqual(['before'])
    expect(await sides()).toEqual([])
    await add({ kind: 'trim', column: 'ville', spaces: 'ends', letters: 'upper' })
    expect(await sides()).toEqual(['after'])
    await engine.client.project.undo({})
    expect(await sides()).toEqual(['after'])
  })

  test('a side that was searched is not searched again where the project was closed, nor for the scores of the table', async () => {
    const looked = async (events: AsyncIterable<{ type: string; progress?: { step: { fr: string } } }>) => {
      let n = 0
      for await (const { progress } of events) if (progress?.step.fr.endsWith(' : Valeurs manquantes')) n++
      return n
    }
    const reopen = async () => {
      await engine.close()
      engine = createEngine({ folder, settings: folder })
      await engine.client.project.open({ path: join(folder, 'p.chantier') })
    }
    await add({ kind: 'fill', column: 'age', how: 'median', value: null, by: [] })
    expect(await looked(await engine.client.recipe.judge({ table: 't' }))).toBe(2)
    const first = await judge()
    await reopen()
    expect(await looked(await engine.client.recipe.judge({ table: 't' }))).toBe(0)
    const again = await judge()
    expect({ ...again, seconds: 0, compared: null }).toEqual({ ...first, seconds: 0, compared: null })
    await reopen()
    expect(await looked(await engine.client.rules.scores({ table: { schema: 'clean', name: 't' } }))).toBe(0)
    // Beside another table, what is known of this one is not looked for again; a change of its recipe is.
    await reopen()
    const path = join(folder, 'u.csv')
    await writeFile(path, 'a;b\n1;2\n2;3\n')
    await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'u.csv' }] }))
    expect(await looked(await engine.client.anomalies.detect({}))).toBe(1)
    await add({ kind: 'trim', column: 'ville', spaces: 'ends', letters: 'upper' })
    expect(await looked(await engine.client.recipe.judge({ table: 't' }))).toBe(1)
    const kept = await engine.session.project.rows('SELECT 1 AS one FROM chantier.searched')
    // All tables together, then the two sides of this one.
    expect(kept).toHaveLength(3)
  })

  test('what moved is told before either side is searched, and cancel stops within the searches', async () => {
    await add({ kind: 'fill', column: 'age', how: 'median', value: null, by: [] })
    const told: string[] = []
    let last = 0
    const stop = new AbortController()
    const follow = async () => {
      for await (const event of await engine.client.recipe.judge({ table: 't' }, { signal: stop.signal })) {
        if (event.type === 'part') {
          const age = event.part.compared?.pairs.find(({ a }) => a.name === 'age')
          expect([age?.a.missing, age?.b.missing]).toEqual([5, 0])
        }
        if (event.type !== 'progress') told.push(event.type)
        else {
          expect(event.progress.done).toBeGreaterThanOrEqual(last)
          last = event.progress.done
          if (event.progress.step.fr.endsWith(' : Valeurs manquantes')) {
            told.push('search')
            if (told.length > 2) stop.abort()
          }
        }
      }
    }
    await expect(follow()).rejects.toThrow()
    expect(told).toEqual(['part', 'search', 'search'])
    // What was searched before the cancel stays known.
    expect((await judge()).scores.length).toBeGreaterThan(0)
  })

  test('a repair that breaks something says so', async () => {
    // All towns but one become the same code for missing.
    await add({ kind: 'replace', column: 'ville', how: 'cell', find: 'Paris', with: 'N/A', ignoreCase: false })
    const judged = await judge()
    expect(judged.anomalies.find(({ kind, columns }) => kind === 'disguised_missing' && columns[0] === 'ville')).toMatchObject({ fate: 'more', before: { rows: 1 } }) // prettier-ignore
    await engine.client.project.undo({})
    await add({ kind: 'missing', column: 'ville', values: ['Paris'] })
    expect(fates(await judge(), 'arisen')).toContain('missing ville')
  })

  test('findings: settled, changed, as they were, and those that cannot be told', async () => {
    const report = async () => {
      for await (const event of await engine.client.anomalies.detect({}))
        if (event.type === 'done') return event.result.findings
      return []
    }
    const missing = (await report()).find(({ kind }) => kind === 'missing')
    if (!missing) throw new Error('no gap found')
    const words = { fr: 'x', en: 'x' }
    const evidence = (sql: string) => ({ ...missing.evidence, title: words, sql, rowsSql: null })
    const pin = (title: string, kind: 'anomaly' | 'measure' | 'query', sql: string) =>
      engine.client.findings.pin({ title, kind, unit: 'number', evidence: evidence(sql) })
    await pin('gaps', 'anomaly', missing.evidence.sql)
    const from = /FROM ("?\w+"?\."?\w+"?)/.exec(missing.evidence.sql)?.[1] ?? ''
    await pin('mean', 'measure', `SELECT avg(age) AS value, count(age) AS n FROM ${from}`)
    await pin('rows', 'measure', `SELECT count(*) AS value FROM ${from}`)
    await pin('by hand', 'query', `SELECT count(age) AS value FROM ${from}`)
    await add({ kind: 'fill', column: 'age', how: 'value', value: 99, by: [] })
    const { findings } = await judge()
    expect(findings.map(({ title, fate }) => [title, fate])).toEqual([
      ['gaps', 'settled'],
      ['mean', 'changed'],
      ['rows', 'same'],
      ['by hand', 'unknown']
    ])
    expect(findings[0]).toMatchObject({ before: { value: missing.rows }, after: { value: 0 }, problem: null })
    expect(findings[3]?.problem).not.toBeNull()
    // A column that the recipe leaves out takes the figure with it.
    await add({ kind: 'drop', columns: ['age'] })
    expect((await judge()).findings[0]).toMatchObject({ fate: 'unknown', after: null })
  })

  test('rows that are other ones after the recipe are not told to be the same', async () => {
    const reason = async () => (await judge()).compared?.shared.reason.fr
    await add({ kind: 'trim', column: 'ville', spaces: 'ends', letters: 'upper' })
    expect(await reason()).toMatch(/^Les mêmes lignes avant et après/)
    await add({ kind: 'filter', filter: { all: [{ column: 'ville', op: 'in', values: ['LYON'] }] }, expression: null })
    expect(await reason()).toMatch(/^201 lignes avant la recette, 101 après/)
  })

  test('without a recipe nothing is settled and nothing is new', async () => {
    const judged = await judge()
    expect(new Set(judged.anomalies.map(({ fate }) => fate))).toEqual(new Set(['same']))
    expect(judged.scores.every(({ before, after }) => before.share === after.share)).toBe(true)
  })

  test('leaves the register as a search of the prepared table does: nothing of the raw rows comes in', async () => {
    await add({ kind: 'fill', column: 'age', how: 'median', value: null, by: [] })
    const listed = async () =>
      (await engine.client.register.list({})).entries.map(({ anomaly, found }) => [anomaly.id, found, anomaly.table.schema]) // prettier-ignore
    await judge()
    const judged = await listed()
    for await (const event of await engine.client.anomalies.detect({})) if (event.type === 'done') break
    expect(judged).toEqual(await listed())
    expect(judged.length).toBeGreaterThan(0)
  })

  test('tells links between tables: those that it settles, and those of others that it breaks', async () => {
    const load = async (name: string, lines: readonly string[]) => {
      const path = join(folder, name)
      await writeFile(path, [...lines, ''].join('\n'))
      const { failed } = await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name }] })) // prettier-ignore
      expect(failed).toEqual([])
    }
    await load('clients.csv', ['code;nom', ...Array.from({ length: 60 }, (_, i) => `C${i};n${i}`)])
    const orders = Array.from({ length: 300 }, (_, i) => `${i};${i % 100 === 7 ? 'c7-' : `C${i % 60}`}`)
    await load('commandes.csv', ['n;code', ...orders])
    const judged = async (table: string) => finish(await engine.client.recipe.judge({ table }))
    const broken = ({ anomalies }: RecipeJudged) =>
      anomalies.filter(({ kind }) => kind === 'broken_relation').map(({ fate, before, after, message }) => [fate, before?.rows, after?.rows, message.fr.startsWith('Table « commandes »')]) // prettier-ignore
    await engine.client.recipe.add({ table: 'commandes', spec: { kind: 'trim', column: 'n', spaces: 'ends', letters: 'keep' } }) // prettier-ignore
    expect(broken(await judged('commandes'))).toEqual([['same', 3, 3, false]])
    await engine.client.recipe.add({ table: 'commandes', spec: { kind: 'replace', column: 'code', how: 'cell', find: 'c7-', with: 'C7', ignoreCase: false } }) // prettier-ignore
    const repaired = await judged('commandes')
    expect(broken(repaired)).toEqual([['settled', 3, undefined, false]])
    expect(repaired.skipped).toEqual([])
    // Rows left out here leave rows of the other table without a match.
    await engine.client.recipe.add({ table: 'clients', spec: { kind: 'filter', filter: { all: [{ column: 'code', op: 'not in', values: ['C1', 'C2'] }] }, expression: null } }) // prettier-ignore
    expect(broken(await judged('clients'))).toEqual([['arisen', undefined, 10, true]])
  })

  test('what only another column or other rows let a search see is not new where its column holds nothing new', async () => {
    const path = join(folder, 'gens.csv')
    const [first, last] = ['Anne Paul Inès Hugo Léa Karim Sonia'.split(' '), 'Bernard Thomas Petit Durand Leroy Moreau Simon Laurent Garcia Roux Fournier'.split(' ')] // prettier-ignore
    const lines = Array.from({ length: 220 }, (_, i) => `G${1000 + i};${last[i % 11]};${first[i % 7]} ${first[(i + 3) % 7]}`) // prettier-ignore
    await writeFile(path, ['code;nom;complement', ...lines, ''].join('\n'))
    const { failed } = await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'gens.csv' }] })) // prettier-ignore
    expect(failed).toEqual([])
    await engine.client.recipe.add({
      table: 'gens',
      spec: { kind: 'split', column: 'complement', by: ' ', into: ['prenom', 'autre'] }
    })
    const { anomalies } = await finish(await engine.client.recipe.judge({ table: 'gens' }))
    const personal = anomalies.filter(({ kind }) => kind === 'personal_data')
    expect(personal.map(({ columns, fate, before, after }) => [columns.join(), fate, before?.rows, after?.rows]).sort()).toEqual([['nom', 'same', 220, 220], ['prenom', 'arisen', undefined, 220]]) // prettier-ignore
  })

  test('a relation is judged over the prepared tables as they are, also where the recipe repeats the rows that it leads to', async () => {
    const load = async (name: string, lines: readonly string[]) => {
      const path = join(folder, name)
      await writeFile(path, [...lines, ''].join('\n'))
      const { failed } = await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name }] })) // prettier-ignore
      expect(failed).toEqual([])
    }
    await load('clients.csv', ['code;gouts', ...Array.from({ length: 60 }, (_, i) => `C${i};the/cafe/${i % 7}`)])
    await load('commandes.csv', ['n;code', ...Array.from({ length: 300 }, (_, i) => `${i};${i === 7 ? 'C99' : `C${i % 60}`}`)]) // prettier-ignore
    const broken = async () => {
      const { anomalies, skipped } = await finish(await engine.client.recipe.judge({ table: 'clients' }))
      const links = anomalies.filter(({ kind }) => kind === 'broken_relation')
      return [...links.map(({ fate, before, after }) => [fate, before?.rows, after?.rows]), ...skipped.map(({ detector, side }) => [detector, side])] // prettier-ignore
    }
    const inRegister = async () => {
      for await (const event of await engine.client.anomalies.detect({})) if (event.type === 'done') break
      const { entries } = await engine.client.register.list({})
      return entries.filter(({ anomaly }) => anomaly.kind === 'broken_relation').map(({ found, anomaly }) => [found, anomaly.rows]) // prettier-ignore
    }
    expect(await inRegister()).toEqual([[true, 1]])
    await engine.client.recipe.add({ table: 'clients', spec: { kind: 'filter', filter: { all: [{ column: 'code', op: 'not in', values: ['C1'] }] }, expression: null } }) // prettier-ignore
    await engine.client.recipe.add({ table: 'clients', spec: { kind: 'unfold', column: 'gouts', by: '/' } })
    expect(await broken()).toEqual([['more', 1, 6]])
    expect(await inRegister()).toEqual([[true, 6]])
    // Without the column that leads there it can no longer be judged: that is not settled.
    await engine.client.recipe.add({ table: 'clients', spec: { kind: 'drop', columns: ['code'] } })
    expect(await broken()).toEqual([['between_tables', 'after']])
  })
})
