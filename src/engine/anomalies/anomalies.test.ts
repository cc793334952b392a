import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AnomalyReport, type Anomaly, type AnomalyKind } from '../../contract'
import { closeProject, openProject, type Project } from '../project'
import { gateSelect } from '../tables'
import { cellsOf } from './cells'
import { detectAnomalies } from './detect'
import { DETECTORS } from './detectors'
import { variantClusters } from './detectors/category-variant'
import { findTypos } from './detectors/category-typo'
import { editDistance } from './detectors/edit-distance'

const NOW = new Date('2026-03-01T12:00:00Z')
let folder: string
let project: Project
let made = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anomalies-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

/** A clean survey of 2,000 answers, in the ways that real ones are clean: skewed delays, repeated clients, optional comments. */
const CLEAN = `SELECT i + 1 AS id_reponse, 'CL' || lpad((hash(i) % 900)::VARCHAR, 5, '0') AS id_client,
  DATE '2025-01-01' + (hash(i * 3) % 300)::INTEGER AS date_achat, DATE '2025-01-01' + (hash(i * 3) % 300)::INTEGER + (hash(i * 5) % 20)::INTEGER AS date_livraison,
  18 + (hash(i * 7) % 60)::INTEGER AS age, 1 + (hash(i * 11) % 5)::INTEGER AS satisfaction, (hash(i * 13) % 11)::INTEGER AS recommandation,
  round(exp(((hash(i * 17) % 1000)::INTEGER + (hash(i * 19) % 1000)::INTEGER + (hash(i * 23) % 1000)::INTEGER) / 600.0), 2) AS montant,
  ['Île-de-France', 'Occitanie', 'Bretagne', 'Normandie'][1 + (hash(i * 29) % 4)::INTEGER] AS region,
  ['Zone 1', 'Zone 2', 'Zone 12', 'Zone A', 'Zone B'][1 + (hash(i * 31) % 5)::INTEGER] AS zone,
  'client' || (hash(i) % 900)::VARCHAR || '@exemple.fr' AS courriel
  FROM range(2000) r(i)`

async function detect(select: string, edits: string[] = []) {
  const name = `t${made++}`
  await project.database.run(`CREATE TABLE raw.${name} AS ${select}`)
  for (const edit of edits) await project.database.run(edit.replaceAll('$t', `raw.${name}`))
  const report = AnomalyReport.parse(
    JSON.parse(JSON.stringify(await detectAnomalies(project, [{ schema: 'raw', name }], { now: NOW })))
  )
  expect(report.skipped).toEqual([])
  for (const finding of report.findings) await proves(finding)
  return report.findings
}

/** A finding's queries return exactly what it claims, and pass the gate that users' queries pass. */
async function proves(finding: Anomaly) {
  const rows = await project.rows<{ n: number; ids: number }>(
    `SELECT count(*) AS n, count(DISTINCT rowid) AS ids FROM (${await gateSelect(project, finding.sql)})`
  )
  expect(rows[0], finding.sql).toEqual({ n: finding.rows, ids: finding.rows })
  expect(await cellsOf(project, [finding], { least: 0 })).toHaveLength(finding.cells)
  expect((await project.rows(finding.evidence.sql))[0]?.value).toBe(finding.rows)
}

async function rowids(finding: Anomaly | undefined): Promise<number[]> {
  if (!finding) return []
  return (await project.rows<{ id: number }>(`SELECT rowid AS id FROM (${finding.sql}) ORDER BY id`)).map(
    ({ id }) => id
  )
}

function of(findings: readonly Anomaly[], kind: AnomalyKind, column?: string) {
  return findings.find((finding) => finding.kind === kind && (column === undefined || finding.columns.includes(column)))
}

describe('detectAnomalies', () => {
  test('says nothing of a clean table but that its addresses are personal', async () => {
    const [personal, ...others] = await detect(CLEAN)
    expect(others).toEqual([])
    expect(personal).toMatchObject({ kind: 'personal_data', columns: ['courriel'], severity: 'info', cells: 0 })
  })

  test('finds exactly the cells that were damaged', async () => {
    const findings = await detect(CLEAN, [
      `UPDATE $t SET montant = NULL WHERE rowid IN (3, 4)`,
      `UPDATE $t SET satisfaction = 99 WHERE rowid BETWEEN 10 AND 19`,
      `UPDATE $t SET satisfaction = 0 WHERE rowid BETWEEN 20 AND 24`,
      `UPDATE $t SET recommandation = 11 WHERE rowid = 30`,
      `UPDATE $t SET age = -4 WHERE rowid = 40`,
      `UPDATE $t SET age = 212 WHERE rowid = 41`,
      `UPDATE $t SET montant = 250000 WHERE rowid = 50`,
      `UPDATE $t SET date_livraison = date_achat - 9 WHERE rowid IN (60, 61)`,
      `UPDATE $t SET date_achat = '1900-01-01' WHERE rowid BETWEEN 70 AND 79`,
      `UPDATE $t SET region = 'ile de france' WHERE rowid IN (SELECT rowid FROM $t WHERE region = 'Île-de-France' LIMIT 3)`,
      `UPDATE $t SET region = 'Bretange' WHERE rowid IN (SELECT rowid FROM $t WHERE region = 'Bretagne' LIMIT 2)`,
      `UPDATE $t SET courriel = 'pas d’adresse' WHERE rowid = 90`,
      `UPDATE $t SET courriel = 'N/A' WHERE rowid IN (91, 92)`,
      `UPDATE $t SET id_reponse = 100 WHERE rowid = 200`
    ])
    expect(await rowids(of(findings, 'missing', 'montant'))).toEqual([3, 4])
    expect(await rowids(of(findings, 'disguised_missing', 'satisfaction'))).toEqual([
      10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24
    ])
    expect(await rowids(of(findings, 'impossible_value', 'recommandation'))).toEqual([30])
    expect(await rowids(of(findings, 'impossible_value', 'age'))).toEqual([40, 41])
    expect(await rowids(of(findings, 'outlier', 'montant'))).toEqual([50])
    expect(await rowids(of(findings, 'contradiction', 'date_livraison'))).toEqual([60, 61])
    expect(await rowids(of(findings, 'disguised_missing', 'date_achat'))).toEqual([
      70, 71, 72, 73, 74, 75, 76, 77, 78, 79
    ])
    expect(of(findings, 'category_variant', 'region')?.proposal?.repair).toEqual({
      kind: 'replace',
      column: 'region',
      map: [{ from: 'ile de france', to: 'Île-de-France' }]
    })
    expect(of(findings, 'category_typo', 'region')?.proposal?.repair).toEqual({
      kind: 'replace',
      column: 'region',
      map: [{ from: 'Bretange', to: 'Bretagne' }]
    })
    expect(await rowids(of(findings, 'format_minority', 'courriel'))).toEqual([90])
    expect(await rowids(of(findings, 'disguised_missing', 'courriel'))).toEqual([91, 92])
    expect(await rowids(of(findings, 'duplicate_key', 'id_reponse'))).toEqual([99, 200])
    expect(findings.filter(({ kind }) => kind !== 'personal_data')).toHaveLength(12)
  })

  test('tells copies of rows, the later ones only', async () => {
    const findings = await detect(CLEAN, [
      `INSERT INTO $t SELECT * FROM $t WHERE id_reponse <= 5`,
      `INSERT INTO $t SELECT * FROM $t WHERE id_reponse = 1`
    ])
    expect(findings.map(({ kind }) => kind)).toEqual(['duplicate_rows', 'personal_data'])
    expect(await rowids(findings[0])).toEqual([2000, 2001, 2002, 2003, 2004, 2005, 2006])
    expect(findings[0]?.cells).toBe(7 * 11)
  })

  test('leaves codes that only look like gaps, and a score from 0 to 10, alone', async () => {
    const findings = await detect(
      `SELECT i AS n, ['NC', 'ND', 'CA', 'NY', 'TX'][1 + (hash(i) % 5)::INTEGER] AS state, (hash(i * 3) % 11)::INTEGER AS nps, 90 + (hash(i * 5) % 20)::INTEGER AS poids FROM range(1000) r(i)`
    )
    expect(findings).toEqual([])
  })

  test('reads numbers with a comma and dates of several shapes kept as text', async () => {
    const findings = await detect(
      `SELECT i AS n, CASE WHEN i = 7 THEN 'gratuit' ELSE replace((10 + (hash(i) % 900)::INTEGER / 100)::VARCHAR, '.', ',') END AS prix,
       CASE WHEN i % 2 = 0 THEN strftime(DATE '2025-01-01' + (hash(i) % 90)::INTEGER, '%d/%m/%Y') ELSE (DATE '2025-01-01' + (hash(i) % 90)::INTEGER)::VARCHAR END AS ouvert_le,
       CASE WHEN i = 8 THEN '2031-05-05' ELSE strftime(DATE '2025-04-10' + (hash(i) % 90)::INTEGER, '%d/%m/%Y') END AS clos_le FROM range(400) r(i)`
    )
    expect(await rowids(of(findings, 'format_minority', 'prix'))).toEqual([7])
    expect(await rowids(of(findings, 'impossible_value', 'clos_le'))).toEqual([8])
    expect(of(findings, 'contradiction')).toBeUndefined()
  })

  test('survives hostile names, zero rows and every column type', async () => {
    const types = [
      '1::HUGEINT',
      `'a'::BLOB`,
      '[1]',
      `{a: 1}`,
      'NULL',
      `MAP {1: 2}`,
      `'NaN'::DOUBLE`,
      `TIME '10:00'`,
      `INTERVAL 1 DAY`,
      `'1'::BIT`,
      'true'
    ]
    const select = types
      .map(
        (sql, place) => `${sql} AS "${['__proto__', 'a""""); DROP TABLE raw.t0; --', `it's`][place] ?? `c${place}`}"`
      )
      .join(', ')
    await detect(`SELECT ${select} FROM range(60)`)
    expect(await detect(`SELECT ${select} FROM range(0)`)).toEqual([])
    expect((await project.rows<{ n: number }>('SELECT count(*) AS n FROM raw.t0'))[0]?.n).toBe(2000)
  })

  test('stops when asked', async () => {
    const stop = new AbortController()
    stop.abort()
    await expect(
      detectAnomalies(project, [{ schema: 'raw', name: 't0' }], { signal: stop.signal })
    ).rejects.toMatchObject({ data: { kind: 'cancelled' } })
  })

  test('every detector has a name of its own and says what it finds', () => {
    expect(new Set(DETECTORS.map(({ name }) => name)).size).toBe(DETECTORS.length)
    expect(DETECTORS.every(({ kinds, title }) => kinds.length > 0 && title.fr && title.en)).toBe(true)
  })
})

describe('words', () => {
  test('variants keep apart what digits and signs keep apart', () => {
    const values = ['A+', 'A-', 'A', '1 2', '12', 'C++', 'C'].map((value) => ({ value, n: 5 }))
    expect(
      variantClusters(values).map(({ kept, variants }) => [kept.value, ...variants.map(({ value }) => value)])
    ).toEqual([])
    expect(
      variantClusters([
        { value: 'Hôtel  du Nord', n: 2 },
        { value: 'hotel du nord', n: 9 }
      ])[0]?.kept.value
    ).toBe('hotel du nord')
  })

  test('typing errors are near, rare, and no other thing', () => {
    const frequent = ['Satisfait', 'Zone 1', 'Bordeaux', 'Marseille', 'Homme', 'Femme'].map((value) => ({
      value,
      n: 900
    }))
    const rare = ['Insatisfait', 'Zone 2', 'Bordeuax', 'Marselle', 'Bordeauxx'].map((value) => ({ value, n: 3 }))
    expect(findTypos([...frequent, ...rare]).map(({ from, to }) => `${from.value}>${to.value}`)).toEqual([
      'Bordeuax>Bordeaux',
      'Marselle>Marseille',
      'Bordeauxx>Bordeaux'
    ])
  })

  test('a feminine or a plural that is said again is no slip; one that stands once may be', () => {
    const typos = findTypos([
      { value: 'Vendeur', n: 900 },
      { value: 'Particulier', n: 900 },
      { value: 'Vendeuse', n: 4 },
      { value: 'Particuliers', n: 4 },
      { value: 'Vendeut', n: 1 }
    ])
    expect(typos.map(({ from }) => from.value)).toEqual(['Vendeut'])
  })

  test('edit distance counts a swap as one and stops early', () => {
    expect([
      editDistance('abcd', 'abdc', 3),
      editDistance('kitten', 'sitting', 5),
      editDistance('', 'abc', 5),
      editDistance('aaaa', 'bbbb', 2)
    ]).toEqual([1, 3, 3, 3])
  })
})
