import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Database } from '../../db'
import { languageRowsSql } from './language'

let folder: string
let database: Database

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'language-'))
  database = await Database.open(':memory:', { staging: folder })
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

/** The texts that are not told to be of a language. */
async function missed(language: string, texts: readonly string[]): Promise<string[]> {
  return database.withConnection(async (connection) => {
    await connection.run('CREATE OR REPLACE TEMP TABLE t (v VARCHAR, n INTEGER)')
    await connection.run(`INSERT INTO t VALUES ${texts.map(() => '(?, 1)').join(', ')}`, { params: [...texts] })
    const rows = await connection.rows<{ v: string }>(
      `SELECT v FROM (${languageRowsSql('t')}) WHERE language <> '${language}'`
    )
    return rows.map(({ v }) => v)
  })
}

test('plain French comments are French, with or without function words', async () => {
  const texts = [
    'Produit conforme, livraison rapide',
    'Personnel accueillant et souriant',
    'Retards répétés chaque matin',
    'Colis abîmé, remboursement refusé',
    'Application peu pratique',
    'Service client injoignable par téléphone',
    'Conducteur désagréable, véhicule sale',
    'Rien à dire',
    'J’ai attendu quarante minutes',
    "Plus d'attente qu'annoncé",
    'Billets impossibles à échanger',
    'Attente interminable, guichet fermé',
    'Bonne ambiance, chauffeur sympathique',
    'Wifi inutilisable tout le trajet',
    'Information voyageurs inexistante',
    'Remboursement toujours attendu',
    'Panne internet durant trois semaines',
    'Offre peu claire, conseiller pressant',
    'Aucune réponse à mes mails'
  ]
  expect(await missed('fr', texts)).toEqual([])
})

test('plain English comments are English, whatever words they borrow', async () => {
  const texts = [
    'The train was late',
    'Staff were helpful',
    'Booking website keeps crashing',
    'Never received my refund',
    'I’d recommend it',
    "They don't answer",
    'Crowded every morning',
    'The café car was closed',
    'Poor communication during the works',
    'Waiting times are terrible'
  ]
  expect(await missed('en', texts)).toEqual([])
})

test('short texts, codes and other languages stay undecided', async () => {
  const texts = [
    'ok',
    'RAS',
    'nul',
    'merci',
    'ok merci 3',
    '',
    '12 34',
    'Super service',
    'Der Zug fuhr ab',
    'المرجع جيد جدا'
  ]
  expect(await missed('other', texts)).toEqual([])
})
