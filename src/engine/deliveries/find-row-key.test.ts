import { expect, test } from 'vitest'
import { deliveryBench } from './testing'

const { file, load, prepare } = deliveryBench()

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
