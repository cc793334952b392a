import { describe, expect, test } from 'vitest'
import { createRandom, type Random } from '../../stats/random'
import { detectorBench, valuesSql } from '../testing'
import { conditionalRule } from './conditional-rule'

const bench = detectorBench()
const COLUMNS = ['id', 'pays', 'code_postal', 'abonne', 'duree_engagement INTEGER']

/** Post codes written the way of each country; no commitment without a subscription. */
function addresses(random: Random): (string | number)[][] {
  return Array.from({ length: 900 }, (_, at) => {
    const country = random.pick(['FR', 'NL', 'UK'])
    const digits = (n: number): string => String(10 ** (n - 1) + random.below(9 * 10 ** (n - 1)))
    const letters = (): string => String.fromCharCode(65 + random.below(26), 65 + random.below(26))
    const code = { FR: digits(5), NL: `${digits(4)} ${letters()}`, UK: `${letters()}${digits(1)} ${digits(1)}${letters()}` }[country] ?? '' // prettier-ignore
    const member = random.chance(0.5) ? 'oui' : 'non'
    return [at + 1, country, code, member, member === 'oui' ? random.pick([12, 24, 36]) : 0]
  })
}

describe.each([1, 2, 3])('seed %i', (seed) => {
  test('rules that all keep are silent, and so are columns without a rule', async () => {
    const rows = addresses(createRandom(seed))
    expect(await bench.detect(conditionalRule, valuesSql(COLUMNS, rows))).toEqual([])
    const random = createRandom(seed + 100)
    const mixed = rows.map((row) => [row[0] ?? 0, random.pick(['Web', 'Agence']), ...row.slice(2)])
    expect(await bench.detect(conditionalRule, valuesSql(COLUMNS, mixed))).toEqual([])
  })

  test('what breaks the rule of its category is told, exactly', async () => {
    const rows = addresses(createRandom(seed))
    const french = rows.flatMap(([, country], place) => (country === 'FR' ? [place] : [])).slice(3, 6)
    const not = rows.flatMap(([, , , member], place) => (member === 'non' ? [place] : [])).slice(10, 12)
    // A post code of the Netherlands' form is usual in the column, not in France.
    for (const place of french) rows[place]![2] = '1017 AB'
    for (const place of not) rows[place]![4] = 24
    const found = await bench.detect(conditionalRule, valuesSql(COLUMNS, rows))
    expect(found.map(({ message }) => message.en)).toEqual([
      '“code_postal”: 3 rows against the rule “if pays = FR, then 5 digits”',
      '“duree_engagement”: 2 rows against the rule “if abonne = non, then duree_engagement = 0”'
    ])
    expect(await bench.rowids(found[0])).toEqual(french)
    expect(await bench.rowids(found[1])).toEqual(not)
  })
})

test('a rule found on a part of the rows says so, and is counted on all; yes and no are words', async () => {
  const select = `SELECT i AS id, i // 2 % 2 = 0 AS abonne, CASE WHEN i // 2 % 2 = 0 THEN 10 + i % 5 ELSE 0 END AS remise FROM range(150000) r(i)`
  const [one] = await bench.detect(conditionalRule, select, [
    'UPDATE $t SET remise = 12 WHERE id < 300 AND id // 2 % 2 = 1'
  ])
  expect([one?.message.fr, one?.rows]).toEqual([
    '« remise » : 150 lignes contre la règle « si abonne = non, alors remise = 0 »',
    150
  ])
  expect(one?.explanation.fr).toContain('cherchées sur une ligne sur 2')
  const small = select.replace('150000', '3000')
  const [whole] = await bench.detect(conditionalRule, small, [
    'UPDATE $t SET remise = 12 WHERE id < 9 AND id // 2 % 2 = 1'
  ])
  expect(whole?.explanation.fr).not.toContain('cherchées')
})

/** Flats have no land, shops no outside; land has about as many values as rows elsewhere. */
function estates(random: Random): (string | number)[][] {
  return Array.from({ length: 3000 }, (_, at) => {
    const type = random.pick(['Appartement', 'Maison', 'Local'])
    const land = type === 'Appartement' ? 0 : 150 + random.below(2850)
    return [at + 1, type, land, type === 'Local' ? 'Aucun' : random.pick(['Balcon', 'Jardin', 'Aucun'])]
  })
}

const ESTATES = ['id INTEGER', 'type', 'terrain INTEGER', 'exterieur']

describe.each([1, 2, 3])('estates, seed %i', (seed) => {
  test('the value that one segment holds of a column of many is a rule; as many as one row in fifty may break it where it is plain', async () => {
    const rows = estates(createRandom(seed))
    expect(await bench.detect(conditionalRule, valuesSql(ESTATES, rows))).toEqual([])
    const placesOf = (type: string): number[] => rows.flatMap((row, place) => (row[1] === type ? [place] : []))
    const [flats, shops] = [placesOf('Appartement').slice(5, 20), placesOf('Local').slice(5, 20)]
    for (const [at, place] of flats.entries()) rows[place]![2] = 400 + 31 * at
    for (const place of shops) rows[place]![3] = 'Jardin'
    const found = await bench.detect(conditionalRule, valuesSql(ESTATES, rows))
    expect(found.map(({ columns, message }) => [columns, message.en])).toEqual([
      [['exterieur'], '“exterieur”: 15 rows against the rule “if type = Local, then exterieur = Aucun”'],
      [['terrain'], '“terrain”: 15 rows against the rule “if type = Appartement, then terrain = 0”']
    ])
    expect(await bench.rowids(found[0])).toEqual(shops)
    expect(await bench.rowids(found[1])).toEqual(flats)
  })

  test('where another column bears out what breaks a rule, the category is at fault', async () => {
    const random = createRandom(seed)
    const rows = Array.from({ length: 3000 }, (_, at) => {
      const [parent, town] = [random.chance(0.5) ? 'oui' : 'non', random.below(60)]
      return [
        at,
        `Ville ${town}`,
        parent,
        parent === 'oui' ? 100 + 7 * (random.chance(0.8) ? town : random.below(60)) : 0
      ]
    })
    const wrong = rows.flatMap((row, place) => (row[2] === 'oui' ? [place] : [])).slice(5, 17)
    for (const place of wrong) rows[place]![2] = 'non'
    const found = await bench.detect(conditionalRule, valuesSql(['id INTEGER', 'ville', 'parent', 'prime INTEGER'], rows)) // prettier-ignore
    expect(found.map(({ columns, message }) => [columns, message.en])).toEqual([
      [['parent'], '“parent”: 12 rows against the rule “if parent = non, then prime = 0”']
    ])
    expect(found[0]?.explanation.en).toContain('“ville” bears out most of these values')
    expect(await bench.rowids(found[0])).toEqual(wrong)
  })

  test('a share that goes from segment to segment by degrees is no rule', async () => {
    const random = createRandom(seed)
    const shares: Record<string, number> = { A: 0.98, B: 0.85, C: 0.6, D: 0.2 }
    const rows = Array.from({ length: 4000 }, (_, at) => {
      const type = random.pick(Object.keys(shares))
      return [at, type, random.chance(shares[type] ?? 0) ? 0 : 1 + random.below(900)]
    })
    expect(await bench.detect(conditionalRule, valuesSql(['id INTEGER', 'type', 'remise INTEGER'], rows))).toEqual([])
  })
})

test('a rule that two segments keep is told of the one that breaks it; so is one of a smaller segment, where it is plain', async () => {
  const random = createRandom('expéditions')
  const rows = Array.from({ length: 1500 }, (_, at) => {
    const country = random.pick(['France', 'France', 'France', 'France', 'France', 'Allemagne', 'Allemagne', 'Suisse', 'Suisse', 'Belgique', 'Belgique']) // prettier-ignore
    const currency = ['France', 'Allemagne'].includes(country) ? 'EUR' : random.pick(['EUR', 'CHF', 'USD'])
    return [at, country, currency, country === 'Suisse' ? 'DAP' : random.pick(['EXW', 'DDP', 'DAP'])]
  })
  const columns = ['id INTEGER', 'pays', 'devise', 'incoterm']
  expect(await bench.detect(conditionalRule, valuesSql(columns, rows))).toEqual([])
  const placesOf = (country: string): number[] => rows.flatMap((row, place) => (row[1] === country ? [place] : []))
  for (const place of placesOf('France').slice(5, 13)) rows[place]![2] = 'USD'
  for (const place of placesOf('Suisse').slice(5, 11)) rows[place]![3] = 'EXW'
  const found = await bench.detect(conditionalRule, valuesSql(columns, rows))
  expect(found.map(({ message }) => message.en).sort()).toEqual([
    '“devise”: 8 rows against the rule “if pays = France, then devise = EUR”',
    '“incoterm”: 6 rows against the rule “if pays = Suisse, then incoterm = DAP”'
  ])
})

test('a currency that follows from the country everywhere is at fault where it is another too often in one country alone', async () => {
  const currency = `CASE country WHEN 'FR' THEN 'EUR' WHEN 'DE' THEN 'EUR' WHEN 'UK' THEN 'GBP' ELSE 'USD' END`
  const orders = `SELECT i AS n, country, ${currency} AS currency FROM (SELECT i, ['FR', 'FR', 'DE', 'UK', 'US'][1 + i % 5] AS country FROM range(1500) r(i))`
  expect(await bench.detect(conditionalRule, orders)).toEqual([])
  const wrong = `UPDATE $t SET currency = 'USD' WHERE country = 'FR' AND n % 50 = 0 AND n < 700`
  const found = await bench.detect(conditionalRule, orders, [wrong])
  expect(found.map(({ message }) => message.en)).toEqual([
    '“currency”: 14 rows against the rule “if country = FR, then currency = EUR”'
  ])
})
