import { expect, test } from 'vitest'
import type { Anomaly } from '../../contract'
import type { Row } from '../db'
import { detectAnomalies } from './detect'
import { finding, type Statement } from './finding'
import { toldOnce } from './once'
import { detectorBench } from './testing'

const bench = detectorBench()

const TOWNS = [
  ['75011', 'Paris'],
  ['69003', 'Lyon'],
  ['31000', 'Toulouse'],
  ['44000', 'Nantes'],
  ['59000', 'Lille'],
  ['35000', 'Rennes']
] as const
const list = (at: 0 | 1): string => TOWNS.map((town) => `'${town[at]}'`).join(', ')
const ADDRESSES = `SELECT 'C' || lpad(i::VARCHAR, 5, '0') AS id, [${list(0)}][1 + (hash(i) % 6)::INTEGER] AS code_postal, [${list(1)}][1 + (hash(i) % 6)::INTEGER] AS ville, 'agence ' || hash(i) % 6 AS agence FROM range(1200) r(i)`

async function search(select: string, edits: readonly string[] = []) {
  const name = await bench.table(select, edits)
  const report = await detectAnomalies(bench.project(), [{ schema: 'raw', name }])
  expect(report.skipped).toEqual([])
  return bench.proved(report.findings)
}

test('a cell that several checks tell of stands in the strongest finding, which names the others', async () => {
  const found = await search(ADDRESSES, [
    `UPDATE $t SET ville = 'Toulousse' WHERE rowid IN (SELECT min(rowid) FROM $t WHERE ville = 'Toulouse')`,
    `UPDATE $t SET ville = 'Nanttes' WHERE rowid IN (SELECT min(rowid) FROM $t WHERE ville = 'Nantes')`
  ])
  const told = found.filter(({ place, columns }) => place === 'cells' && columns[0] === 'ville')
  expect(told.map(({ detector, rows }) => [detector, rows])).toEqual([['category_typo', 2]])
  expect(told[0]?.explanation.fr).toContain('ne suivent pas « code_postal » ou « agence » comme les autres')
  expect(told[0]?.evidence.definition).toEqual(told[0]?.explanation)
})

test('what only one finding tells stays, and the rules to one column are one finding', async () => {
  const found = await search(ADDRESSES, [
    `UPDATE $t SET ville = 'Nanttes' WHERE rowid IN (SELECT min(rowid) FROM $t WHERE ville = 'Nantes')`,
    `UPDATE $t SET ville = 'Lyon' WHERE rowid IN (SELECT min(rowid) FROM $t WHERE ville = 'Lille')`
  ])
  const told = found.filter(({ place, columns }) => place === 'cells' && columns[0] === 'ville')
  expect(told.map(({ detector, rows }) => [detector, rows])).toEqual([
    ['dependency_rules', 2],
    ['category_typo', 1]
  ])
})

test('where the post code is a filler of nines, it is told and not the town', async () => {
  const found = await search(ADDRESSES, [`UPDATE $t SET code_postal = '99999' WHERE hash(id) % 60 = 0`])
  const told = found.filter(({ place }) => place === 'cells')
  expect(told.map(({ detector, columns }) => [detector, columns.join()])).toEqual([
    ['disguised_missing', 'code_postal']
  ])
})

test('« None » on half of the rows beside other offers is an offer; once in a while it is a gap', async () => {
  const offers = (none: string): string =>
    `SELECT i AS n, CASE WHEN ${none} THEN 'None' ELSE 'Offer ' || ['A', 'B', 'C', 'D'][1 + (hash(i * 3) % 4)::INTEGER] END AS offre FROM range(1000) r(i)`
  const gaps = (select: string) => search(select).then((all) => all.filter(({ kind }) => kind === 'disguised_missing'))
  expect(await gaps(offers('hash(i) % 2 = 0'))).toEqual([])
  expect((await gaps(offers('i % 50 = 0')))[0]?.rows).toBe(20)
})

test('a gap stands in the word for « missing » behind it, not in a rule that it breaks', async () => {
  const { table } = await bench.contextOf(await bench.table('SELECT i AS n FROM range(9) r(i)'))
  const says = (detector: string, dimension: Statement['dimension'], n: number) =>
    finding(table, {
      kind: 'missing',
      detector,
      columns: ['n'],
      where: `n < ${n}`,
      rows: n,
      severity: 'warning',
      confidence: 0.9,
      dimension,
      message: { fr: detector, en: detector },
      explanation: { fr: '', en: '' }
    })
  const told = async (...found: ReturnType<typeof says>[]): Promise<string[]> =>
    (await toldOnce((sql) => bench.project().rows(sql), found)).map(({ detector }) => detector)
  const [gap, word, rule] = [says('missing', 'completeness', 3), says('written_missing', 'completeness', 3), says('dependency_rules', 'consistency', 4)] // prettier-ignore
  expect(await told(gap, word)).toEqual(['written_missing'])
  expect(await told(gap, rule)).toEqual(['missing', 'dependency_rules'])
  expect(await told(gap, says('written_missing', 'completeness', 2))).toEqual(['missing', 'written_missing'])
})

/** Findings made up on the numbers from 0 to 99 of one column; `where` says which. */
async function madeUp() {
  const { table } = await bench.contextOf(await bench.table('SELECT i AS n FROM range(100) r(i)'))
  return (detector: string, where: string, rows: number, more: Partial<Statement> = {}): Anomaly =>
    finding(table, {
      kind: 'missing',
      detector,
      columns: ['n'],
      where,
      rows,
      severity: 'warning',
      confidence: 0.9,
      dimension: 'accuracy',
      message: { fr: detector, en: detector },
      explanation: { fr: '', en: '' },
      ...more
    })
}
const ask = <T extends Row>(sql: string): Promise<T[]> => bench.project().rows<T>(sql)

test('what is spread over several findings stands in the one that tells most of it, which alone is as bad', async () => {
  const says = await madeUp()
  const one = says('category_typo', 'n < 1', 1)
  const other = says('stray_marks', 'n BETWEEN 1 AND 60', 60, { confidence: 0.8, severity: 'info' })
  const weaker = says('rare_category', 'n < 50', 50, { severity: 'critical' })
  const told = await toldOnce(ask, [one, other, weaker])
  expect(told.map(({ detector, severity }) => [detector, severity])).toEqual([
    ['category_typo', 'warning'],
    ['stray_marks', 'critical']
  ])
})

test('a finding of few of its rows does not make one worse that it stands in', async () => {
  const says = await madeUp()
  const many = says('stray_marks', 'n < 60', 60, { severity: 'info' })
  const few = says('rare_category', 'n < 2', 2, { severity: 'critical' })
  expect((await toldOnce(ask, [many, few])).map(({ detector, severity }) => [detector, severity])).toEqual([
    ['stray_marks', 'info']
  ])
})

test('a number that is far from the others does not stand in what says how it is written', async () => {
  const says = await madeUp()
  const [written, far] = [says('needless_decimals', 'n < 60', 60), says('outlier', 'n < 20', 20, { confidence: 0.7 })]
  expect(await toldOnce(ask, [written, far])).toEqual([written, far])
})

test('no row is read where nothing unlike stands behind a sure finding', async () => {
  const says = await madeUp()
  let asked = 0
  const counting = <T extends Row>(sql: string): Promise<T[]> => {
    asked++
    return ask<T>(sql)
  }
  const beside = [
    [says('category_typo', 'n < 1', 1), says('stray_marks', 'n < 2', 2)],
    [says('category_typo', 'n < 1', 1, { confidence: 0.5 }), says('outlier', 'n < 1', 1)],
    [says('written_missing', 'n < 3', 3), says('missing', 'n < 3', 3, { dimension: 'completeness' })]
  ]
  for (const findings of beside) expect(await toldOnce(counting, findings)).toEqual(findings)
  expect(asked).toBe(0)
  // Of many beside, those that none may stand in are not read either.
  const many = Array.from({ length: 60 }, (_, at) => says('stray_marks', `n = ${at}`, 1, { aspect: String(at), confidence: 0.6 })) // prettier-ignore
  const sizes: number[] = []
  const measuring = <T extends Row>(sql: string): Promise<T[]> => {
    sizes.push(sql.split('UNION ALL').length)
    return ask<T>(sql)
  }
  const [typo, rare] = [says('category_typo', 'n < 1', 1), says('rare_category', 'n < 1', 1)]
  expect(await toldOnce(measuring, [...many, typo, rare])).toHaveLength(61)
  expect(sizes).toEqual([2])
})

test('a query that fails leaves the findings as they are; a cancelled one ends the search', async () => {
  const says = await madeUp()
  const findings = [says('category_typo', 'n < 1', 1), says('rare_category', 'n < 1', 1)]
  const failing = (): Promise<never> => Promise.reject(new Error('out of memory'))
  expect(await toldOnce(failing, findings)).toEqual(findings)
  await expect(toldOnce(failing, findings, AbortSignal.abort())).rejects.toThrow()
})
