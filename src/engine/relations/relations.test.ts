import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Evidence, Link, RelationsFound } from '../../contract'
import { createEngine, finish, type Engine } from '../index'

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-relations-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

async function load(name: string, header: string, count: number, row: (i: number) => string): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, `${header}\n${Array.from({ length: count }, (_, i) => row(i)).join('\n')}\n`)
  await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name }] }))
}
const find = async (): Promise<RelationsFound> => finish(await engine.client.relations.find({}))
const written = ({ from, to, on }: Link): string =>
  `${from.name}.${on.map(({ left }) => left).join('+')} > ${to.name}.${on.map(({ right }) => right).join('+')}`
const figure = async ({ sql }: Evidence): Promise<number> => {
  const rows = await engine.client.tables.shape({ source: { kind: 'query', sql } })
  expect(rows.rows).toBe(1)
  return Number(Object.values((await engine.session.project.rows(sql))[0] ?? {})[0])
}
const rowsOf = async ({ rowsSql }: Evidence): Promise<number> =>
  (await engine.client.tables.shape({ source: { kind: 'query', sql: rowsSql ?? '' } })).rows

describe('what is found', () => {
  test('a foreign key with its orphans, each figure with the query that gives it', async () => {
    await load('clients.csv', 'id_client;ville', 100, (i) => `C${1000 + i};V${i % 7}`)
    await load('commandes.csv', 'numero;client;montant', 300, (i) => `${i + 1};${i < 3 ? 'C9999' : i < 5 ? '' : `C${1000 + (i % 90)}`};${i % 13}`) // prettier-ignore
    const { links, keys } = await find()
    expect(links.map(written)).toEqual(['commandes.client > clients.id_client'])
    expect(keys.map(({ table, columns, unique }) => [table.name, columns, unique])).toEqual([
      ['clients', ['id_client'], true],
      ['commandes', ['numero'], true]
    ])
    const [link] = links
    if (!link) throw new Error('no link')
    expect(link).toMatchObject({ rows: 300, present: 298, matchedRows: 295, orphanRows: 3, orphanValues: 1, keys: 100, usedKeys: 90, cardinality: 'n:1', keyDuplicates: 0, normalise: false }) // prettier-ignore
    expect(await figure(link.evidence.matched)).toBeCloseTo(295 / 298)
    expect(await figure(link.evidence.orphans)).toBe(3)
    expect(await figure(link.evidence.orphanValues)).toBe(1)
    expect(await figure(link.evidence.unused)).toBe(10)
    expect(await rowsOf(link.evidence.matched)).toBe(295)
    expect(await rowsOf(link.evidence.orphans)).toBe(3)
    expect(await rowsOf(link.evidence.unused)).toBe(10)
  })

  test('a link to a key that repeats, though seldom, is of many rows on both sides', async () => {
    await load('clients.csv', 'id_client;ville', 200, (i) => `C${1000 + (i % 196)};V${i % 7}`)
    await load('commandes.csv', 'numero;client;montant', 400, (i) => `${i + 1};C${1000 + (i % 190)};${i % 13}`)
    const links = (await find()).links.filter(({ to }) => to.name === 'clients')
    expect(links).toEqual([expect.objectContaining({ cardinality: 'n:m', keyDuplicates: 4, keys: 196 })])
  })

  test('a list with doubles in it is still what a column of the same name refers to, its repeats and orphans counted', async () => {
    await load('produits.csv', 'ref_produit;libelle', 63, (i) => `P${100 + (i % 58)};Produit ${i}`)
    await load('commandes.csv', 'numero;ref_produit;quantite', 500, (i) => `K${i + 1};P${100 + (i % 62)};${i % 9}`)
    const { links, keys } = await find()
    expect(links.map(written)).toEqual(['commandes.ref_produit > produits.ref_produit'])
    expect(links[0]).toMatchObject({ cardinality: 'n:m', keyDuplicates: 5, keys: 58, orphanRows: 32, orphanValues: 4 })
    expect(keys.find(({ table }) => table.name === 'produits')).toMatchObject({
      columns: ['ref_produit'],
      duplicates: 5,
      unique: false
    })
  })

  test('columns of one name in two lists of events refer to each other no more than before, nor where a truer key is', async () => {
    await load('appels.csv', 'id_appel;id_client', 120, (i) => `A${i};C${i % 100}`)
    await load('visites.csv', 'id_visite;id_client', 130, (i) => `V${i};C${i % 110}`)
    expect((await find()).links.map(written)).toEqual([])
    await load('clients.csv', 'id_client;ville', 115, (i) => `C${i};V${i % 9}`)
    await load('achats.csv', 'id_achat;id_client', 400, (i) => `H${i};C${i % 100}`)
    expect((await find()).links.map(written).sort()).toEqual([
      'achats.id_client > clients.id_client',
      'appels.id_client > clients.id_client',
      'visites.id_client > clients.id_client'
    ])
  })

  test('a column without repeats is told as a weak candidate, however little it looks like a key, where nothing else is', async () => {
    await load('gammes.csv', 'gamme;libelle', 40, (i) => `${'ABC'[i % 3]};Article numéro ${i}`)
    expect((await find()).keys.map(({ columns, weak, unique }) => [columns, weak, unique])).toEqual([
      [['libelle'], true, true]
    ])
  })

  test('an amount named as its table, without repeats by chance, does not hide the columns that tell rows apart', async () => {
    const amount = (i: number): number => 100_000 + ((i * 7_919_317) % 90_001)
    const month = (i: number): string => `2025-${String(1 + (i % 12)).padStart(2, '0')}`
    const region = (i: number): string => ['Nord', 'Sud', 'Est', 'Ouest'][Math.floor(i / 12)] ?? ''
    await load('objectifs.csv', 'region;mois;objectif', 48, (i) => `${region(i)};${month(i)};${amount(i)}`)
    await load('budgets.csv', 'budget;region;mois', 48, (i) => `${amount(i)};${region(i)};${month(i)}`)
    await load('commandes.csv', 'region;commande;mois', 48, (i) => `${region(i)};${amount(i)};${month(i % 11)}`)
    const { keys } = await find()
    expect(keys.map(({ table, columns, weak }) => [table.name, columns.join('+'), weak])).toEqual([
      ['objectifs', 'region+mois', false],
      ['budgets', 'region+mois', false],
      ['commandes', 'commande', false]
    ])
  })

  test('numbers and texts of one code are compared without zeros, spaces and case', async () => {
    await load(
      'agences.csv',
      'code_agence;nom',
      60,
      (i) => `${String(i + 1).padStart(5, '0')};Agence ${'abcdefgh'[i % 8]}${i}`
    )
    await load('ventes.csv', 'agence;total', 200, (i) => `${(i % 60) + 1};${i % 9}`)
    const { links } = await find()
    expect(links.map(written)).toEqual(['ventes.agence > agences.code_agence'])
    expect(links[0]).toMatchObject({ normalise: true, orphanRows: 0, differences: ['type', 'zeros'] })
  })

  test('ratings, years, counters, booleans and equal ranges give no link', async () => {
    await load('produits.csv', 'id;nom;annee', 10, (i) => `${i + 1};Produit ${i};${2015 + i}`)
    await load(
      'avis.csv',
      'id;note;annee;actif;rang',
      400,
      (i) => `${i + 1};${i % 11};${2015 + (i % 10)};${i % 2};${i + 1}`
    )
    await load('lots.csv', 'code;libelle', 30, (i) => `${2000 + i};An ${i}`)
    expect((await find()).links.map(written)).toEqual([])
  })

  test('a key of two columns, and the two columns that refer to it', async () => {
    await load(
      'seances.csv',
      'code_salle;jour;film',
      120,
      (i) => `S${i % 12};2024-01-${String(Math.floor(i / 12) + 1).padStart(2, '0')};Film ${i % 5}`
    )
    await load(
      'entrees.csv',
      'billet;code_salle;jour',
      500,
      (i) => `B${i};S${i % 12};2024-01-${String((i % 11) + 1).padStart(2, '0')}`
    )
    const { links, keys } = await find()
    expect(keys.find(({ table }) => table.name === 'seances')?.columns).toEqual(['code_salle', 'jour'])
    expect(links.map(written)).toEqual(['entrees.code_salle+jour > seances.code_salle+jour'])
    // One day in eleven has no showing.
    expect(links[0]?.orphanRows).toBe(Array.from({ length: 500 }, (_, i) => i % 11).filter((day) => day === 10).length)
  })

  test('tables of one key make a star, not a mesh; near keys tell their duplicates', async () => {
    for (const name of ['demographie', 'statut', 'services'])
      await load(`${name}.csv`, 'Customer ID;valeur', 202, (i) => `${1000 + (i % 200)}-ABCDE;${name}${i % 3}`)
    const { links, keys } = await find()
    expect(links).toHaveLength(2)
    expect(new Set(links.map(({ to }) => to.name)).size).toBe(1)
    expect(keys.map(({ duplicates, unique }) => [duplicates, unique])).toEqual(Array(3).fill([2, false]))
  })

  test('shops and months are a key together, whatever else happens to be unique; other tables refer to both', async () => {
    const month = (i: number): string =>
      `${2023 + Math.floor(i / 120)}-${String((Math.floor(i / 10) % 12) + 1).padStart(2, '0')}`
    const shop = (i: number): string => `Ville ${'abcdefghij'[i % 10]}`
    await load('ca.csv', 'magasin;mois;ca;visites', 240, (i) => `${shop(i)};${month(i)};${1000 + i * 37 + (i % 7) / 10};${(i * 7919) % 99_991}`) // prettier-ignore
    await load('objectifs.csv', 'objectif;mois;magasin', 150, (i) => `${(i % 9) * 1000};${month(i)};${shop(i)}`)
    await load('capteurs.csv', 'zone;serie;rang;mesure', 600, (i) => `${i % 4};${Math.floor(i / 4) % 6};${Math.floor(i / 24)};${((i * i * 7919) % 10_007) % 17}`) // prettier-ignore
    const { links, keys } = await find()
    expect(keys.map(({ table, columns, weak }) => [table.name, columns.join('+'), weak])).toEqual([
      ['ca', 'magasin+mois', false],
      ['objectifs', 'mois+magasin', false],
      ['capteurs', 'zone+serie+rang', false]
    ])
    expect(links.map(({ from, to, on, matchedRows }) => [from.name, to.name, on.length, matchedRows])).toEqual([
      ['objectifs', 'ca', 2, 150]
    ])
  })

  test('what is unique by accident is left out, or told as weak where nothing is better', async () => {
    const days = (i: number): string => `2024-03-01 ${String(i % 24).padStart(2, '0')}:${String(i).padStart(2, '0')}:00`
    await load('releves.csv', 'heure;temperature;visites;commentaire', 40, (i) => `${days(i)};${(i * 7.3).toFixed(1)};${((i + 3) * 7919) % 99_991};mot ${'abcdefgh'[i % 8]} et suite numero ${i} du texte`) // prettier-ignore
    await load('villes.csv', 'nom;habitants', 12, (i) => `Saint ${'abcdefghijkl'[i]};${((i + 5) * 104_729) % 900_001}`)
    await load('clients.csv', 'client;postal;solde', 90, (i) => `C${100 + i};${10_000 + ((i * 7919) % 89_999)};${i * 31 + 5}`) // prettier-ignore
    const { keys, links } = await find()
    expect(keys.map(({ table, columns, weak }) => [table.name, columns.join('+'), weak])).toEqual([
      ['villes', 'nom', true],
      ['clients', 'client', false]
    ])
    expect(links).toEqual([])
  })

  test('small counters hold each other; only names, or numbers that chance does not explain, make a link', async () => {
    for (const [name, count] of [
      ['genre', 6],
      ['pays', 40],
      ['artiste', 300]
    ] as const)
      await load(`${name}.csv`, `id_${name};nom`, count, (i) => `${i + 1};N ${name} ${i}`)
    await load('agents.csv', 'matricule;nom', 90, (i) => `${10_000 + ((i * 7919) % 89_999)};N ${i % 40}`)
    await load('albums.csv', 'id_album;id_artiste;id_genre;pistes;vendeur', 800, (i) => `${i + 1};${(i * 7) % 300 + 1};${(i % 6) + 1};${(i % 20) + 1};${10_000 + (((i % 90) * 7919) % 89_999)}`) // prettier-ignore
    expect((await find()).links.map(written).sort()).toEqual([
      'albums.id_artiste > artiste.id_artiste',
      'albums.id_genre > genre.id_genre',
      'albums.vendeur > agents.matricule'
    ])
  })

  test('a table of two keys in one name does not stand for each; the home of a key is the table that it names', async () => {
    await load('film.csv', 'film_id;titre', 200, (i) => `${i + 1};T ${i % 90}`)
    await load('categorie.csv', 'categorie_id;nom', 16, (i) => `${i + 1};N ${i % 7}`)
    await load('film_categorie.csv', 'film_id;categorie_id;rental_duration', 200, (i) => `${i + 1};${(i % 16) + 1};${(i % 5) + 3}`) // prettier-ignore
    await load('adresse.csv', 'adresse_id;rue', 300, (i) => `${i + 1};R ${i % 9}`)
    await load('client.csv', 'client_id;adresse_id', 296, (i) => `${i + 1};${i + 4}`)
    expect((await find()).links.map(written).sort()).toEqual([
      'client.adresse_id > adresse.adresse_id',
      'film_categorie.categorie_id > categorie.categorie_id',
      'film_categorie.film_id > film.film_id'
    ])
  })

  test('columns that a join brought are no evidence, and the join is told', async () => {
    await load('clients.csv', 'id_client;region;code_agence', 100, (i) => `C${1000 + i};R${i % 7};AG${10 + (i % 20)}`)
    await load('commandes.csv', 'numero;client;montant', 300, (i) => `${i + 1};C${1000 + (i % 90)};${i % 13}`)
    await load('agences.csv', 'code_agence;chef', 20, (i) => `AG${10 + i};P${i % 3}`)
    const before = (await find()).links.map(written)
    const columns = ['id_client', 'code_agence'].map((name) => ({ name, as: name }))
    const join = { with: 'clients', on: [{ left: 'client', right: 'id_client' }], how: 'left' as const, columns, normalise: false } // prettier-ignore
    const { id } = await engine.client.recipe.add({ table: 'commandes', spec: { kind: 'join', ...join } })
    const found = await find()
    expect(found.links.map(written)).toEqual(before)
    expect(found.tables.find(({ table }) => table.name === 'commandes')?.columns).toContain('code_agence')
    expect(found.joins).toEqual([{ step: id, left: 'commandes', right: 'clients', on: join.on, how: 'left', normalise: false, columns }]) // prettier-ignore
    await engine.client.project.undo({})
    expect((await find()).joins).toEqual([])
  })

  test('what is counted is told before the search ends', async () => {
    await load('clients.csv', 'id_client;ville', 100, (i) => `C${1000 + i};V${i % 7}`)
    await load('commandes.csv', 'numero;client', 300, (i) => `${i + 1};C${1000 + (i % 90)}`)
    const early: RelationsFound[] = []
    for await (const event of await engine.client.relations.find({})) if (event.found) early.push(event.found)
    expect(early[0]).toMatchObject({ tables: [{ rows: 100 }, { rows: 300 }], keys: [{}, {}], links: [] })
  })

  test('a stopped search says so', async () => {
    await load('a.csv', 'id;x', 50, (i) => `A${i};${i}`)
    const stop = new AbortController()
    stop.abort()
    await expect(
      (async () => finish(await engine.client.relations.find({}, { signal: stop.signal })))()
    ).rejects.toBeDefined()
  })
})

test('a link is kept or dismissed, undoably', async () => {
  await load('clients.csv', 'id_client;ville', 50, (i) => `C${1000 + i};V${i % 7}`)
  await load('commandes.csv', 'numero;client', 90, (i) => `${i + 1};C${1000 + (i % 50)}`)
  const [link] = (await find()).links
  if (!link) throw new Error('no link')
  const decided = { from: link.from.name, to: link.to.name, on: link.on, normalise: link.normalise }
  const { id } = await engine.client.relations.keep({ ...decided, state: 'dismissed' })
  expect(id).toBe(link.id)
  expect((await find()).links.map(({ state }) => state)).toEqual(['dismissed'])
  await engine.client.relations.keep({ ...decided, state: 'kept' })
  expect(await engine.client.relations.list({})).toMatchObject([{ state: 'kept' }])
  await engine.client.project.undo({})
  expect((await find()).links[0]?.state).toBe('dismissed')
  await engine.client.relations.remove({ id })
  expect((await find()).links[0]?.state).toBe('found')
  const own = { from: 'clients', to: 'commandes', on: [{ left: 'ville', right: 'numero' }], normalise: false }
  await engine.client.relations.keep({ ...own, state: 'kept' })
  expect((await find()).links.map(({ state }) => state)).toEqual(['found', 'kept'])
  await expect(
    engine.client.relations.keep({ ...own, on: [{ left: 'absente', right: 'numero' }], state: 'kept' })
  ).rejects.toMatchObject({ data: { kind: 'not_found' } })
})

describe('the match report', () => {
  const pair = [{ left: 'ville', right: 'nom' }]
  beforeEach(async () => {
    const left = ['Lyon', 'lyon ', 'Évry', 'Evry', '', 'Nice', 'Brest', 'Paris']
    await load('visites.csv', 'n;ville', left.length, (i) => `${i};"${left[i] ?? ''}"`)
    const right = ['Lyon', 'Evry', 'Nice', 'Nice', 'Metz']
    await load('villes.csv', 'nom;pop', right.length, (i) => `${right[i] ?? ''};${i}`)
  })
  const match = (normalise: boolean, how: 'left' | 'inner' = 'left') =>
    engine.client.relations.match({ left: 'visites', right: 'villes', on: pair, how, normalise })

  test('counts rows by matches, rows after, orphans and near misses, each with its rows', async () => {
    const report = await match(false)
    expect(report).toMatchObject({ leftRows: 8, none: 5, one: 2, several: 1, missing: 1, rightOrphans: 1, most: 2, rowsAfter: 9, multiplies: true, cardinality: '1:n', nearRows: 2 }) // prettier-ignore
    expect(report.nearMisses).toEqual([
      { left: ['lyon '], right: ['Lyon'], rows: 1, differences: ['spaces', 'case'] },
      { left: ['Évry'], right: ['Evry'], rows: 1, differences: ['accents'] }
    ])
    expect(report.leftExamples.map(({ values }) => values[0])).toEqual(['Brest', 'Paris', 'lyon ', 'Évry'])
    expect(report.rightExamples).toEqual([{ values: ['Metz'], rows: 1 }])
    const { unmatched, missing, one, several, rightOrphans, after } = report.evidence
    const counted = [unmatched, missing, one, several, rightOrphans]
    expect(counted.map(({ n }) => n)).toEqual([4, 1, 2, 1, 1])
    expect(await Promise.all([...counted, after].map(figure))).toEqual([4, 1, 2, 1, 1, 9])
    expect(await Promise.all(counted.map(rowsOf))).toEqual([4, 1, 2, 1, 1])
    expect(report).toMatchObject({ leftOrphanValues: 4, rightOrphanValues: 1, nearValues: 2 })
    const { leftValues, rightValues, near } = report.evidence
    expect(await Promise.all([leftValues, rightValues, near].map(figure))).toEqual([4, 1, 2])
    expect(await Promise.all([leftValues, rightValues, near, after].map(rowsOf))).toEqual([4, 1, 2, 9])
  })

  test('normalised, more rows match; the report is what the join then makes', async () => {
    const report = await match(true, 'inner')
    expect(report).toMatchObject({ one: 3, several: 1, none: 4, rowsAfter: 5 })
    await engine.client.recipe.add({
      table: 'visites',
      spec: {
        kind: 'join',
        with: 'villes',
        on: pair,
        how: 'inner',
        columns: [{ name: 'pop', as: 'pop' }],
        normalise: true
      }
    })
    expect((await engine.client.recipe.show({ table: 'visites' })).rowsAfter).toBe(5)
  })

  test('unknown tables and columns are refused by name', async () => {
    const asked = { left: 'visites', right: 'villes', on: pair, how: 'left' as const, normalise: false }
    for (const wrong of [{ left: 'absente' }, { right: 'absente' }, { on: [{ left: 'absente', right: 'nom' }] }])
      await expect(engine.client.relations.match({ ...asked, ...wrong })).rejects.toMatchObject({
        data: { kind: 'not_found' }
      })
    await expect(engine.client.relations.match({ ...asked, right: 'visites' })).rejects.toMatchObject({
      data: { kind: 'input' }
    })
  })
})

describe('a table that refers to itself', () => {
  const people = 'id;nom;prenom;manager_id;anciennete;service_id;quantite'
  const manager = (i: number): string => (i === 0 ? '' : String(Math.floor(i / 6) + 1))
  const loadPeople = () =>
    load('employes.csv', people, 240, (i) => `${i + 1};N${i % 90};P${i % 40};${manager(i)};${(i * 7) % 31};${(i % 12) + 1};${((i * 7919) % 240) + 1}`) // prettier-ignore

  test('managers are found among the people, with exact counts; quantities, grades and services within the range are not', async () => {
    await loadPeople()
    const { links, notes } = await find()
    expect(links.map(written)).toEqual(['employes.manager_id > employes.id'])
    expect(links[0]).toMatchObject({ rows: 240, present: 239, matchedRows: 239, orphanRows: 0, values: 40, keys: 240, usedKeys: 40, cardinality: 'n:1' }) // prettier-ignore
    expect(await figure(links[0]?.evidence.unused ?? never())).toBe(200)
    expect(notes).toEqual([])
  })

  test('parents by code, and a role before the key; a copy of the key and a mere count are none', async () => {
    const code = (i: number): string => `K${(i * 7919) % 90_001}`
    await load('rayons.csv', 'code;libelle;code_parent;copie;niveau', 300, (i) => `${code(i)};R ${i % 50};${i < 4 ? '' : code(Math.floor(i / 4))};${code(i)};${i % 5}`) // prettier-ignore
    await load('clients.csv', 'id_client;parrain_id_client;parents;grade_client', 400, (i) => `${i + 1};${((i * 37) % 390) + 1};${(i % 2) + 1};${(i % 9) + 1}`) // prettier-ignore
    expect((await find()).links.map(written).sort()).toEqual([
      'clients.parrain_id_client > clients.id_client',
      'rayons.code_parent > rayons.code'
    ])
  })

  test('a manager of shops is no shop; nor is what names another table, nor any number that stays within the counter', async () => {
    await load('magasins.csv', 'id_magasin;manager_id;ville_id;stock;rang', 300, (i) => `${i + 1};${(i % 120) + 1};${((i * 7) % 280) + 1};${((i * 7919) % 300) + 1};${300 - i}`) // prettier-ignore
    await load('parents.csv', 'id;nom', 80, (i) => `${i + 1};P ${i % 9}`)
    await load('eleves.csv', 'id;parent_id', 200, (i) => `${i + 1};${((i * 7) % 80) + 1}`)
    expect((await find()).links.map(written)).toEqual(['eleves.parent_id > parents.id'])
  })

  test('joining a table with itself is refused, with the way round that works', async () => {
    await loadPeople()
    const on = [{ left: 'manager_id', right: 'id' }]
    const refused = { data: { hint: { fr: expect.stringContaining('sous un autre nom') as string } } }
    await expect(engine.client.relations.match({ left: 'employes', right: 'employes', on, how: 'left', normalise: false })).rejects.toMatchObject(refused) // prettier-ignore
    const spec = { kind: 'join' as const, with: 'employes', on, how: 'left' as const, columns: [], normalise: false }
    await expect(engine.client.recipe.add({ table: 'employes', spec })).rejects.toMatchObject(refused)
    const path = join(folder, 'employes.csv')
    await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'chefs.csv' }] }))
    const report = await engine.client.relations.match({ left: 'employes', right: 'chefs', on, how: 'left', normalise: false }) // prettier-ignore
    expect(report).toMatchObject({ one: 239, none: 1, rowsAfter: 240 })
  })
})

function never(): never {
  throw new Error('no link')
}

test('a few names refer to a small table, whatever else is without repeats in it', async () => {
  const towns = ['Orléans', 'Évry', 'Nantes', 'Saint-Étienne', 'Brest', 'Le Havre', 'Nice', 'Metz']
  await load('agences_u.csv', 'Agence;Effectif', 8, (i) => `${towns[i]};${10 + i}`)
  await load(
    'dossiers.csv',
    'dossier;agence;montant',
    300,
    (i) => `D${1000 + i};${towns[(i * 5) % 8]};${100 + ((i * 37) % 900)}`
  )
  const { links } = await find()
  expect(links.map(written)).toEqual(['dossiers.agence > agences_u.Agence'])
})

test('beside a table of thousands of columns without repeats, links are found and other work goes on', async () => {
  const names = Array.from({ length: 2_000 }, (_, at) => `mesure_${at}`)
  await load('large.csv', names.join(';'), 12, (i) => names.map((_, at) => (i * 7 + at) % 9_973).join(';'))
  await load('clients.csv', 'id_client;ville', 50, (i) => `C${1000 + i};V${i % 7}`)
  await load('commandes.csv', 'numero;client;montant', 90, (i) => `${i + 1};C${1000 + (i % 40)};${i % 13}`)
  let ticks = 0
  const clock = setInterval(() => ticks++, 50)
  const { links } = await find()
  clearInterval(clock)
  expect(links.map(written)).toContain('commandes.client > clients.id_client')
  expect(ticks).toBeGreaterThan(5)
})

test('a key among many other codes without repeats is found by the name that both tables give it', async () => {
  const names = Array.from({ length: 130 }, (_, at) => `code_${at}`)
  const codes = (i: number) => names.map((_, at) => `K${at}-${(i * 7 + at) % 9_973}`).join(';')
  await load('large.csv', `${names.join(';')};dossier`, 200, (i) => `${codes(i)};D${1000 + i}`)
  await load('ecritures.csv', 'numero;Dossier;montant', 900, (i) => `${i + 1};D${1000 + (i % 180)};${i % 13}`)
  expect((await find()).links.map(written)).toEqual(['ecritures.Dossier > large.dossier'])
})
