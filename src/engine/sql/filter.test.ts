import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import type { ColumnInfo, Condition } from '../../contract'
import { filterPredicate } from './filter'

const columns: ColumnInfo[] = [
  { name: 'n', type: 'BIGINT' },
  { name: 't', type: 'VARCHAR' },
  { name: 'd', type: 'DATE' }
]

test.each<[Condition, number[]]>([
  [{ column: 'b', op: '=', values: [true] }, [1]],
  [{ column: 'b', op: '=', values: ['oui'] }, [1]],
  [{ column: 'b', op: 'in', values: ['faux', null] }, [2, 3]],
  [{ column: 'b', op: 'contains', values: ['No'] }, [2]],
  [{ column: 'b', op: 'contains', values: ['peut-être'] }, []]
])('%j keeps the truth values of rows %j', async (condition, kept) => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const predicate = filterPredicate({ all: [condition] }, [{ name: 'b', type: 'BOOLEAN' }])
  const result = await connection.run(
    `SELECT id FROM (VALUES (1, true), (2, false), (3, NULL)) v(id, b) WHERE ${predicate} ORDER BY id`
  )
  expect((await result.getRows()).map(([id]) => id)).toEqual(kept)
  connection.closeSync()
})

test.each<[Condition, number[]]>([
  [{ column: 'n', op: 'in', values: [1, null] }, [1, 3]],
  [{ column: 'n', op: 'in', values: [null] }, [3]],
  [{ column: 'n', op: 'not in', values: [1] }, [2, 3]],
  [{ column: 'n', op: 'not in', values: [1, null] }, [2]],
  [{ column: 'n', op: 'not in', values: ['abc'] }, [1, 2, 3]],
  [{ column: 'n', op: '<>', values: [1] }, [2, 3]],
  [{ column: 'n', op: '<>', values: ['abc'] }, [1, 2, 3]],
  [{ column: 'n', op: '<>', values: [null] }, [1, 2]],
  [{ column: 'n', op: '=', values: [null] }, [3]],
  [{ column: 'n', op: '=', values: ['2'] }, [2]],
  [{ column: 'n', op: '=', values: ['abc'] }, []],
  [{ column: 'n', op: '<', values: ['1.5'] }, [1]],
  // As a French hand writes them.
  [{ column: 'n', op: '<', values: ['1,5'] }, [1]],
  [{ column: 'n', op: '<', values: ['1\u202f000,5'] }, [1, 2]],
  [{ column: 't', op: '=', values: [5] }, [1]],
  [{ column: 'd', op: '>', values: ['2024-01-15'] }, [2]],
  [{ column: 'd', op: '=', values: ['mai'] }, []],
  [{ column: 'd', op: '=', values: [5] }, []],
  [{ column: 't', op: 'contains', values: [5] }, [1]],
  // As a grid shows them.
  [{ column: 'd', op: 'contains', values: ['/02/2024'] }, [2]],
  [{ column: 'd', op: 'contains', values: ['1/1/2024'] }, [1]],
  [{ column: 'd', op: 'contains', values: ['2024-02'] }, [2]],
  [{ column: 'd', op: 'contains', values: [null] }, []]
])('%j keeps the rows %j', async (condition, kept) => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const rows = `(VALUES (1, 1::BIGINT, '5', DATE '2024-01-01'), (2, 2, 'x', DATE '2024-02-01'), (3, NULL, NULL, NULL)) v(id, n, t, d)`
  const result = await connection.run(
    `SELECT id FROM ${rows} WHERE ${filterPredicate({ all: [condition] }, columns)} ORDER BY id`
  )
  expect((await result.getRows()).map(([id]) => id)).toEqual(kept)
  connection.closeSync()
})
