import { describe, expect, test } from 'vitest'
import { calibrated } from '../calibration'
import { detectorBench } from '../testing'
import { dependencyViolation } from './dependency-violation'

const bench = detectorBench()

test('rows that only an unsure rule blames are told apart, less surely', async () => {
  // The town follows from the post code, of many rows each, and from the client, of eight rows each.
  const orders = `SELECT i AS n, lpad(((i // 8) % 20 * 37)::VARCHAR, 5, '0') AS cp, 'C' || (i // 8) AS client, 'Ville ' || ((i // 8) % 20) AS ville FROM range(2400) r(i)`
  const found = await bench.detect(dependencyViolation, orders, [
    `UPDATE $t SET ville = 'Ville 7' WHERE n IN (40, 82)`,
    `UPDATE $t SET ville = 'Ville 3', cp = '00111' WHERE n IN (401, 602)`
  ])
  const told = found.filter(({ columns }) => columns[0] === 'ville')
  const rows = await Promise.all(told.map(async (one) => [await bench.rowids(one), one.confidence]))
  expect(rows).toEqual([
    [[40, 82], 0.65],
    [[401, 602], 0.4]
  ])
  expect(new Set(told.map(({ id }) => id)).size).toBe(2)
})

test('a town replaced is told of the town, where its code and its department go together; so is a code that no town tells', async () => {
  // Town 3 has two codes, so that no town tells its code.
  const orders = `SELECT i AS n, 'cp' || (i % 24) AS cp, 'Ville ' || greatest(i % 24, 3) AS ville, 'D' || (greatest(i % 24, 3) % 6) AS dep FROM range(2400) r(i)`
  const told = async (edit: string) => {
    const found = await bench.detect(dependencyViolation, orders, [edit])
    return Promise.all(
      found.map(async ({ columns, ...one }) => [columns.join(), await bench.rowids({ columns, ...one })])
    )
  }
  expect(await told(`UPDATE $t SET ville = 'Ville 8' WHERE n IN (9, 34)`)).toEqual([['ville', [9, 34]]])
  expect(await told(`UPDATE $t SET cp = 'cp8' WHERE n IN (9, 34)`)).toEqual([['cp', [9, 34]]])
})

test('of more than two columns that speak against one, each row is said to have two at least', async () => {
  const orders = `SELECT i AS n, 'cp' || (i % 24) AS cp, 'Ville ' || greatest(i % 24, 3) AS ville, 'D' || (greatest(i % 24, 3) % 6) AS dep, 'R' || (greatest(i % 24, 3) % 3) AS region FROM range(2400) r(i)`
  const found = await bench.detect(dependencyViolation, orders, [`UPDATE $t SET cp = 'cp8' WHERE n IN (9, 34)`])
  expect(found.find(({ columns }) => columns[0] === 'cp')?.message.fr).toMatch(/: 2 lignes où au moins deux de « .* et « .* disent autre chose$/) // prettier-ignore
})

test('two misspelt columns do not speak together against the one that they follow from', async () => {
  const orders = `SELECT i AS n, 'cp' || (i % 24) AS cp, 'Ville ' || greatest(i % 24, 3) AS ville, 'Département ' || (greatest(i % 24, 3) % 6) AS dep FROM range(2400) r(i)`
  const found = await bench.detect(dependencyViolation, orders, [
    `UPDATE $t SET ville = 'Villle ' || n, dep = replace(dep, 'Dép', 'Dp') || n WHERE n IN (9, 34, 1205)`
  ])
  expect(found.flatMap(({ columns }) => columns).filter((column) => column === 'cp')).toEqual([])
})

test('where nearly all rows of a category have one value of a column, another value there is no fault of the category', async () => {
  // Flats have no land; each area of land comes back in a few houses, and so tells the type.
  const estates = `SELECT i AS n, CASE WHEN i % 2 = 0 THEN 'Appartement' ELSE 'Maison' END AS type, CASE WHEN i % 2 = 0 THEN 0 ELSE 200 + 7 * (i // 2 % 90) END AS terrain FROM range(2400) r(i)`
  const broken = `UPDATE $t SET terrain = 200 + 7 * (n % 90) WHERE n IN (40, 82, 160, 300, 412, 500, 734)`
  expect(await bench.detect(dependencyViolation, estates, [broken])).toEqual([])
  // A house without land among the flats says nothing of houses: either may be wrong.
  const [house] = await bench.detect(dependencyViolation, estates, [`UPDATE $t SET terrain = 0 WHERE n IN (41, 83)`])
  expect([house?.columns, await bench.rowids(house)]).toEqual([['type'], [41, 83]])
})

test('of two columns that tell each other, both cells of a broken row are told as one of two; what stands nowhere else is told as a fault of its own', async () => {
  const shops = `SELECT i AS n, 'M' || (i % 24) AS code, 'Magasin ' || (i % 24) AS magasin FROM range(2400) r(i)`
  const found = await bench.detect(dependencyViolation, shops, [
    `UPDATE $t SET magasin = 'Magasin 8' WHERE n IN (9, 34)`,
    `UPDATE $t SET magasin = 'Magazin 3' WHERE n IN (51)`
  ])
  const told = found.map(async (one) => [one.detector, one.columns.join(), await bench.rowids(one)])
  expect((await Promise.all(told)).sort()).toEqual([
    ['dependency_rules', 'magasin', [51]],
    ['two_way_rule', 'code', [9, 34]],
    ['two_way_rule', 'magasin', [9, 34]]
  ])
  for (const one of found.filter(({ detector }) => detector === 'two_way_rule')) {
    expect(calibrated(one.detector, one.confidence)).toBeCloseTo(0.5, 1)
    expect(one.explanation.fr).toContain('l’une des deux est fausse')
  }
})

test('a rule that one row in twenty-five breaks is seen where as many rows again miss a letter', async () => {
  const towns = ['Bordeaux', 'Grenoble', 'Marseille', 'Toulouse', 'Strasbourg', 'Montpellier', 'Nanterre', 'Perpignan', 'Besançon', 'Versailles', 'Valence', 'Clermont'] // prettier-ignore
  const orders = `SELECT i AS n, '75' || (i % 12) AS cp, [${towns.map((town) => `'${town}'`).join(', ')}][1 + i % 12] AS ville FROM range(2400) r(i)`
  const moved = `UPDATE $t SET ville = [${towns.map((town) => `'${town}'`).join(', ')}][1 + (n + 1 + n // 25 % 11) % 12] WHERE n % 25 = 3`
  const slips = `UPDATE $t SET ville = substr(ville, 1, 2 + n // 25 % 4) || substr(ville, 4 + n // 25 % 4) WHERE n % 25 = 7`
  const found = await bench.detect(dependencyViolation, orders, [moved, slips])
  const rows = new Set(
    (await Promise.all(found.filter(({ columns }) => columns[0] === 'ville').map(bench.rowids))).flat()
  )
  for (let row = 3; row < 2400; row += 25) expect(rows).toContain(row)
  expect([...rows].filter((row) => ![3, 7].includes(row % 25))).toEqual([])
})

test.each([6, 9])(
  'a rule that every hundred rows break %i times is told of the cell that a third column speaks against',
  async (part) => {
    // The code of a town begins with its department.
    const orders = `SELECT i AS n, (1 + t % 6) || '0' || t AS code, 'Ville ' || t AS ville, 'D' || (1 + t % 6) AS dep FROM (SELECT i, hash(i) % 15 AS t FROM range(3000) r(i))`
    const wrong = (of: number) => `UPDATE $t SET ville = 'Ville ' || ((substr(code, 3)::INTEGER + 1 + hash(n, 7) % 14) % 15) WHERE hash(n, 3) % 100 < ${of}` // prettier-ignore
    const surestOf = (told: typeof found) => Math.max(...told.map((one) => calibrated(one.detector, one.confidence)))
    const found = await bench.detect(dependencyViolation, orders, [wrong(part)])
    const told = found.filter(({ columns }) => columns[0] === 'ville')
    const rows = (await Promise.all(told.map(bench.rowids))).flat()
    expect(rows.length).toBeGreaterThan(25 * part)
    expect(found.some(({ columns }) => columns[0] === 'dep')).toBe(false)
    expect(surestOf(told)).toBeGreaterThan(0.7)
    // The more rows break it, the less it is a rule.
    expect(surestOf(told)).toBeLessThan(surestOf(await bench.detect(dependencyViolation, orders, [wrong(1)])))
  }
)

test.each([7, 10])(
  'of two columns that tell each other, broken by %i rows in a hundred, the rows are told as one of two',
  async (part) => {
    const orders = `SELECT i AS n, 'T' || (100 + t) AS code, 'Agent ' || t AS agent, hash(i, 5) % 40 AS jours FROM (SELECT i, hash(i) % 12 AS t FROM range(3000) r(i))`
    const found = await bench.detect(dependencyViolation, orders, [
      `UPDATE $t SET agent = 'Agent ' || ((substr(code, 2)::INTEGER - 100 + 1 + hash(n, 7) % 11) % 12) WHERE hash(n, 3) % 100 < ${part}`
    ])
    expect(found.map(({ detector, columns }) => [detector, columns.join()]).sort()).toEqual([
      ['two_way_rule', 'agent'],
      ['two_way_rule', 'code']
    ])
    for (const one of found) {
      expect(one.rows).toBeGreaterThan(25 * part)
      expect(calibrated(one.detector, one.confidence)).toBeGreaterThan(0.25)
      expect(calibrated(one.detector, one.confidence)).toBeLessThan(0.4)
    }
  }
)

test.each([
  [
    'a client of two towns',
    `'C' || c AS cause, 'Ville ' || CASE WHEN c % 4 = 0 AND hash(i, 2) % 5 < 2 THEN c % 20 + 1 ELSE c % 20 END AS effet`
  ],
  [
    'a habit that some groups lack',
    `'M' || c AS cause, 'Op ' || CASE WHEN hash(i, 2) % 100 < c % 20 THEN hash(i, 3) % 20 ELSE c % 20 END AS effet`
  ],
  [
    'a second usual place',
    `'S' || c AS cause, 'Ville ' || CASE WHEN hash(i, 2) % 100 < 8 THEN (c + 7) % 20 ELSE c % 20 END AS effet`
  ],
  [
    'a common answer',
    `'S' || c AS cause, CASE WHEN hash(i, 2) % 100 < 8 THEN 'Autre' ELSE 'Offre ' || c % 20 END AS effet`
  ]
])('%s is no fault', async (_, columns) => {
  const table = `SELECT i AS n, ${columns} FROM (SELECT i, hash(i) % 40 AS c FROM range(4000) r(i))`
  expect(await bench.detect(dependencyViolation, table)).toEqual([])
})

test('an amount that follows from a number and tells it is not blamed where the number may be wrong', async () => {
  const visits = `SELECT i AS n, (10 + hash(i) % 60)::INTEGER AS duree, (10 + hash(i) % 60) * 0.95 AS cout FROM range(3000) r(i)`
  const found = await bench.detect(dependencyViolation, visits, [
    `UPDATE $t SET duree = 10 + (duree + 5 + n % 20) % 60 WHERE n % 50 = 3`,
    `UPDATE $t SET cout = cout + 0.33 WHERE n % 50 = 7`
  ])
  const told = await Promise.all(found.map(async (one) => [one.detector, one.columns.join(), [...new Set((await bench.rowids(one)).map((row) => row % 50))].join()])) // prettier-ignore
  expect(told.sort()).toEqual([
    ['dependency_rules', 'cout', '7'],
    ['two_way_rule', 'cout', '3'],
    ['two_way_rule', 'duree', '3']
  ])
})

test('two slips in one row do not make the column wrong that both follow from', async () => {
  const orders = `SELECT i AS n, 'C' || (i % 120) AS client, 'Ville ' || greatest(i % 24, 3) AS ville, 'Région ' || (greatest(i % 24, 3) % 6) AS region FROM range(2400) r(i)`
  const found = await bench.detect(dependencyViolation, orders, [
    `UPDATE $t SET ville = 'Vile 9', region = 'Réigon 3' WHERE n = 9`,
    `UPDATE $t SET ville = 'Vllle 10', region = 'Région 1' WHERE n = 10`,
    `UPDATE $t SET client = 'C20' WHERE n = 247`
  ])
  const told = await Promise.all(found.map(async (one) => [one.columns.join(), await bench.rowids(one)] as const))
  expect(told.filter(([name]) => name === 'client')).toEqual([['client', [247]]])
  const blamed = (name: string): number[] => told.flatMap(([own, rows]) => (own === name ? rows : []))
  expect(blamed('ville')).toEqual(expect.arrayContaining([9, 10]))
  expect(blamed('region')).toEqual(expect.arrayContaining([9, 10]))
})

describe('a text that is the class of a number', () => {
  const marked = (wrong: string): string =>
    `SELECT n, CASE WHEN n % 70 = 9 THEN 99 ELSE note END AS note, CASE WHEN n % 60 = 4 THEN mention[1:1 + n // 60 % 4] || 'x' || mention[2 + n // 60 % 4:] ELSE ${wrong} END AS mention FROM (SELECT i AS n, (hash(i) % 21)::INTEGER AS note, CASE WHEN hash(i) % 21 < 8 THEN 'Insuffisant' WHEN hash(i) % 21 < 12 THEN 'Passable' WHEN hash(i) % 21 < 16 THEN 'Bien' ELSE 'Très bien' END AS mention FROM range(4000) r(i))`
  const other = `['Insuffisant', 'Passable', 'Bien', 'Très bien'][(1 + hash(n, 5) % 4)::INTEGER]`

  test('is told where it is another, though slips and codes break the rule too', async () => {
    const found = await bench.detect(dependencyViolation, marked(`CASE WHEN n % 16 = 1 THEN ${other} ELSE mention END`))
    const told = (await Promise.all(found.filter(({ columns }) => columns.join() === 'mention').map(bench.rowids))).flat() // prettier-ignore
    expect(told.filter((row) => row % 16 === 1).length).toBeGreaterThan(150)
    expect(told.every((row) => row % 16 === 1 || row % 60 === 4)).toBe(true)
  })

  test('is no rule where one other text stands in it everywhere', async () => {
    const ages = `SELECT i AS n, (15 + hash(i) % 60)::INTEGER AS age, CASE WHEN hash(i) % 60 < 8 THEN 'Élève' WHEN hash(i) % 60 >= 48 THEN 'Retraité' WHEN hash(i, 3) % 11 = 0 THEN 'Sans emploi' ELSE 'Salarié' END AS statut FROM range(6000) r(i)`
    expect(await bench.detect(dependencyViolation, ages)).toEqual([])
    const next = `SELECT n, age, CASE WHEN hash(n, 5) % 14 = 0 AND statut = 'Retraité' THEN 'Salarié' WHEN hash(n, 5) % 14 = 0 AND statut = 'Élève' THEN 'Salarié' WHEN hash(n, 5) % 14 = 0 THEN 'Élève' WHEN statut = 'Sans emploi' THEN 'Salarié' ELSE statut END AS statut FROM (${ages})`
    expect(await bench.detect(dependencyViolation, next)).toEqual([])
  })

  test('is no rule where the middle marks go with either', async () => {
    expect(await bench.detect(dependencyViolation, marked(`CASE WHEN note IN (7, 8, 12) AND hash(n, 7) % 3 > 0 THEN ${other} ELSE mention END`))).toEqual([]) // prettier-ignore
  })
})

test('two values that changed places do not speak together against the column that both follow from', async () => {
  const hotels = `SELECT i AS n, 'H' || (i % 12) AS code, 'Hotel ' || chr((65 + i % 12)::INTEGER) AS hotel, 'Ville ' || chr((80 - i % 12)::INTEGER) AS ville FROM range(2400) r(i)`
  const found = await bench.detect(dependencyViolation, hotels, [`UPDATE $t SET hotel = ville, ville = hotel WHERE n % 61 = 7`]) // prettier-ignore
  expect(found.length).toBeGreaterThan(0)
  expect(found.filter(({ columns }) => columns.includes('code'))).toEqual([])
})
