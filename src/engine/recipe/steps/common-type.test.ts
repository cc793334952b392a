import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { commonType } from './common-type'

const TYPES = [
  ...['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT'].flatMap((type) => [type, `U${type}`]),
  ...['DECIMAL(9,2)', 'DECIMAL(18,6)', 'DECIMAL(38,10)', 'FLOAT', 'DOUBLE', 'DATE', 'TIMESTAMP', 'VARCHAR', 'BOOLEAN', 'TIME']
] // prettier-ignore
/** Where `UNION` loses digits of whole numbers, or fails on those for which its DECIMAL has no room. */
const WIDER = /INT.*(FLOAT|DECIMAL)|(FLOAT|DECIMAL).*INT|DECIMAL.*(DECIMAL|FLOAT)|FLOAT.*DECIMAL|UHUGEINT/

test('two types have the one that a union of DuckDB gives them, wherever that loses nothing', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  for (const one of TYPES)
    for (const other of TYPES) {
      const made = commonType([one, other])
      expect(commonType([other, one]), `${one} and ${other}`).toBe(made)
      if (made === null || WIDER.test(`${one} ${other}`)) continue
      const found = await connection.run(`SELECT NULL::${one} AS x UNION ALL SELECT NULL::${other}`)
      expect(made, `${one} and ${other}`).toBe(String(found.columnTypes()[0]))
    }
})

test.each([
  [['BIGINT', 'DOUBLE'], 'DOUBLE'],
  [['BIGINT', 'FLOAT'], 'DOUBLE'],
  [['INTEGER', 'DECIMAL(9,2)'], 'DECIMAL(12,2)'],
  [['HUGEINT', 'DECIMAL(9,2)'], 'DOUBLE'],
  [['DECIMAL(38,10)', 'DECIMAL(9,2)'], 'DECIMAL(38,10)'],
  [['DATE', 'TIMESTAMP', 'DATE'], 'TIMESTAMP'],
  [['DATE', 'BIGINT'], null],
  [['BOOLEAN', 'INTEGER'], null],
  [['VARCHAR', 'DOUBLE'], null]
])('%j: %s', (types, wanted) => expect(commonType(types)).toBe(wanted))
