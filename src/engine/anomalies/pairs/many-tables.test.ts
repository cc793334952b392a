import { expect, test } from 'vitest'
import type { AnomalyReport } from '../../../contract'
import { detectAnomalies } from '../detect'
import { detectorBench } from '../testing'

const bench = detectorBench()

async function search(...selects: string[]): Promise<AnomalyReport> {
  const names: string[] = []
  for (const select of selects) names.push(await bench.table(select))
  return detectAnomalies(
    bench.project(),
    names.map((name) => ({ schema: 'raw', name }))
  )
}

const CLIENTS = `SELECT 'C' || lpad(i::VARCHAR, 4, '0') AS client_id, ['Nord', 'Sud'][1 + (hash(i) % 2)::INTEGER] AS zone FROM range(600) r(i)`
const ORDERS = `SELECT i AS commande, CASE WHEN i < 5 THEN 'C9' || lpad(i::VARCHAR, 3, '0') ELSE 'C' || lpad((hash(i) % 600)::VARCHAR, 4, '0') END AS client_id FROM range(2000) r(i)`
const other = (n: number): string =>
  `SELECT i AS cle_${n}, 'x' || hash(i * ${n}) % 50 AS champ_${n} FROM range(60) r(i)`

test('however many tables stand beside them, keys without a match are told', async () => {
  const { findings, skipped } = await search(CLIENTS, ...Array.from({ length: 20 }, (_, at) => other(at)), ORDERS)
  expect(skipped).toEqual([])
  const broken = findings.filter(({ kind }) => kind === 'broken_relation')
  expect(broken.map(({ rows, columns }) => [rows, columns])).toEqual([[5, ['client_id']]])
})

test('where more columns could meet than are looked at, that is told; those that name an identifier come first', async () => {
  const alike = Array.from({ length: 18 }, (_, at) => `SELECT 'L' || hash(i) % 10000000 AS libelle, i * ${at + 3} AS suite FROM range(60) r(i)`) // prettier-ignore
  const report = await search(...alike, CLIENTS, ORDERS)
  expect(report.findings.filter(({ kind }) => kind === 'broken_relation').map(({ columns }) => columns)).toEqual([['client_id']]) // prettier-ignore
  expect(report.skipped).toMatchObject([{ detector: 'between_tables', bounded: true }])
  expect(report.skipped[0]?.reason.fr).toBe(
    'des 613 paires de colonnes de même nom entre tables, les 250 plus parlantes sont comparées ; 363 autres paires non.'
  )
})

test('rows numbered from one in two tables do not refer to each other, but where the name says so', async () => {
  const rows = (name: string, n: number): string => `SELECT 1 + i AS ${name}, 'x' || hash(i * ${n}) % 50 AS champ_${n} FROM range(${n}) r(i)` // prettier-ignore
  const broken = async (name: string) =>
    (await search(rows(name, 1000), rows(name, 960))).findings.filter(({ kind }) => kind === 'broken_relation').length
  expect(await broken('id')).toBe(0)
  expect(await broken('client_id')).toBe(1)
})
