import { expect, test } from 'vitest'
import { bareContext } from '../bare-context'
import { detectorBench } from '../testing'
import { copyBroken } from './broken-copy'

const bench = detectorBench()

test('the copy of a search that was stopped goes as well', async () => {
  const { table, profile, now } = await bench.contextOf(await bench.table('SELECT i AS n FROM range(10) r(i)'))
  const stopping = new AbortController()
  const context = bareContext(bench.project(), table, profile, now, stopping.signal)
  const copy = await copyBroken(context, ['n > 7'], new Set(['n']))
  expect(await bench.project().rows(`SELECT count(*) AS n FROM ${copy.from}`)).toEqual([{ n: 2 }])
  stopping.abort()
  await copy.drop()
  expect(await bench.project().rows(`SELECT 1 FROM duckdb_tables() WHERE table_name LIKE 'broken %'`)).toEqual([])
})
