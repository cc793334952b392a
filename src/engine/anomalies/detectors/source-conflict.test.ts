import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { sourceConflict } from './source-conflict'

const bench = detectorBench()
const SOURCES = `SELECT i % 9 AS source, 'V' || (i // 9) AS vol, strftime(TIMESTAMP '2024-01-01' + to_minutes((hash(i // 9) % 1400)::BIGINT), '%Hh%M') AS depart, 'Q' || (hash(i // 9, 3) % 60) AS quai FROM range(540) r(i)`

test('two sources that err alike and sources that say nothing are told beside a majority', async () => {
  const found = await bench.detect(sourceConflict, SOURCES, [
    `UPDATE $t SET depart = '03h03' WHERE source < 2 AND vol IN ('V3', 'V4', 'V5', 'V6')`,
    `UPDATE $t SET depart = '04h04' WHERE source < 1 AND vol IN ('V23', 'V24', 'V25', 'V26', 'V33', 'V34', 'V35', 'V36', 'V37', 'V38', 'V39', 'V40', 'V41', 'V42', 'V43', 'V44', 'V45', 'V46', 'V47', 'V48', 'V49', 'V50', 'V51', 'V52')`,
    `UPDATE $t SET quai = 'Q' || (100 + rowid) WHERE source = 5 AND hash(vol) % 2 = 0`,
    `UPDATE $t SET quai = NULL WHERE source = 3 AND vol < 'V3'`
  ])
  const of = (detector: string, column: string) =>
    found.find((one) => one.detector === detector && one.columns[0] === column)
  expect(of('source_conflict', 'depart')?.rows).toBe(32)
  const silent = of('source_gap', 'quai')
  expect([silent?.kind, silent?.dimension]).toEqual(['missing', 'completeness'])
  expect((await bench.rowids(silent)).every((row) => row % 9 === 3)).toBe(true)
})
