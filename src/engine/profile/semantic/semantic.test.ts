import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ColumnProfile } from '../../../contract'
import { closeProject, openProject, type Project } from '../../project'
import { ident } from '../../sql'
import { profileTable } from '../profile-table'
import { isPhone } from './formats'
import { readingOf } from './reading'
import { wordsOf } from './words'

let folder: string
let project: Project
let columns: Map<string, ColumnProfile>

/** Each column by its name, its values, and what it stands for. */
const CASES: [name: string, sql: string, kind: string][] = [
  ['id_client', `'CL' || lpad(i::VARCHAR, 6, '0')`, 'identifier'],
  ['numéro', 'i + 100000', 'identifier'],
  ['courriel', `'p' || i || '@exemple.fr'`, 'email'],
  ['téléphone', `'06 12 ' || lpad((hash(i) % 90 + 10)::VARCHAR, 2, '0') || ' 45 78'`, 'phone'],
  ['code_postal', `['01000', '75011', '69003', '33000'][1 + (hash(i) % 4)::INTEGER]`, 'postcode'],
  [
    'code_insee',
    '[56260, 72181, 44143, 35238, 29019][1 + (hash(i) % 5)::INTEGER] + (hash(i) % 5)::INTEGER * 100',
    'category'
  ],
  ['code_produit', '1000 + 37 * (hash(i) % 25)::INTEGER', 'category'],
  ['salaire', '20000 + (hash(i) % 40000)::INTEGER', 'money'],
  ['montant', `replace(((hash(i) % 90000)::INTEGER / 100)::VARCHAR, '.', ',')`, 'money'],
  ['note_nps', `CASE WHEN i = 5 THEN 0 ELSE 3 + (hash(i) % 8)::INTEGER END`, 'score'],
  ['prix', '1 + (hash(i) % 5)::INTEGER', 'score'],
  ['gravité', `CASE WHEN i < 3 THEN 7 ELSE 1 + (hash(i) % 4)::INTEGER END`, 'score'],
  ['âge', '18 + (hash(i) % 60)::INTEGER', 'age'],
  ['nb_articles', '(hash(i) % 30)::INTEGER', 'count'],
  ['durée_min', '(hash(i) % 300)::INTEGER', 'duration'],
  ['ouvert le', `strftime(DATE '2025-01-01' + (hash(i) % 300)::INTEGER, '%d/%m/%Y')`, 'date'],
  ['heure', `lpad((hash(i) % 24)::VARCHAR, 2, '0') || ':30'`, 'time'],
  ['abonné', `['oui', 'non'][1 + (hash(i) % 2)::INTEGER]`, 'boolean'],
  ['région', `['Bretagne', 'Occitanie', 'Normandie'][1 + (hash(i) % 3)::INTEGER]`, 'category'],
  ['commentaire', `'Le train numéro ' || i || ' est arrivé en retard ce matin'`, 'free_text'],
  ['site', `'https://exemple.fr/' || i`, 'url'],
  ['pays', `'France'`, 'constant'],
  ['vide', 'NULL::INTEGER', 'empty']
]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'semantic-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
  const select = CASES.map(([name, sql]) => `${sql} AS ${ident(name)}`).join(', ')
  await project.database.run(`CREATE TABLE raw.t AS SELECT ${select} FROM range(1500) r(i)`)
  const { columns: all } = await profileTable(project, { schema: 'raw', name: 't' })
  columns = new Map(all.map((column) => [column.name, column]))
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

describe('semantic type', () => {
  test.each(CASES)('%s', (name, _, kind) => {
    expect(columns.get(name)?.semantic.kind).toBe(kind)
  })

  test('scales keep a rare zero of a recommendation and leave stray values out', () => {
    expect(columns.get('note_nps')?.semantic.scale).toEqual({ min: 0, max: 10 })
    expect(columns.get('note_nps')?.disguised).toEqual([])
    expect(columns.get('gravité')?.semantic.scale).toEqual({ min: 1, max: 4 })
    expect(columns.get('prix')?.semantic.scale).toEqual({ min: 1, max: 5 })
  })

  test('texts are read as numbers and dates by their own writing', () => {
    expect(columns.get('montant')?.reading).toMatchObject({ kind: 'number', decimal: ',' })
    expect(columns.get('ouvert le')?.reading).toMatchObject({ kind: 'date', formats: ['%d/%m/%Y'] })
    const read = (...values: string[]) => readingOf(values.map((value) => ({ value, n: 1 })))
    expect(read('01/02/2025', '13/02/2025')).toMatchObject({ formats: ['%d/%m/%Y'] })
    expect(read('02/13/2025', '01/02/2025')).toMatchObject({ formats: ['%m/%d/%Y'] })
    expect(read('01234', '56789')).toBeNull()
    expect(read('a', 'b', '3')).toBeNull()
    expect(read('01/02/2025', '13/02/25')).toMatchObject({ formats: ['%d/%m/%Y', '%d/%m/%y'] })
  })

  test('phones and names of columns', () => {
    expect(['0612345678', '+33 6 12 34 56 78', '06.12.34.56.78', '+1 415 555 2671'].every(isPhone)).toBe(true)
    expect(['2025-01-31', '31/01/2025', '12', '123456', 'abc'].some(isPhone)).toBe(false)
    expect(wordsOf('dateDébut_Réel (min)')).toEqual(['date', 'debut', 'reel', 'min'])
  })
})
