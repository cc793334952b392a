import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Anomaly } from '../../contract'
import { finish } from '../call'
import { createEngine, type Engine } from '../index'
import { gateSelect } from '../tables'
import { cellsOf, DOUBTFUL, votesSql } from './cells'
import { detectAnomalies } from './detect'

let folder: string
let engine: Engine
let made = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'written-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

type Rows = string[][]
const HEAD = ['n', 'prenom', 'ville', 'code_postal', 'region', 'inscrit_le', 'poids', 'prix', 'commentaire']
const TOWNS = [
  ['Bourg-en-Bresse', '01000', 'Ain'],
  ['Nice', '06000', 'Alpes-Maritimes'],
  ['Foix', '09000', 'Ariège'],
  ['L’Haÿ-les-Roses', '94240', 'Val-de-Marne'],
  ['Rennes', '35000', 'Ille-et-Vilaine']
]
const NAMES = ['Jean-Pierre', 'Marie-Hélène', 'Zoé', 'Loïc', 'Anne-Sophie', 'François', 'Jean', 'Éloïse']
const SAID = ['Très bon accueil', 'Trop d’attente', 'Rien à redire, merci !', 'Prix élevés']

/** A clean French table: composed first names, post codes that begin with a zero, prices in euros, dates jj/mm/aaaa. */
function clean(): Rows {
  return Array.from({ length: 400 }, (_, i) => {
    const [town = '', code = '', region = ''] = TOWNS[(i * 7) % 5] ?? []
    const two = (n: number) => String(n).padStart(2, '0')
    return [
      String(i + 1),
      NAMES[(i * 11) % 8] ?? '',
      town,
      code,
      region,
      `${two(1 + ((i * 17) % 28))}/${two(1 + ((i * 5) % 12))}/${2018 + ((i * 3) % 6)}`,
      `${50 + ((i * 13) % 50)},${(i * 7) % 10} kg`,
      `${10 + ((i * 29) % 90)},${two((i * 37) % 100)} €`,
      SAID[(i * 3) % 4] ?? ''
    ]
  })
}

async function search(rows: Rows, head = HEAD): Promise<Anomaly[]> {
  const name = `t${made++}`
  const path = join(folder, `${name}.csv`)
  await writeFile(path, [head, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(';')).join('\n'))
  await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: `${name}.csv` }] }))
  const report = await detectAnomalies(engine.session.project, [{ schema: 'clean', name }])
  expect(report.skipped).toEqual([])
  for (const finding of report.findings) {
    const sql = await gateSelect(engine.session.project, finding.sql)
    const [counted] = await engine.session.project.rows<{ n: number }>(
      `SELECT count(DISTINCT rowid) AS n FROM (${sql})`
    )
    expect(counted?.n, `${finding.detector} ${finding.sql}`).toBe(finding.rows)
  }
  return report.findings
}

/** The rows of the cells that are flagged in one column. */
async function flagged(findings: Anomaly[], column: string, least?: number): Promise<number[]> {
  const cells = await cellsOf(engine.session.project, findings, { least })
  return cells.filter(([, col]) => HEAD[col] === column).map(([row]) => row)
}

/** The clean rows with some cells written anew, by row. */
function damage(edits: Record<number, Partial<Record<string, string>>>): Rows {
  return clean().map((row, place) => row.map((cell, col) => edits[place]?.[HEAD[col] ?? ''] ?? cell))
}

test('a clean French table raises no alarm, in either view', async () => {
  const findings = await search(clean())
  expect(findings.filter(({ cells }) => cells > 0)).toEqual([])
})

test('every wrong cell is found at its place, and no other', async () => {
  const wrong = {
    3: { prenom: 'ElÃ©onore', ville: 'Bourg-en-Bresse*' },
    9: { code_postal: '1000' },
    15: { inscrit_le: '2020-03-05', poids: '61,2 Kg' },
    21: { poids: '70 kilos', region: 'N/R' },
    27: { prix: '12,50 EUR', ville: 'rennes' },
    33: { prix: '18,20', region: 'NSP' },
    39: { prenom: "Jean''Pierre", region: 'sans objet' },
    45: { inscrit_le: '5 mai 2021', commentaire: 'Tr\uFFFDs bon' },
    51: { ville: 'Renens' }
  }
  const rows = damage(wrong)
  const findings = await search(rows)
  const cells = await cellsOf(engine.session.project, findings)
  const expected = Object.entries(wrong).flatMap(([row, edits]) =>
    Object.keys(edits).map((column) => [Number(row), HEAD.indexOf(column)])
  )
  expect(cells).toEqual(expected.sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d))
})

test('one unit spelt in several ways puts the whole column at fault; plural and case of none do not', async () => {
  const head = ['n', 'volume', 'delai']
  const units = ['l', 'L', 'litres', 'l.']
  const rows = Array.from({ length: 200 }, (_, i) => [
    String(i),
    `${1 + (i % 9)},5 ${units[i % 4]}`,
    `${1 + (i % 9)} ${i % 9 ? 'jours' : 'jour'}`
  ])
  const findings = await search(rows, head)
  const mixed = findings.filter(({ kind }) => kind === 'mixed_units')
  expect(mixed.map(({ columns, rows: n }) => [columns, n])).toEqual([[['volume'], 200]])
})

test('needless decimals are told where others vary, not in columns of fixed decimals', async () => {
  const rows = Array.from({ length: 200 }, (_, i) => [
    String(i),
    i % 3 ? `${i % 7}.${1 + (i % 9)}${i % 2 ? '5' : ''}` : `${i % 7}.0`,
    `${i % 7}.${i % 10}`
  ])
  const findings = await search(rows, ['n', 'taux', 'fixe'])
  const told = findings.filter(({ detector }) => detector === 'needless_decimals')
  expect(told.map(({ columns, rows: n }) => [columns, n])).toEqual([[['taux'], 67]])
})

test('a value that took the place of its neighbour puts both cells at fault', async () => {
  const rows = clean()
  for (const place of [4, 14, 24]) {
    const row = rows[place] ?? []
    row[2] = `${row[2]} ${row[4]}`
    row[4] = ''
  }
  const findings = await search(rows)
  expect(await flagged(findings, 'ville')).toEqual([4, 14, 24])
  expect(await flagged(findings, 'region')).toEqual([4, 14, 24])
})

test('dates filled up to 1 January beside dates known to the day are told; months alone are not', async () => {
  const rows = Array.from({ length: 300 }, (_, i) => [
    String(i),
    i % 2 ? `${1990 + (i % 20)}-01-01` : `${1990 + (i % 20)}-0${1 + (i % 9)}-${10 + (i % 18)}`,
    `${1990 + (i % 20)}-${String(1 + (i % 12)).padStart(2, '0')}-01`
  ])
  const findings = await search(rows, ['n', 'paru_le', 'mois'])
  expect(
    findings.filter(({ detector }) => detector === 'default_day').map(({ columns, rows: n }) => [columns, n])
  ).toEqual([[['paru_le'], 150]])
})

test('votes of several detectors join: the more witnesses, the surer', async () => {
  // The second town is a true one, that only the rule of post codes tells.
  const findings = await search(damage({ 51: { ville: 'Renens' }, 60: { ville: 'Rennes' }, 27: { region: '' } }))
  const sql = votesSql(findings)
  if (!sql) throw new Error('votes were expected')
  const votes = await engine.session.project.rows<{ row: number; col: number; confidence: number }>(sql)
  const town = votes.find(({ row, col }) => row === 51 && col === 2)
  const alone = findings.filter(({ columns }) => columns.includes('ville')).map(({ confidence }) => confidence)
  expect(alone.length).toBeGreaterThan(1)
  expect(town?.confidence).toBeGreaterThan(Math.max(...alone))
  expect(town?.confidence).toBeLessThan(1)
  const [sure, all] = await Promise.all([flagged(findings, 'ville'), flagged(findings, 'ville', DOUBTFUL)])
  expect(all).toEqual(expect.arrayContaining(sure))
})

test('codes that lost the zero others kept are told cell by cell; a column that lost them all, once', async () => {
  const some = damage({ 7: { code_postal: '1000' }, 14: { code_postal: '9000' } })
  const found = await search(
    some.map((row, place) => (place % 40 ? row : [...row.slice(0, 3), '1000', ...row.slice(4)]))
  )
  const codes = found.filter(({ detector }) => detector === 'lost_zeros')
  expect(codes.map(({ place, rows }) => [place, rows])).toEqual([['cells', 12]])
  const lost = await search(
    clean().map((row) => row.map((cell, col) => (col === 3 ? cell.replace(/^0[69]/, '13').replace(/^0/, '') : cell)))
  )
  const whole = lost.find(({ detector }) => detector === 'lost_zeros')
  expect([whole?.place, whole?.rows, whole?.cells]).toEqual(['column', 80, 0])
})

test('yes and no written otherwise, years of two digits and values off a short list are told where they stand', async () => {
  const head = ['n', 'actif', 'le', 'sexe']
  const rows = Array.from({ length: 300 }, (_, i) => [
    String(i),
    i === 7 ? 'OUI' : i % 3 ? 'oui' : 'non',
    i === 11 ? '05/06/22' : `${String(1 + (i % 28)).padStart(2, '0')}/0${1 + (i % 9)}/2022`,
    i === 13 ? 'Femme' : i % 2 ? 'F' : 'H'
  ])
  const findings = await search(rows, head)
  const cells = await cellsOf(engine.session.project, findings, { least: 0 })
  expect(cells).toEqual([
    [7, 1],
    [11, 2],
    [13, 3]
  ])
})
