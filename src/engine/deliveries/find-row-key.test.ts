import { expect, test, vi } from 'vitest'
import { findRowKey } from './find-row-key'
import { deliveryBench } from './testing'

const { file, load, prepare, project } = deliveryBench()

/** Numbers that look drawn: never the same twice in `of` of them. */
const drawn = (i: number, of: number): number => (i * 7_919 + 31) % of

async function keyFound(header: string, row: (i: number) => string, rows = 60) {
  const text = [header, ...Array.from({ length: rows }, (_, i) => row(i))].join('\n')
  const source = await load(await file('avant.csv', text))
  const { diff } = await prepare(source, 'refresh', await file('apres.csv', `${text}\n${row(rows)}`))
  return { key: diff.key, byChance: diff.keyByChance, rows: diff.rows }
}

test('an identifier is the key, wherever it stands, before an amount or a text without repeats', async () => {
  const found = await keyFound('Montant;Commentaire;Réf commande', (i) => `${drawn(i, 997)},5;mot ${drawn(i, 541)};${9000 + drawn(i, 613)}`) // prettier-ignore
  expect(found).toMatchObject({ key: ['Réf commande'], byChance: false })
})

test('a count without gaps and codes are identifiers under any name', async () => {
  const counted = await keyFound('Total;Rang', (i) => `${drawn(i, 997)};${i + 1}`)
  expect(counted).toMatchObject({ key: ['Rang'], byChance: false })
})

test('a shop and its week are a key together', async () => {
  const found = await keyFound('Ventes;Magasin;Semaine', (i) => `${drawn(i, 29)},5;M${i % 12};S${Math.floor(i / 12)}`)
  expect(found).toMatchObject({ key: ['Magasin', 'Semaine'], byChance: false })
})

test('amounts and quantities without repeats are no key: whole rows are compared', async () => {
  const region = (i: number): string => (i % 3 ? 'R1' : 'R2')
  const decimals = await keyFound('Région;Montant;Quantité', (i) => `${region(i)};${drawn(i, 997)},25;${drawn(i, 41)}`)
  expect(decimals).toMatchObject({ key: null, byChance: false, rows: { same: 60, added: 1, gone: 0 } })
  const whole = await keyFound('Région;Montant;Quantité', (i) => `${region(i)};${drawn(i, 53)};${drawn(i, 41)}`)
  expect(whole).toMatchObject({ key: null, byChance: false, rows: { same: 60, added: 1, gone: 0 } })
})

test('a text without repeats is a key where there is no better one, told to be one perhaps by chance', async () => {
  const found = await keyFound('Ville;Avis', (i) => `V${i % 4};mot du ${drawn(i, 997)} mai`)
  expect(found).toMatchObject({ key: ['Avis'], byChance: true })
})

const letters = (number: string) => `md5((${number})::VARCHAR).translate('0123456789', 'ghijklmnop')`

/** The key of two tables alike, each as the list of a SELECT over 1,000 rows numbered from 0 by `i`, and how often it was counted. */
async function keyOf(list: string, names: string[]) {
  for (const table of ['avant', 'apres'])
    await project().database.run(`CREATE OR REPLACE TABLE raw.${table} AS SELECT ${list} FROM range(1000) r(i)`)
  const asked = vi.spyOn(project(), 'rows')
  const side = (table: string) => ({ table, rows: 1_000, value: (name: string) => `"${name}"` })
  const key = await findRowKey(project(), names, [side('avant'), side('apres')])
  return { key, counts: asked.mock.calls.filter(([sql]) => sql.includes('SELECT DISTINCT')).length }
}

test('a code that many rows share makes no sure key of a pair: the column without repeats goes before', async () => {
  const people = `${letters('i')} || '@exemple.fr' AS email, 10000 + i % 300 AS code_postal, ${letters('i % 601')} AS nom`
  const { key } = await keyOf(people, ['email', 'code_postal', 'nom'])
  expect(key).toEqual({ columns: ['email'], byChance: true })
})

test('whole numbers in a column of decimals are identifiers under such a name; amounts in whole euros are none', async () => {
  const found = await keyOf(`(1001 + i * 3)::DOUBLE AS client_id, i % 9 AS note`, ['client_id', 'note'])
  expect(found.key).toEqual({ columns: ['client_id'], byChance: false })
  expect((await keyOf(`(1001 + i * 3)::DECIMAL(12, 2) AS prix, i % 9 AS note`, ['prix', 'note'])).key).toBeNull()
})

test('with a column without repeats that nothing says to identify, the others are not counted', async () => {
  const word = (seed: number) => `${letters(`i * ${seed}`)} AS w${seed}`
  const list = [...[1, 2, 3, 4, 5].map(word), ...[6, 7, 8, 9].map((n) => `'v ' || i % ${n * 6} AS v${n}`)].join(', ')
  const names = ['w1', 'w2', 'w3', 'w4', 'w5', 'v6', 'v7', 'v8', 'v9']
  const { key, counts } = await keyOf(list, names)
  expect(key).toEqual({ columns: ['w1'], byChance: true })
  expect(counts).toBe(2)
})
