import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { StepSpec } from '../../contract'
import { createEngine, finish, type Engine } from '../index'

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-join-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

async function load(name: string, content: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  const { sources } = await finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name }] })
  )
  return sources[0]?.id ?? ''
}
const rows = async (table: string): Promise<unknown> =>
  (await engine.session.project.database.run(`FROM clean."${table}"`)).getRowsJson()
const names = async (table: string): Promise<string[]> =>
  (await engine.session.project.database.run(`FROM clean."${table}" LIMIT 0`)).columnNames()
const add = (table: string, spec: StepSpec) => engine.client.recipe.add({ table, spec })
const show = (table: string) => engine.client.recipe.show({ table })
const fingerprint = async (table: string): Promise<string | undefined> =>
  (await engine.client.tables.list({})).find(({ ref }) => ref.name === table)?.fingerprint

const towns: Extract<StepSpec, { kind: 'join' }> = {
  kind: 'join',
  with: 'clients',
  on: [{ left: 'client', right: 'id' }],
  how: 'left',
  columns: [{ name: 'ville', as: 'ville' }],
  normalise: false
}

const ORDERS = 'commande;client;montant\n1;b;10\n2;a;20\n3;z;30\n4;;40\n5;a;50\n'
const CLIENTS = 'id;ville;montant\na;Lyon;1\nb;Paris;2\nc;Nantes;3\n'

describe('a join', () => {
  beforeEach(async () => {
    await load('commandes.csv', ORDERS)
    await load('clients.csv', CLIENTS)
  })

  test('brings columns beside rows that keep their order; rows without a match stay', async () => {
    await add('commandes', towns)
    expect(await rows('commandes')).toEqual([
      ['1', 'b', '10', 'Paris'],
      ['2', 'a', '20', 'Lyon'],
      ['3', 'z', '30', null],
      ['4', null, '40', null],
      ['5', 'a', '50', 'Lyon']
    ])
    const { steps, rowsAfter } = await show('commandes')
    expect(steps[0]).toMatchObject({ joined: { matched: 3, unmatched: 2, keyless: 1, rows: 5 }, problem: null })
    expect(steps[0]?.title.fr).toBe('Joindre 1 colonne de « clients » par « client » = « id »')
    expect(rowsAfter).toBe(5)
    await engine.client.project.undo({})
    expect(await names('commandes')).toEqual(['commande', 'client', 'montant'])
    await engine.client.project.redo({})
    expect(await names('commandes')).toEqual(['commande', 'client', 'montant', 'ville'])
  })

  test('that repeats rows says so before and after it is kept: how many rows, and which keys repeat; another says nothing', async () => {
    await load('visites.csv', 'client;jour\na;lundi\nb;mardi\na;jeudi\na;samedi\nz;lundi\nz;mardi\nq;lundi\nq;mardi\n')
    const visits: StepSpec = { ...towns, with: 'visites', on: [{ left: 'client', right: 'client' }], columns: [{ name: 'jour', as: 'jour' }] } // prettier-ignore
    const words =
      '3\u00a0lignes ont plusieurs correspondances et sont répétées\u202f: de 5 à 10 lignes. Les sommes et les moyennes en sont faussées. Clés qui se répètent dans «\u202fvisites\u202f»\u202f: a (3\u00a0lignes), z (2\u00a0lignes).'
    const { notes, joined } = await engine.client.recipe.preview({ table: 'commandes', spec: visits, before: null, instead: null }) // prettier-ignore
    expect(notes.map(({ fr }) => fr)).toEqual([words])
    expect(joined?.rows).toBe(10)
    await add('commandes', visits)
    expect((await show('commandes')).steps[0]?.notes.map(({ fr }) => fr)).toEqual([words])
    await add('commandes', towns)
    expect((await show('commandes')).steps[1]?.notes).toEqual([])
  })

  test('an inner join drops rows without a match; repeated keys repeat rows, left order then right order', async () => {
    await load('visites.csv', 'client;jour\na;lundi\nb;mardi\na;jeudi\n')
    await add('commandes', {
      ...towns,
      with: 'visites',
      on: [{ left: 'client', right: 'client' }],
      how: 'inner',
      columns: [{ name: 'jour', as: 'jour' }]
    })
    expect(await rows('commandes')).toEqual([
      ['1', 'b', '10', 'mardi'],
      ['2', 'a', '20', 'lundi'],
      ['2', 'a', '20', 'jeudi'],
      ['5', 'a', '50', 'lundi'],
      ['5', 'a', '50', 'jeudi']
    ])
  })

  test('columns get free names, and later steps may use them', async () => {
    const step = await add('commandes', { ...towns, columns: [{ name: 'montant', as: 'Montant' }, { name: 'ville', as: 'ville' }] }) // prettier-ignore
    expect(step.spec).toMatchObject({ columns: [{ as: 'Montant (clients)' }, { as: 'ville' }] })
    await add('commandes', { kind: 'missing', column: 'ville', values: ['Lyon'] })
    expect(await names('commandes')).toEqual(['commande', 'client', 'montant', 'Montant (clients)', 'ville'])
    expect((await rows('commandes')) as unknown[][]).toContainEqual(['2', 'a', '20', '1', null])
    expect((await show('commandes')).steps[1]).toMatchObject({ changedCells: 2, problem: null })
  })

  test('normalised keys overlook spaces, case, leading zeros and type', async () => {
    await load('codes.csv', 'code;x\n007;sept\n12;douze\n')
    await load('faits.csv', 'n\n7\n12\n0\n')
    const spec: StepSpec = { ...towns, with: 'codes', on: [{ left: 'n', right: 'code' }], columns: [{ name: 'x', as: 'x' }] } // prettier-ignore
    const plain = await add('faits', spec)
    expect(await rows('faits')).toEqual([
      ['7', null],
      ['12', 'douze'],
      ['0', null]
    ])
    await engine.client.recipe.remove({ id: plain.id })
    await add('faits', { ...spec, normalise: true })
    expect(await rows('faits')).toEqual([
      ['7', 'sept'],
      ['12', 'douze'],
      ['0', null]
    ])
  })

  test('several keys: all must match', async () => {
    await load('a.csv', 'x;y\n1;u\n1;v\n2;u\n')
    await load('b.csv', 'x;y;z\n1;u;ja\n2;v;nein\n')
    await add('a', {
      ...towns,
      with: 'b',
      on: [
        { left: 'x', right: 'x' },
        { left: 'y', right: 'y' }
      ],
      columns: [{ name: 'z', as: 'z' }]
    })
    expect(await rows('a')).toEqual([
      ['1', 'u', 'ja'],
      ['1', 'v', null],
      ['2', 'u', null]
    ])
  })

  test('the joined table is made again when the right one changes', async () => {
    await add('commandes', towns)
    const before = await fingerprint('commandes')
    await add('clients', { kind: 'merge', column: 'ville', variants: ['Lyon'], into: 'LYON' })
    expect(await fingerprint('commandes')).not.toBe(before)
    expect((await rows('commandes')) as unknown[][]).toContainEqual(['2', 'a', '20', 'LYON'])
    await engine.client.project.undo({})
    expect(await fingerprint('commandes')).toBe(before)
    expect((await rows('commandes')) as unknown[][]).toContainEqual(['2', 'a', '20', 'Lyon'])
  })

  test('chains are made in their order, whichever table came first', async () => {
    await load('regions.csv', 'ville;region\nLyon;ARA\nParis;IDF\n')
    await add('commandes', towns)
    await add('clients', { ...towns, with: 'regions', on: [{ left: 'ville', right: 'ville' }], columns: [{ name: 'region', as: 'region' }] }) // prettier-ignore
    await add('commandes', { ...towns, columns: [{ name: 'region', as: 'region' }] })
    expect((await rows('commandes')) as unknown[][]).toContainEqual(['2', 'a', '20', 'Lyon', 'ARA'])
    await expect(
      add('regions', { ...towns, with: 'commandes', on: [{ left: 'ville', right: 'ville' }], columns: [] })
    ).rejects.toMatchObject({ data: { kind: 'conflict' } })
    await expect(add('clients', { ...towns, on: [{ left: 'id', right: 'id' }] })).rejects.toMatchObject({
      data: { kind: 'conflict' }
    })
  })

  test('a disabled join that would close a loop cannot be enabled', async () => {
    const first = await add('commandes', towns)
    await engine.client.recipe.enable({ id: first.id, enabled: false })
    await add('clients', { ...towns, with: 'commandes', on: [{ left: 'id', right: 'client' }], columns: [] })
    await expect(engine.client.recipe.enable({ id: first.id, enabled: true })).rejects.toMatchObject({
      data: { kind: 'conflict' }
    })
  })

  test('when the right table goes, the step says so, the table stays without it, and undo brings both back', async () => {
    const [clients] = (await engine.client.sources.list({})).filter(({ table }) => table.name === 'clients')
    await add('commandes', towns)
    await add('commandes', { kind: 'missing', column: 'ville', values: ['Lyon'] })
    const joined = await rows('commandes')
    await engine.client.sources.remove({ id: clients?.id ?? '' })
    expect(await names('commandes')).toEqual(['commande', 'client', 'montant'])
    const { steps, sql } = await show('commandes')
    expect(steps.map(({ problem }) => problem?.en)).toEqual([
      'Table “clients” is no longer in the project: the join is not applied.',
      'Column “ville” is not in the rows that come to this step.'
    ])
    expect(sql).toBe('SELECT * FROM "raw"."commandes"')
    await engine.client.project.undo({})
    expect(await rows('commandes')).toEqual(joined)
    await engine.client.project.redo({})
    await engine.client.project.goTo({ change: null })
    await engine.client.project.redo({})
    expect(await names('commandes')).toEqual(['commande', 'client', 'montant'])
  })

  test('a column brought that is lost on the right breaks the step, not the project', async () => {
    await load('regions.csv', 'ville;region\nLyon;ARA\n')
    const inner = await add('clients', { ...towns, with: 'regions', on: [{ left: 'ville', right: 'ville' }], columns: [{ name: 'region', as: 'region' }] }) // prettier-ignore
    await add('commandes', { ...towns, columns: [{ name: 'region', as: 'region' }] })
    await engine.client.recipe.remove({ id: inner.id })
    expect((await show('commandes')).steps[0]?.problem?.en).toContain('“region”')
    expect(await names('commandes')).toEqual(['commande', 'client', 'montant'])
    await engine.client.project.undo({})
    expect(await names('commandes')).toEqual(['commande', 'client', 'montant', 'region'])
  })

  test('refusals name what is wrong and change nothing', async () => {
    for (const spec of [
      { ...towns, with: 'absente' },
      { ...towns, on: [{ left: 'absente', right: 'id' }] },
      { ...towns, on: [{ left: 'client', right: 'absente' }] },
      { ...towns, columns: [{ name: 'absente', as: 'x' }] }
    ])
      await expect(add('commandes', spec)).rejects.toMatchObject({ data: { kind: 'not_found' } })
    expect((await show('commandes')).steps).toEqual([])
  })
})

test.each(['~place', '~order', 'rowid', '__proto__', 'l', 'r', `a"b'c`])(
  'columns called %j are joined',
  async (name) => {
    await load('gauche.csv', `${csv(name)};v\n1;x\n2;y\n`)
    await load('droite.csv', `${csv(name)};w\n2;deux\n1;un\n`)
    const shown = (await names('gauche'))[0] ?? ''
    await add('gauche', {
      ...towns,
      with: 'droite',
      on: [{ left: shown, right: shown }],
      columns: [
        { name: 'w', as: 'w' },
        { name: shown, as: shown }
      ]
    })
    expect(await rows('gauche')).toEqual([
      ['1', 'x', 'un', '1'],
      ['2', 'y', 'deux', '2']
    ])
  }
)

function csv(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
