import { expect, test } from 'vitest'
import { createRandom, type Random } from '../../stats/random'
import { detectorBench, valuesSql } from '../testing'
import { nearDuplicate } from './near-duplicate'

const bench = detectorBench()
const FIRST = 'Jean Marie Louis Louise Camille Ahmed Fatima Pierre Sophie Lucas Emma Hugo Chloé Nathan Léa Karim Inès Paul Julie Marc Élodie Yannick Nadia Olivier Claire Thomas Sarah Antoine Manon Bruno'.split(' ') // prettier-ignore
const LAST = 'Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefebvre Michel Garcia David Bertrand Roux Vincent Fournier Morel Girard Andre Lefevre Mercier Dupont Lambert Bonnet Francois Martinez Benali Nguyen Traore Kowalski Schneider'.split(' ') // prettier-ignore
const TOWNS = ['Lyon', 'Nantes', 'Lille', 'Rennes', 'Dijon', 'Metz', 'Brest', 'Pau']
const STREETS = 'Lilas Moulins Acacias République Gare Écoles Jardins Fontaine Liberté Victoire Marché Tilleuls'.split(
  ' '
)
const COLUMNS = ['id', 'prenom', 'nom', 'naissance DATE', 'adresse', 'ville', 'courriel']

/** People, families among them: same name and address, other first names and birth dates. */
function people(random: Random, n: number): (string | number | null)[][] {
  const rows: (string | number | null)[][] = []
  while (rows.length < n) {
    const last = random.pick(LAST)
    const [address, town] = [`${1 + random.below(120)} rue des ${random.pick(STREETS)}`, random.pick(TOWNS)]
    for (let member = random.chance(0.2) ? 3 : 1; member > 0; member--) {
      const first = random.pick(FIRST)
      const birth = new Date(Date.UTC(1940 + random.below(65), random.below(12), 1 + random.below(28)))
      const mail = random.chance(0.9) ? `${first}.${last}${random.below(9999)}@exemple.fr`.toLowerCase() : null
      rows.push([rows.length + 1, first, last, birth.toISOString().slice(0, 10), address, town, mail])
    }
  }
  return rows.slice(0, n)
}

/** The same person written again: a slip in the name, capitals, accents lost, an empty cell. */
function again(random: Random, row: (string | number | null)[], id: number): (string | number | null)[] {
  const copy = [...row]
  copy[0] = id
  const last = String(row[2])
  const at = 1 + random.below(last.length - 2)
  const ways = [
    () => (copy[2] = last.slice(0, at) + last.slice(at + 1)),
    () => (copy[2] = last.toUpperCase()),
    () => (copy[6] = null),
    () => (copy[1] = String(row[1])[0] ?? ''),
    () => (copy[2] = last.slice(0, at) + last[at] + last.slice(at))
  ]
  random.pick(ways)()
  return copy
}

test.each([1, 2, 3])('finds the people written twice, and no families; seed %i', async (seed) => {
  const random = createRandom(seed)
  const rows = people(random, 400)
  expect(await bench.detect(nearDuplicate, valuesSql(COLUMNS, rows))).toEqual([])
  const twice = [17, 101, 203, 304, 355]
  const copies = twice.map((place, at) => again(random, rows[place] ?? [], 401 + at))
  const [found, ...others] = await bench.detect(nearDuplicate, valuesSql(COLUMNS, [...rows, ...copies]))
  expect(others).toEqual([])
  expect(await bench.rowids(found)).toEqual([...twice, 400, 401, 402, 403, 404])
  expect(found?.proposal?.repair.kind).toBe('keep_one')
  await keepsOneOfEach(found?.proposal?.repair, valuesSql(COLUMNS, [...rows, ...copies]), twice, rows.length)
})

test.each([1, 2])('a slip in the name beside a street cut short is the same person; seed %i', async (seed) => {
  const random = createRandom(seed)
  const rows = people(random, 400).map((row) => row.slice(0, 6))
  const copies = [17, 101, 203].map((place, at) => {
    const copy = [...(rows[place] ?? [])]
    copy[0] = 401 + at
    copy[2] = `${String(copy[2]).slice(0, 2)}${String(copy[2]).slice(3)}`
    copy[4] = String(copy[4]).replace(' rue ', [' r. ', ' R ', ', r.'][at] ?? '')
    return copy
  })
  const [found] = await bench.detect(nearDuplicate, valuesSql(COLUMNS.slice(0, 6), [...rows, ...copies]))
  expect(await bench.rowids(found)).toEqual([17, 101, 203, 400, 401, 402])
})

/** The repair, written as plain SQL, takes only rows of the groups away, and at most one of each. */
async function keepsOneOfEach(repair: unknown, sql: string, twice: number[], n: number): Promise<void> {
  const { by } = repair as { by: string[][] }
  let left = sql
  for (const keys of by)
    left = `SELECT * FROM (${left}) QUALIFY row_number() OVER (PARTITION BY ${keys.join(', ')} ORDER BY id) = 1 OR ${keys.map((key) => `${key} IS NULL`).join(' OR ')}`
  const gone = await bench
    .project()
    .rows<{ id: number }>(
      `SELECT id::INTEGER AS id FROM (${sql}) WHERE id NOT IN (SELECT id FROM (${left})) ORDER BY id`
    )
  expect(gone.length).toBeGreaterThan(0)
  for (const { id } of gone) expect(id > n || twice.includes(id - 1)).toBe(true)
}

test.each([1, 2])('orders of the same client, and variants of one article, are no copies; seed %i', async (seed) => {
  const random = createRandom(seed)
  const clients = people(random, 80)
  const orders = Array.from({ length: 500 }, (_, at) => {
    const [, first, last, , address, town] = random.pick(clients)
    return [at, `${first} ${last}`, address ?? null, town ?? null, `2025-0${1 + random.below(9)}-1${random.below(9)}`, random.below(90_000) / 100] // prettier-ignore
  })
  expect(
    await bench.detect(
      nearDuplicate,
      valuesSql(['n', 'client', 'adresse', 'ville', 'le DATE', 'montant DOUBLE'], orders)
    )
  ).toEqual([])
  const articles = Array.from({ length: 300 }, (_, at) => [`Bière ${LAST[at % 35]} ${FIRST[Math.floor(at / 2) % 30]}`, random.pick(TOWNS), [33, 50][at % 2] ?? 0, 4 + random.below(60) / 10]) // prettier-ignore
  expect(
    await bench.detect(nearDuplicate, valuesSql(['nom', 'ville', 'volume INTEGER', 'degre DOUBLE'], articles))
  ).toEqual([])
})

test('invoices entered twice under another number are found, though nothing names a person', async () => {
  const random = createRandom('factures')
  const day = (): string => new Date(Date.UTC(2023, 0, 1 + random.below(365))).toISOString().slice(0, 10)
  const rows = Array.from({ length: 1500 }, (_, at) => [
    `F${String(at).padStart(5, '0')}`,
    day(),
    `Client ${1 + random.below(400)}`,
    Math.round(100 * Math.exp(random.normal(6, 1))) / 100
  ])
  const columns = ['numero', 'date_facture DATE', 'client', 'montant DOUBLE']
  expect(await bench.detect(nearDuplicate, valuesSql(columns, rows))).toEqual([])
  const copies = [30, 400, 1100].map((place, at) => [`F${1500 + at}`, ...(rows[place] ?? []).slice(1)])
  const [found, ...others] = await bench.detect(nearDuplicate, valuesSql(columns, [...rows, ...copies]))
  expect(others).toEqual([])
  expect(await bench.rowids(found)).toEqual([30, 400, 1100, 1500, 1501, 1502])
})

/** Orders under a number, with a day, a client and an amount that hardly come back together. */
function orders(random: Random, n: number): (string | number)[][] {
  return Array.from({ length: n }, (_, at) => [
    `F${String(at).padStart(5, '0')}`,
    new Date(Date.UTC(2023, 0, 1 + random.below(365))).toISOString().slice(0, 10),
    `Client ${1 + random.below(400)}`,
    Math.round(100 * Math.exp(random.normal(6, 1))) / 100
  ])
}

test('rows that a moment parts are no copies under another number', async () => {
  const random = createRandom('moments')
  const rows = orders(random, 1500)
  const copies = [30, 400, 1100, 1200].map((place, at) => [`F${1500 + at}`, ...(rows[place] ?? []).slice(1)])
  const columns = ['numero', 'le DATE', 'client', 'montant DOUBLE']
  const all = [...rows, ...copies]
  expect(await bench.detect(nearDuplicate, valuesSql(columns, all))).toHaveLength(1)
  const timed = all.map((row, at) => [...row, new Date(Date.UTC(2023, 0, 1) + 61_000 * at).toISOString().slice(0, 19)])
  expect(await bench.detect(nearDuplicate, valuesSql([...columns, 'saisie TIMESTAMP'], timed))).toEqual([])
})

test('measures of few values are equal by chance, whatever their number', async () => {
  const random = createRandom('mesures')
  const rows = Array.from({ length: 1500 }, (_, at) => [
    `M${at}`,
    `Site ${random.below(12)}`,
    random.below(40),
    random.below(60),
    random.below(30)
  ])
  const columns = ['id', 'site', 'a INTEGER', 'b INTEGER', 'c INTEGER']
  expect(await bench.detect(nearDuplicate, valuesSql(columns, rows))).toEqual([])
})

test('fares of a list that follow from one another are equal by chance', async () => {
  const random = createRandom('grille')
  const rows = Array.from({ length: 1500 }, (_, at) => {
    const [km, zone] = [2 + random.below(78), 1 + random.below(7)]
    const full = Math.round(100 * (1.2 + 0.14 * km + 0.3 * zone)) / 100
    return [`T${at}`, `Zone ${zone}`, km, full, full / 2, random.pick(['Plein', 'Réduit', 'Solidaire']), random.pick(['1re', '2e'])] // prettier-ignore
  })
  const columns = ['code', 'zone', 'km INTEGER', 'plein DOUBLE', 'reduit DOUBLE', 'profil', 'classe']
  expect(await bench.detect(nearDuplicate, valuesSql(columns, rows))).toEqual([])
})

test('lines of a price, a quantity and their product, or of a rate, are equal by chance; beside a client and a day copies are told', async () => {
  for (const seed of ['a', 'b', 'c']) {
    const random = createRandom(seed)
    const lines = Array.from({ length: 1500 }, (_, at) => {
      const [quantity, price] = [1 + random.below(20), (100 + random.below(5900)) / 100]
      return [`L${at}`, quantity, price, Math.round(100 * quantity * price) / 100]
    })
    const columns = ['cle', 'quantite INTEGER', 'prix DOUBLE', 'montant DOUBLE']
    expect(await bench.detect(nearDuplicate, valuesSql(columns, lines))).toEqual([])
    const rates = Array.from({ length: 1500 }, (_, at) => {
      const [all, passed] = [50 + random.below(350), random.below(50)]
      return [`L${at}`, all, passed, Math.round((1000 * passed) / all) / 10]
    })
    expect(await bench.detect(nearDuplicate, valuesSql(['cle', 'effectif INTEGER', 'admis INTEGER', 'taux DOUBLE'], rates))).toEqual([]) // prettier-ignore
    const sold = lines.map((line) => [...line, `Client ${random.below(300)}`, `J${random.below(300)}`])
    const copies = [30, 400, 1100, 1200].map((place, at) => [`L${1500 + at}`, ...(sold[place] ?? []).slice(1)])
    const [found] = await bench.detect(nearDuplicate, valuesSql([...columns, 'client', 'jour'], [...sold, ...copies]))
    expect(await bench.rowids(found)).toEqual([30, 400, 1100, 1200, 1500, 1501, 1502, 1503])
  }
})

test('times of a beginning, of an end and of what lies between are equal by chance; beside a day and a client copies are told', async () => {
  const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}` // prettier-ignore
  for (const seed of ['a', 'b', 'c']) {
    const random = createRandom(seed)
    const visits = Array.from({ length: 3000 }, (_, at) => {
      const [from, lasts] = [480 + random.below(500), 15 + random.below(90)]
      return [`B${at}`, clock(from), clock(from + lasts), lasts]
    })
    const columns = ['bon', 'debut TIME', 'fin TIME', 'duree INTEGER']
    expect(await bench.detect(nearDuplicate, valuesSql(columns, visits))).toEqual([])
    const hours = visits.map(([key, from, to, minutes]) => [key ?? '', from ?? '', to ?? '', Math.round(Number(minutes) / 0.6) / 100]) // prettier-ignore
    expect(await bench.detect(nearDuplicate, valuesSql([...columns.slice(0, 3), 'heures DOUBLE'], hours))).toEqual([])
    const known = visits.map((visit) => [...visit, `Client ${random.below(300)}`, `J${random.below(300)}`])
    const copies = [30, 400, 1100, 1200].map((place, at) => [`B${3000 + at}`, ...(known[place] ?? []).slice(1)])
    const [found] = await bench.detect(nearDuplicate, valuesSql([...columns, 'client', 'jour'], [...known, ...copies]))
    expect(await bench.rowids(found)).toEqual([30, 400, 1100, 1200, 3000, 3001, 3002, 3003])
  }
})
