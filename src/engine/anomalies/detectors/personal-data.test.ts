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
  for (const { severity, place, cells, dimension } of found)
    expect([severity, place, cells, dimension]).toEqual(['info', 'column', 0, 'confidentiality'])
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

test('a person is named by a common first name too, behind a word that people follow or before a family name; streets, towns and firms are not', async () => {
  const named = [
    'Merci à Karim pour son aide',
    'Vu avec Hélène le 12/03, à relancer',
    'J’ai eu Thomas Lefèvre au guichet, très aimable',
    'Sophie Martin n’a pas rappelé',
    'rappeler Jean-Luc demain matin',
    'Thanks to Emily for the refund',
    'Ma conseillère, Fatou Diallo, est partie',
    'Accueilli par Helene, parfaite',
    'dossier de Karim Ben Salah en attente'
  ]
  const others = [
    'Les Pierres du mur sont tombées',
    'La Marine est fermée le lundi',
    'Vu à Saint-Étienne, place Victor Hugo',
    'Rendez-vous rue Marie Martin à Lyon',
    'Merci à Orange pour rien',
    'Vu avec Pôle Emploi la semaine dernière',
    'Le lycée Jean Rostand est loin',
    'Avenue du Président Robert Dupuis fermée',
    'Arrêt Jean Jaurès trop loin',
    'Retour par Paris Gare de Lyon',
    'Voyage avec Air France sans souci',
    'Contacter Le Service Client',
    'Bonjour Madame, Monsieur',
    'Rose et bleu ne vont pas ensemble'
  ]
  const rows = [...named, ...others].map((comment, at) => [at, comment])
  const found = await bench.detect(personalData, valuesSql(['id INTEGER', 'commentaire'], rows))
  expect(await bench.rowids(found[0])).toEqual(named.map((_, at) => at))
  expect(found).toHaveLength(1)
})

test('check digits that pass no more often than by chance name nobody, and a day with its hour is no telephone number', async () => {
  // Codes in the form of an account: four of 400 bear its key.
  const codes = `SELECT i AS n, 'FR' || lpad(((hash(i) % 9000000000000000000)::HUGEINT * 999983 + i)::VARCHAR, 25, '0') AS dossier, 'REF' || '4' || lpad((hash(i, 3) % 1000000000000000)::VARCHAR, 15, '0') AS suivi FROM range(1000) r(i)`
  expect(await bench.detect(personalData, codes)).toEqual([])
  const [single] = await bench.detect(personalData, codes, [
    `UPDATE $t SET dossier = 'à virer sur FR76 3000 6000 0112 3456 7890 189' WHERE n = 7`,
    `DELETE FROM $t WHERE n > 40`
  ])
  expect(single?.message.en).toBe('“dossier”: 1 row with an IBAN')
  const days = `SELECT i AS n, CASE WHEN i % 100 = 3 THEN strftime(TIMESTAMP '2025-05-06 08:00:00' + to_hours(i), '%d-%m-%Y %H:%M') ELSE strftime(TIMESTAMP '2025-05-06 08:00:00' + to_hours(i), '%d/%m/%Y %H:%M') END AS horodatage, 'Appelé le 05-06-2025 14:22 sans suite, numéro ' || i AS commentaire FROM range(600) r(i)`
  expect(await bench.detect(personalData, days)).toEqual([])
  const [phone] = await bench.detect(personalData, days, [`UPDATE $t SET commentaire = 'le joindre au 06-12-34-56-78 le 05-06-2025 14:22' WHERE n = 5`]) // prettier-ignore
  expect(await bench.rowids(phone)).toEqual([5])
})

test('codes of ten digits with leading zeros are no telephone numbers, those that all have another digit behind it are', async () => {
  const codes = (digits: string) =>
    `SELECT i AS n, '0' || lpad((${digits})::VARCHAR, 9, '0') AS contrat FROM range(2000) r(i)`
  expect(await bench.detect(personalData, codes('hash(i) % 1000000000'))).toEqual([])
  const [found] = await bench.detect(personalData, codes('100000000 + hash(i) % 900000000'))
  expect(found?.message.fr).toContain('numéros de téléphone')
})
