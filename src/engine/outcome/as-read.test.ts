import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RecipeJudged, StepSpec } from '../../contract'
import { createEngine, finish, type Engine } from '../index'

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-as-read-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const ROWS = 200
const WRONG = 12

/** A whole number below `most`, the same at each run. */
function drawn(seed: number, most: number): number {
  const mixed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) ^ Math.imul(seed + 0x9e3779b9, 0x297a2d39)
  return ((mixed ^ (mixed >>> 13)) >>> 0) % most
}

const inFrench = (cents: number): string => (cents / 100).toFixed(2).replace('.', ',')

/** Orders of which some have a total that is not price × quantity, and other faults by the seed; prices and days are texts to read. */
function orders(seed: number, { faults = true } = {}): string[] {
  return Array.from({ length: ROWS }, (_, i) => {
    const at = (place: number, most: number): number => drawn(seed * 7919 + i * 31 + place, most)
    const [price, quantity] = [1000 + at(1, 9000), 2 + at(2, 8)]
    const total = price * quantity + (i % Math.floor(ROWS / WRONG) === 5 ? 12_345 : 0)
    const day = new Date(Date.UTC(2024, 0, 1 + at(3, 300)))
    const shown = [day.getUTCDate(), day.getUTCMonth() + 1].map((part) => String(part).padStart(2, '0')).join('/')
    const town = ['Lyon', 'Paris', 'Nantes'][at(4, 3)] ?? ''
    return [
      `C${10_000 + i}`,
      `"${faults && at(5, 60) === 0 ? 'à voir' : `${inFrench(price)} €`}"`,
      quantity,
      `"${inFrench(total)} €"`,
      `${shown}/2024`,
      faults && at(6, 50) === 0 ? 'N/A' : faults && at(7, 50) === 0 ? `${town} ` : town
    ].join(';')
  })
}

async function load(lines: readonly string[], name = 't.csv'): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, ['commande;prix;quantite;total;jour;ville', ...lines, ''].join('\n'))
  const { failed } = await finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name }] })
  )
  expect(failed).toEqual([])
}

const add = (spec: StepSpec) => engine.client.recipe.add({ table: 't', spec })
const judge = async (): Promise<RecipeJudged> => finish(await engine.client.recipe.judge({ table: 't' }))
const moved = ({ anomalies }: RecipeJudged) =>
  anomalies.filter(({ fate }) => fate !== 'same').map(({ kind, columns, fate, before, after }) => [kind, columns.join(), fate, before?.rows ?? 0, after?.rows ?? 0]) // prettier-ignore
/** How many sides a judgement searches. */
const looked = async (): Promise<number> => {
  let n = 0
  for await (const event of await engine.client.recipe.judge({ table: 't' }))
    if (event.type === 'progress' && event.progress.step.fr.endsWith(' : Valeurs manquantes')) n++
  return n
}
const wrongTotals = ({ anomalies }: RecipeJudged) =>
  anomalies.filter(({ message }) => message.fr.includes('n’est pas « prix » × « quantite »')).map(({ fate, before, after }) => [fate, before?.rows, after?.rows]) // prettier-ignore
const score = ({ scores }: RecipeJudged, dimension: string | null) => scores.find((one) => one.dimension === dimension)

describe('before a recipe stand the rows as the import reads them', () => {
  test.each([1, 2, 3])(
    'with the readings of the import alone nothing is settled and nothing is new (%i)',
    async (seed) => {
      await load(orders(seed))
      const { steps } = await engine.client.recipe.show({ table: 't' })
      expect(steps.map(({ step }) => step.spec.kind)).toContain('cast')
      const judged = await judge()
      expect(judged.anomalies.length).toBeGreaterThan(2)
      expect(moved(judged)).toEqual([])
      for (const { before, after } of judged.scores) expect(before).toEqual(after)
    }
  )

  test('a repair settles what it repairs, and what it does not touch stays as it was', async () => {
    await load(orders(1))
    const alone = await judge()
    expect(wrongTotals(alone).length).toBeGreaterThan(0)
    await add({ kind: 'missing', column: 'ville', values: ['N/A'] })
    const judged = await judge()
    expect(moved(judged)).toEqual(
      expect.arrayContaining([['disguised_missing', 'ville', 'settled', expect.any(Number), 0]])
    )
    for (const [, columns] of moved(judged)) expect(columns).toBe('ville')
    expect(wrongTotals(judged)).toEqual(wrongTotals(alone))
    // Cells that could not be read count on both sides.
    expect(judged.anomalies.filter(({ kind }) => kind === 'unreadable_value')).toEqual(
      alone.anomalies.filter(({ kind }) => kind === 'unreadable_value')
    )
    expect(score(judged, 'consistency')).toEqual(score(alone, 'consistency'))
  })

  test('what stands in texts of the file is not said to be settled by a step that removes rows', async () => {
    await load([...orders(1), orders(1)[7] ?? ''])
    const alone = await judge()
    const unread = alone.anomalies.filter(({ kind }) => kind === 'unreadable_value')
    expect(unread.length).toBeGreaterThan(0)
    await add({ kind: 'deduplicate' })
    const judged = await judge()
    expect(moved(judged)).toContainEqual(['duplicate_rows', '', 'settled', 1, 0])
    expect(judged.anomalies.filter(({ kind, fate }) => kind === 'unreadable_value' && fate === 'settled')).toEqual([])
    expect(judged.skipped.map(({ side, reason }) => `${side} ${reason.fr}`)).toContainEqual(
      expect.stringMatching(/^after Le texte du fichier .* : 1\s?anomalie d’avant/)
    )
  })

  test('wrong totals that are left out are settled, each row of them, and consistency gains as much', async () => {
    await load(orders(2, { faults: false }))
    const rows = await engine.session.project.rows<{ n: number }>(
      'SELECT count(*) AS n FROM clean.t WHERE abs(prix * quantite - total) > 0.011'
    )
    await add({ kind: 'filter', filter: { all: [] }, expression: 'abs(prix * quantite - total) < 0.011' })
    const judged = await judge()
    const sum = wrongTotals(judged).reduce((n, [, before]) => n + Number(before), 0)
    expect(wrongTotals(judged).every(([fate]) => fate === 'settled')).toBe(true)
    expect(sum).toBe(rows[0]?.n)
    const consistency = score(judged, 'consistency')
    expect((consistency?.before.faults ?? 0) - (consistency?.after.faults ?? 0)).toBe(rows[0]?.n)
    expect(judged.anomalies.filter(({ fate }) => fate === 'arisen')).toEqual([])
  })

  test('texts that the import was asked to take for missing are still a fault before', async () => {
    const path = join(folder, 't.csv')
    const lines = orders(3, { faults: false }).map((line, i) => (i % 20 === 0 ? line.replace(/"[^"]*"/, '"?"') : line))
    await writeFile(path, ['commande;prix;quantite;total;jour;ville', ...lines, ''].join('\n'))
    const choices = { columns: [{ name: 'prix', missing: ['?'] }] }
    await finish(
      await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 't.csv', choices }] })
    )
    const { steps } = await engine.client.recipe.show({ table: 't' })
    expect(steps.slice(0, 2).map(({ step: { spec, origin } }) => [spec.kind, origin])).toEqual([
      ['missing', 'import'],
      ['cast', 'import']
    ])
    const judged = await judge()
    expect(score(judged, 'completeness')?.before.faults).toBeGreaterThanOrEqual(ROWS / 20)
    expect(judged.anomalies.filter(({ dimension }) => dimension === 'consistency').map(({ fate }) => fate)).not.toContain('arisen') // prettier-ignore
  })

  test('what was searched before is not searched again, also where the project was closed', async () => {
    await load(orders(1))
    // The prepared rows are those as read: one search.
    expect(await looked()).toBe(1)
    await add({ kind: 'missing', column: 'ville', values: ['N/A'] })
    expect(await looked()).toBe(2)
    const first = await judge()
    await engine.close()
    engine = createEngine({ folder, settings: folder })
    await engine.client.project.open({ path: join(folder, 'p.chantier') })
    expect(await looked()).toBe(0)
    const again = await judge()
    expect({ ...again, seconds: 0, compared: null }).toEqual({ ...first, seconds: 0, compared: null })
  })

  test('another repair leaves the side before as it was; two at once share a copy, and none is left', async () => {
    await load(orders(1))
    await add({ kind: 'missing', column: 'ville', values: ['N/A'] })
    const [one, other] = await Promise.all([judge(), judge()])
    expect([one.scores, one.anomalies, one.skipped]).toEqual([other.scores, other.anomalies, []])
    await add({ kind: 'trim', column: 'ville', spaces: 'ends', letters: 'keep' })
    expect(await looked()).toBe(1)
    const kept = await engine.session.project.rows<{ name: string }>(
      `SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'scratch' AND table_name LIKE 'read %'`
    )
    expect(kept).toEqual([])
  })
})
