import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Link } from '../../contract'
import { createEngine, finish, type Engine } from '../index'

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-relations-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

async function load(name: string, header: string, count: number, row: (i: number) => string): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, `${header}\n${Array.from({ length: count }, (_, i) => row(i)).join('\n')}\n`)
  await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name }] }))
}
const links = async (): Promise<Link[]> => (await finish(await engine.client.relations.find({}))).links
const written = ({ from, to, on }: Link): string =>
  `${from.name}.${on.map(({ left }) => left).join('+')} > ${to.name}.${on.map(({ right }) => right).join('+')}`

const agency = (i: number): string => `AG${String((i % 30) + 1).padStart(2, '0')}`
const month = (i: number): string => `2025-${String((i % 12) + 1).padStart(2, '0')}`
const loadBudget = () => load('budget.csv', 'code_agence;mois;budget', 360, (i) => `${agency(i)};${month(Math.floor(i / 30))};${(i % 40) * 100}`) // prettier-ignore

test('columns of other names refer together to a key of several columns by what they hold', async () => {
  await loadBudget()
  await load('depenses.csv', 'num_piece;agence;periode;depense', 1200, (i) => `P${10_000 + i};${i < 2 ? 'AG99' : agency(i * 7)};${month(i * 5)};${(i * 31) % 500}`) // prettier-ignore
  await load('saisies.csv', 'piece;site;exercice_mois;depense', 600, (i) => `S${10_000 + i};${agency(i * 7)};${month(i * 5)};${(i * 31) % 500}`) // prettier-ignore
  const found = (await links()).filter(({ to }) => to.name === 'budget')
  expect(found.map(written).sort()).toEqual([
    'depenses.agence+periode > budget.code_agence+mois',
    'saisies.site+exercice_mois > budget.code_agence+mois'
  ])
  expect(found.find(({ from }) => from.name === 'depenses')).toMatchObject({ rows: 1200, matchedRows: 1198, orphanRows: 2, cardinality: 'n:1' }) // prettier-ignore
})

test('small whole numbers, years, months alone and grades give no link by what they hold', async () => {
  await load('capteurs.csv', 'zone;serie;mesure', 240, (i) => `${(i % 12) + 1};${Math.floor(i / 12) + 1};${((i * 7919) % 97) / 10}`) // prettier-ignore
  await load('avis.csv', 'n;note;rang;lettre;classe;moment', 500, (i) => `${i + 1};${(i % 10) + 1};${(i % 18) + 1};${'ABCDE'[i % 5]};${'ABCDEF'[(i * 5) % 6]};${month(i)}`) // prettier-ignore
  await load('baremes.csv', 'groupe;palier;taux', 120, (i) => `${'ABCDEFGHIJ'[i % 10]};${'ABCDEFGHIJKL'[Math.floor(i / 10)]};${(i * 7) % 31}`) // prettier-ignore
  await load('calendrier.csv', 'annee;mois;jours_ouvres', 96, (i) => `${2018 + Math.floor(i / 12)};${month(i)};${18 + (i % 5)}`) // prettier-ignore
  await load('personnes.csv', 'numero;promotion;debut', 300, (i) => `N${1000 + i};${2018 + (i % 8)};${month(i * 7)}`)
  expect((await links()).map(written)).toEqual([])
})

test('a small table of every town and year has the two as its key', async () => {
  await load('objectifs.csv', 'agence;annee;objectif', 12, (i) => `${['Lyon', 'Brest', 'Nîmes', 'Lille'][Math.floor(i / 3)]};${2023 + (i % 3)};${((i * 7) % 11) * 1000}`) // prettier-ignore
  await load('notes.csv', 'mot;valeur;prix', 9, (i) => `mot ${'abc'[i % 3]};${i % 4};${i * 3.5}`)
  const { keys } = await finish(await engine.client.relations.find({}))
  expect(keys.map(({ table, columns, weak, unique }) => [table.name, columns, weak, unique])).toEqual([
    ['objectifs', ['agence', 'annee'], false, true]
  ])
})

test('where two readings are as good, none is guessed; a link that names tell is not doubled', async () => {
  await loadBudget()
  await load('virements.csv', 'piece;site;autre_site;periode', 900, (i) => `V${10_000 + i};${agency(i * 7)};${agency(i * 11)};${month(i * 5)}`) // prettier-ignore
  await load('frais.csv', 'piece;code_agence;mois;valide', 800, (i) => `F${10_000 + i};${agency(i * 7)};${month(i * 5)};${month(i * 5 + 1)}`) // prettier-ignore
  const found = (await links()).filter(({ to, on }) => to.name === 'budget' && on.length > 1)
  expect(found.map(written)).toEqual(['frais.code_agence+mois > budget.code_agence+mois'])
})
