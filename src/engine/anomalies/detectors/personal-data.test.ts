import { expect, test } from 'vitest'
import { detectorBench, valuesSql } from '../testing'
import { personalData } from './personal-data'

const bench = detectorBench()

test('names of people in comments are told by what stands before them; words that only begin alike are not', async () => {
  const named = [
    'Madame Lefebvre m’a mal reçu',
    'merci à M. Le Goff !',
    'Vu avec Mme Ngô-Durand',
    'Bonjour, je m’appelle Awa',
    'The clerk, Mrs Smith, was kind',
    'Reçu par M.\u00a0Dupont',
    'Pr Martin absent'
  ]
  const others = [
    'Bonjour Madame, Monsieur,',
    'Monsieur le directeur est absent',
    'Marseille Paris en train',
    'Mon Compte est bloqué',
    'Délai Important',
    'la gare de Mmes',
    'Service au top'
  ]
  const rows = [...named, ...others].map((comment, at) => [at, comment])
  const found = await bench.detect(personalData, valuesSql(['id INTEGER', 'commentaire'], rows))
  expect(found.map(({ message, place, cells }) => [message.fr, place, cells])).toEqual([
    ['« commentaire » : 7 lignes avec le nom d’une personne', 'column', 0]
  ])
  expect(await bench.rowids(found[0])).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(found[0]?.explanation.fr).toContain('il peut y en avoir d’autres')
})

/** A thousand clients; what is theirs alone stands in columns of its own. */
const FIRST = `['Léa', 'Tom', 'Inès', 'Hugo', 'Zoé', 'Karim', 'Noé'][1 + i % 7]`
const LAST = `['Martin', 'Le Goff', 'Durand', 'Benali', 'Moreau'][1 + i % 5]`
const NIR = `(100000000000000 + 85000000000000 + (1 + i % 12) * 10000000000 + 6900000000 + 100000 + i * 7)`
const CLIENTS = `SELECT i AS n, ${FIRST} AS champ1, ${LAST} AS champ2, lower(strip_accents(${FIRST} || '.' || replace(${LAST}, ' ', ''))) || i || '@exemple.fr' AS champ3,
  '0' || (600000000 + i * 7919) AS champ4, ['Lyon', 'Lille', 'Nantes', 'Brest', 'Nice', 'Metz'][1 + i % 6] AS champ5,
  CASE WHEN i % 100 = 3 THEN 'écrire à lea@exemple.fr' ELSE ['rien à dire', 'très bien', 'bof', 'à revoir'][1 + i % 4] || ' ' || i END AS champ6 FROM range(1000) r(i)`

test('columns of addresses, telephone numbers and names are told as such, whatever they are called; towns are not', async () => {
  const found = await bench.detect(personalData, CLIENTS)
  expect(found.map(({ message }) => message.fr).sort()).toEqual([
    '« champ1 » est une colonne de données personnelles : 1\u202f000 noms de personnes',
    '« champ2 » est une colonne de données personnelles : 1\u202f000 noms de personnes',
    '« champ3 » est une colonne de données personnelles : 1\u202f000 adresses électroniques',
    '« champ4 » est une colonne de données personnelles : 1\u202f000 numéros de téléphone',
    '« champ6 » : 10 lignes avec une adresse électronique'
  ])
  for (const { severity, place, cells } of found) expect([severity, place, cells]).toEqual(['info', 'column', 0])
  const repairs = found.map(({ proposal }) => proposal?.repair)
  expect(repairs).toContainEqual({ kind: 'pseudonymise', columns: ['champ3'] })
  expect(repairs.filter((repair) => repair?.kind === 'review')).toHaveLength(1)
})

test('names are known by the name of their column too: a first name, and a name beside it; the names of products are not', async () => {
  const people = await bench.detect(
    personalData,
    `SELECT i AS n, ${FIRST} AS "Prénom", ${LAST} AS nom FROM range(400) r(i)`
  )
  expect(people.map(({ columns }) => columns[0]).sort()).toEqual(['Prénom', 'nom'])
  const products = `SELECT i AS n, ['Chaise', 'Table', 'Lampe', 'Tapis', 'Étagère', 'Canapé'][1 + i % 6] AS nom FROM range(400) r(i)`
  expect(await bench.detect(personalData, products)).toEqual([])
})

test('numbers of social security, accounts and cards are columns of personal data, as texts and as numbers', async () => {
  const key = `(97 - (${NIR} // 100) % 97)`
  const nir = `((${NIR} // 100) * 100 + ${key})`
  const account = `lpad((i * 7919 + 30006)::VARCHAR, 23, '3')`
  const iban = `'FR' || lpad((98 - (${account} || '152700')::HUGEINT % 97)::VARCHAR, 2, '0') || ${account}`
  const numbers = `SELECT ${nir}::BIGINT AS a, ${nir}::VARCHAR AS b, ${iban} AS c, i AS d FROM range(1000) r(i)`
  const found = await bench.detect(personalData, numbers)
  expect(found.map(({ message }) => message.en).sort()).toEqual([
    '“a” is a column of personal data: 1,000 French social security numbers (NIR)',
    '“b” is a column of personal data: 1,000 French social security numbers (NIR)',
    '“c” is a column of personal data: 1,000 IBANs'
  ])
})
