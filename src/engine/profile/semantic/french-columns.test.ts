import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ColumnProfile } from '../../../contract'
import { closeProject, openProject, type Project } from '../../project'
import { ident, text } from '../../sql'
import { profileTable } from '../profile-table'
import { isArticleNumber, isFrenchVat, isIban, isSiren, isSiret, isSocialNumber } from './check-digits'

const ROWS = 240
const FIRST = 'Marie Jean Fatima Léo Chloé Anne-Sophie Mehdi Louise Paul Inès Hugo Zoé Karim Élodie Noé Jeanne Yanis Lucie Tom Aïcha'.split(' ') // prettier-ignore
const LAST = 'Martin Bernard Dubois Petit Durand Leroy Moreau Simon Laurent Lefèvre Garcia Roux Fournier Girard Bonnet'.split(' ') // prettier-ignore
const TOWNS = 'Lyon Paris Marseille Nantes Lille Bordeaux Rennes Toulouse Nice Angers'.split(' ')
const WAYS = [
  'rue de la République',
  'avenue Jean Jaurès',
  'boulevard Voltaire',
  'place du Marché',
  'chemin des Vignes'
]
const SUBJECTS = ['Retard de livraison', 'Facture erronée', 'Problème de connexion au portail', 'Demande de remboursement', 'Colis abîmé à la réception'] // prettier-ignore
const SAYINGS = ['Je suis très satisfait du service', 'Le délai était trop long', 'Personne ne répond au téléphone', 'Conseiller à l’écoute mais il n’a pas rappelé'] // prettier-ignore

/** A number below `most` that looks like chance, the same at each run. */
function any(row: number, salt: number, most: number): number {
  let x = Math.imul(row + 1, 2_654_435_761) ^ Math.imul(salt + 7, 40_503_007)
  x = Math.imul(x ^ (x >>> 15), 2_246_822_519)
  x = Math.imul(x ^ (x >>> 13), 3_266_489_917)
  return ((x ^ (x >>> 16)) >>> 0) % most
}
const one = <T>(row: number, salt: number, of: readonly T[]): T => of[any(row, salt, of.length)]!
const digits = (row: number, salt: number, count: number): string =>
  Array.from({ length: count }, (_, place) => any(row, salt * 31 + place, 10)).join('')
const comma = (x: number, decimals = 2): string => x.toFixed(decimals).replace('.', ',')
const spaced = (whole: number): string => String(whole).replace(/\B(?=(\d{3})+$)/g, '\u202F')

function luhn(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, place) => {
    const doubled = place % 2 ? Number(digit) : Number(digit) * 2
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return body + ((10 - (sum % 10)) % 10)
}
const siren = (row: number): string => luhn(`${3 + any(row, 1, 6)}${digits(row, 2, 7)}`)
const siret = (row: number): string => luhn(`${siren(row)}000${1 + any(row, 5, 4)}`)
function social(row: number): string {
  const body = `${1 + any(row, 1, 2)}${String(50 + any(row, 2, 50))}${String(1 + any(row, 3, 12)).padStart(2, '0')}${String(1 + any(row, 4, 90)).padStart(2, '0')}${digits(row, 6, 6)}`
  return body + String(97 - (Number(body) % 97)).padStart(2, '0')
}
function iban(row: number): string {
  const account = digits(row, 9, 23)
  const rest = [...`${account}152700`].reduce((left, digit) => (left * 10 + Number(digit)) % 97, 0)
  return `FR${String(98 - rest).padStart(2, '0')}${account}`.replace(/(.{4})(?=.)/g, '$1 ')
}
function article(row: number): string {
  const body = `3${digits(row, 11, 11)}`
  const sum = [...body].reduce((total, digit, place) => total + Number(digit) * (place % 2 ? 3 : 1), 0)
  return body + ((10 - (sum % 10)) % 10)
}

interface Case {
  name: string
  kind: string
  value: (row: number) => string | null
  /** The type of the column, where it is no text. */
  type?: string
  /** The name tells what the values alone cannot. */
  named?: true
  scale?: { min: number; max: number }
}

/** As French companies export: the name, what a careful person says of the column, its values. */
const CASES: Case[] = [
  { name: 'N° client', kind: 'identifier', value: (i) => `C${String(any(i, 1, 9000)).padStart(5, '0')}` },
  { name: 'n° dossier', kind: 'identifier', value: (i) => `DOS ${2020 + any(i, 2, 5)} ${digits(i, 3, 4)}` },
  {
    name: 'No client',
    kind: 'identifier',
    value: (i) => String(10_000 + any(i, 4, 250)),
    type: 'INTEGER',
    named: true
  },
  { name: 'Réf. commande', kind: 'identifier', value: (i) => `CMD-${2024}-${String(i).padStart(6, '0')}` },
  { name: 'SIRET', kind: 'identifier', value: siret },
  { name: 'siret (nombre)', kind: 'identifier', value: siret, type: 'BIGINT' },
  { name: 'SIREN', kind: 'identifier', value: (i) => siren(i).replace(/(\d{3})(?=\d)/g, '$1 ') },
  { name: 'NIR', kind: 'identifier', value: social },
  { name: 'IBAN', kind: 'identifier', value: iban },
  { name: 'N° TVA', kind: 'identifier', value: (i) => `FR${String(any(i, 8, 90) + 10)}${siren(i)}` },
  { name: 'Code-barres', kind: 'identifier', value: article },
  { name: 'Immatriculation', kind: 'identifier', value: (i) => `AB-${100 + any(i, 1, 900)}-C${'DEFGH'[any(i, 2, 5)]}` },
  { name: 'MAC', kind: 'identifier', value: (i) => Array.from({ length: 6 }, (_, at) => (16 + any(i, at, 240)).toString(16)).join(':') }, // prettier-ignore
  { name: 'Nom', kind: 'name', value: (i) => one(i, 1, LAST).toUpperCase(), named: true },
  { name: 'Prénom', kind: 'name', value: (i) => one(i, 2, FIRST), named: true },
  {
    name: 'Nom complet',
    kind: 'name',
    value: (i) => `${one(i, 3, FIRST)} ${one(i, 4, LAST)}-${one(i, 5, LAST)}`,
    named: true
  },
  { name: 'Courriel', kind: 'email', value: (i) => `${one(i, 3, FIRST).toLowerCase()}.${i}@exemple.fr` },
  {
    name: 'Tél.',
    kind: 'phone',
    value: (i) => `0${1 + any(i, 1, 9)}${digits(i, 2, 8)}`.replace(/(\d{2})(?=\d)/g, '$1 ')
  },
  { name: 'Portable', kind: 'phone', value: (i) => `+33 6 ${digits(i, 2, 8).replace(/(\d{2})(?=\d)/g, '$1 ')}` },
  { name: 'Code postal', kind: 'postcode', value: (i) => String(1000 + any(i, 1, 94) * 1000).padStart(5, '0') },
  { name: 'CP', kind: 'postcode', value: (i) => String(10_000 + any(i, 1, 85) * 1000), type: 'INTEGER', named: true },
  { name: 'Adresse', kind: 'address', value: (i) => `${1 + any(i, 1, 120)}${i % 9 ? '' : ' bis'} ${one(i, 2, WAYS)}` },
  { name: 'Ville', kind: 'category', value: (i) => one(i, 6, TOWNS) },
  { name: 'Site web', kind: 'url', value: (i) => `https://www.exemple${i}.fr/produits?id=${i}` },
  { name: 'Adresse IP', kind: 'network', value: (i) => `192.168.${any(i, 1, 256)}.${any(i, 2, 256)}` },
  {
    name: 'IPv6',
    kind: 'network',
    value: (i) => `2001:db8::${any(i, 1, 65_000).toString(16)}:${any(i, 2, 65_000).toString(16)}`
  },
  { name: 'Couleur', kind: 'colour', value: (i) => `#${any(i, 1, 0xffffff).toString(16).padStart(6, '0')}` },
  { name: 'Position', kind: 'coordinate', value: (i) => `${(43 + any(i, 1, 60_000) / 10_000).toFixed(4)}, ${(any(i, 2, 60_000) / 10_000).toFixed(4)}` }, // prettier-ignore
  {
    name: 'Latitude',
    kind: 'coordinate',
    value: (i) => String(43 + any(i, 1, 60_000) / 10_000),
    type: 'DOUBLE',
    named: true
  },
  { name: 'Longitude', kind: 'coordinate', value: (i) => comma(any(i, 2, 60_000) / 10_000 - 2, 4), named: true },
  { name: 'Montant TTC', kind: 'money', value: (i) => `${spaced(any(i, 1, 20_000))},${digits(i, 2, 2)} €` },
  { name: 'Prix unitaire', kind: 'money', value: (i) => comma(any(i, 1, 90_000) / 100), named: true },
  { name: 'Budget', kind: 'money', value: (i) => `€${any(i, 1, 900) + 10}.50` },
  { name: 'Remise', kind: 'percent', value: (i) => `${comma(any(i, 1, 400) / 10, 1)} %` },
  { name: 'Taux de marge', kind: 'percent', value: (i) => String(any(i, 1, 1000) / 1000), type: 'DOUBLE', named: true },
  { name: 'Poids', kind: 'measure', value: (i) => `${comma(any(i, 1, 400) / 10, 1)} kg` },
  { name: 'Température', kind: 'measure', value: (i) => String(any(i, 1, 4000) / 100 - 5), type: 'DOUBLE' },
  { name: 'Délai', kind: 'duration', value: (i) => `${comma(any(i, 1, 90) / 10, 1)} j` },
  {
    name: 'Temps passé',
    kind: 'duration',
    value: (i) => `${any(i, 1, 9)} h ${String(any(i, 2, 60)).padStart(2, '0')}`
  },
  {
    name: 'Durée d’appel',
    kind: 'duration',
    value: (i) => `${any(i, 1, 4)}:${String(any(i, 2, 60)).padStart(2, '0')}:00`
  },
  { name: 'Attente', kind: 'duration', value: (i) => `${1 + any(i, 1, 90)} min` },
  { name: 'Durée', kind: 'duration', value: (i) => [`${comma(any(i, 1, 50) / 10, 1)} j`, `${any(i, 1, 9)} h 15`, '1:30:00', `${any(i, 1, 59)} min`][i % 4]! }, // prettier-ignore
  {
    name: 'Cumul',
    kind: 'duration',
    value: (i) => `${20 + any(i, 1, 60)}:${String(any(i, 2, 60)).padStart(2, '0')}:00`
  },
  { name: 'Délai ISO', kind: 'duration', value: (i) => `PT${1 + any(i, 1, 9)}H${any(i, 2, 60)}M` },
  {
    name: 'Heure',
    kind: 'time',
    value: (i) => `${String(any(i, 1, 24)).padStart(2, '0')}:${String(any(i, 2, 60)).padStart(2, '0')}`
  },
  {
    name: 'Heure d’arrivée',
    kind: 'time',
    value: (i) => `${7 + any(i, 1, 12)}h${String(any(i, 2, 60)).padStart(2, '0')}`
  },
  {
    name: 'Date',
    kind: 'date',
    value: (i) => `${String(1 + any(i, 1, 28)).padStart(2, '0')}/0${1 + any(i, 2, 9)}/2024`
  },
  {
    name: 'Date de visite',
    kind: 'date',
    value: (i) => `${1 + any(i, 1, 28)} ${one(i, 2, ['janvier', 'févr.', 'août', 'décembre'])} 2024`
  },
  { name: 'Mois', kind: 'date', value: (i) => `2024-${String(1 + any(i, 1, 12)).padStart(2, '0')}` },
  { name: 'Trimestre', kind: 'date', value: (i) => `T${1 + any(i, 1, 4)} ${2020 + any(i, 2, 5)}` },
  { name: 'Année', kind: 'year', value: (i) => String(2010 + any(i, 1, 14)), type: 'INTEGER' },
  { name: 'Âge', kind: 'age', value: (i) => String(18 + any(i, 1, 60)), type: 'INTEGER', named: true },
  { name: 'Âge (texte)', kind: 'age', value: (i) => `${18 + any(i, 1, 60)} ans` },
  { name: 'Note', kind: 'score', value: (i) => `${1 + any(i, 1, 5)}/5`, scale: { min: 1, max: 5 } },
  { name: 'Moyenne', kind: 'score', value: (i) => `${comma(any(i, 1, 40) / 2, 1)}/20`, scale: { min: 0, max: 20 } },
  {
    name: 'Satisfaction',
    kind: 'score',
    value: (i) => String(1 + any(i, 1, 5)),
    type: 'INTEGER',
    scale: { min: 1, max: 5 }
  },
  { name: 'Abonné', kind: 'boolean', value: (i) => (any(i, 1, 3) ? 'oui' : 'non') },
  { name: 'Actif', kind: 'boolean', value: (i) => (any(i, 1, 3) ? 'VRAI' : 'FAUX') },
  { name: 'Relance', kind: 'boolean', value: (i) => (any(i, 1, 3) ? 'O' : 'N') },
  { name: 'Ouvert', kind: 'boolean', value: (i) => String(any(i, 1, 2) === 1), type: 'BOOLEAN' },
  { name: 'Civilité', kind: 'category', value: (i) => one(i, 1, ['M.', 'Mme']) },
  { name: 'Sexe', kind: 'category', value: (i) => one(i, 1, ['H', 'F']) },
  {
    name: 'Avis',
    kind: 'category',
    value: (i) => one(i, 1, ['Tout à fait d’accord', 'Plutôt d’accord', 'Pas d’accord du tout'])
  },
  { name: 'Statut', kind: 'category', value: (i) => one(i, 1, ['En cours', 'Clos', 'À relancer']) },
  { name: 'Département', kind: 'category', value: (i) => one(i, 1, ['01', '2A', '33', '75', '69']) },
  { name: 'Quantité', kind: 'count', value: (i) => String(any(i, 1, 60)), type: 'INTEGER', named: true },
  { name: 'Résumé', kind: 'free_text', value: (i) => `${one(i, 1, SUBJECTS)} ${one(i, 2, TOWNS)}`, named: true },
  { name: 'Commentaire', kind: 'free_text', value: (i) => (i % 5 ? `${one(i, 1, SAYINGS)}, ${one(i, 2, FIRST)} ${one(i, 3, TOWNS)}` : null) }, // prettier-ignore
  {
    name: 'Description',
    kind: 'free_text',
    value: (i) => `Le client ${i} a appelé au sujet de sa facture de ${one(i, 2, ['mars', 'mai'])}`
  }
]

let folder: string
let project: Project
let told: Map<string, ColumnProfile>
let unnamed: readonly ColumnProfile[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'french-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
  told = new Map((await profiled('nomme', ({ name }) => name)).map((column) => [column.name, column]))
  unnamed = await profiled('sans_nom', (_, place) => `colonne ${place}`)
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

async function profiled(
  table: string,
  nameOf: (one: Case, place: number) => string
): Promise<readonly ColumnProfile[]> {
  const columns = CASES.map((one, place) => {
    const values = Array.from({ length: ROWS }, (_, row) => one.value(row)).map((value) =>
      value === null ? 'NULL' : text(value)
    )
    return `unnest([${values.join(', ')}])::${one.type ?? 'VARCHAR'} AS ${ident(nameOf(one, place))}`
  })
  await project.database.run(`CREATE TABLE raw.${table} AS SELECT ${columns.join(', ')}`)
  return (await profileTable(project, { schema: 'raw', name: table })).columns
}

describe('what a careful person says of the columns of a French export', () => {
  test.each(CASES.map((one) => [one.name, one] as const))('%s', (name, { kind, scale }) => {
    const semantic = told.get(name)?.semantic
    expect([semantic?.kind, semantic?.reason.fr]).toEqual([kind, semantic?.reason.fr])
    if (scale) expect(semantic?.scale).toEqual(scale)
    expect(semantic?.confidence).toBeGreaterThan(0)
  })

  test('values decide where they can: the same is said of columns without a name', () => {
    const wrong = CASES.flatMap(({ name, kind, named }, place) => {
      const said = unnamed[place]?.semantic.kind
      return named || said === kind ? [] : [`${name}: ${said} instead of ${kind}`]
    })
    expect(wrong).toEqual([])
  })

  test('a name alone decides nothing', async () => {
    await project.database.run(
      `CREATE TABLE raw.menteur AS SELECT (i % 50)::VARCHAR || ' fois' AS courriel, 'Z' || (i % 700) || '-' || i AS "prénom", ['un peu', 'beaucoup'][1 + i % 2] AS montant, 1000 + i AS age, 'A' || i % 3 AS latitude, ['rouge', 'vert'][1 + i % 2] AS "commentaire" FROM range(400) r(i)`
    )
    const { columns } = await profileTable(project, { schema: 'raw', name: 'menteur' })
    const kinds = new Map(columns.map(({ name, semantic }) => [name, semantic.kind]))
    for (const [name, not] of [
      ['courriel', 'email'],
      ['prénom', 'name'],
      ['montant', 'money'],
      ['age', 'age'],
      ['latitude', 'coordinate'],
      ['commentaire', 'free_text']
    ] as const)
      // prettier-ignore
      expect([name, kinds.get(name)]).not.toEqual([name, not])
  })

  test('free text has a language', () => {
    for (const name of ['Résumé', 'Commentaire', 'Description'])
      expect(told.get(name)?.language?.fr, name).toBeGreaterThan(0)
  })
})

test('check digits of numbers known by everybody, and of the same with one digit changed', () => {
  expect([isSiret('732 829 320 00074'), isSiret('35600000000048'), isSiret('73282932000075')]).toEqual([
    true,
    true,
    false
  ])
  expect([isSiren('732 829 320'), isSiren('732829321')]).toEqual([true, false])
  expect([isIban('FR14 2004 1010 0505 0001 3M02 606'), isIban('GB82 WEST 1234 5698 7654 32'), isIban('FR14 2004 1010 0505 0001 3M02 607')]).toEqual([true, true, false]) // prettier-ignore
  expect([isSocialNumber('2 55 08 14 168 025 38'), isSocialNumber('255081416802539')]).toEqual([true, false])
  expect([isFrenchVat('FR 40 303 265 045'), isFrenchVat('FR40303265046')]).toEqual([true, false])
  expect([isArticleNumber('3017620422003'), isArticleNumber('3017620422004')]).toEqual([true, false])
})
