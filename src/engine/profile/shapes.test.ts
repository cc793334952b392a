import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Database } from '../db'
import { countShapes } from './shapes'
import { shapesSql } from './sql/shapes'

test('shapes counted from values at hand are those that the database counts', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shapes-'))
  const database = await Database.open(':memory:', { staging: folder })
  const value = fc.oneof(
    fc.string({ maxLength: 50 }),
    fc.string({ unit: 'grapheme', maxLength: 45 }),
    fc.constantFrom('AB-123-CD', 'Île 9', 'ʰǅ٣', 'x'.repeat(40), 'Y'.repeat(41))
  )
  const values = fc.uniqueArray(fc.record({ value, n: fc.integer({ min: 1, max: 5 }) }), { selector: (one) => one.value, maxLength: 20 }) // prettier-ignore
  try {
    await fc.assert(
      fc.asyncProperty(values, async (drawn) => {
        const list = drawn.map((one) => ({ ...one, value: one.value.replaceAll('\0', '') }))
        await database.withConnection(async (connection) => {
          await connection.run('CREATE OR REPLACE TEMP TABLE t (v VARCHAR, n BIGINT)')
          if (list.length)
            await connection.run(`INSERT INTO t VALUES ${list.map(({ n }) => `(?, ${n})`).join(', ')}`, {
              params: list.map((one) => one.value)
            })
          const rows = await connection.rows(shapesSql('t', 10))
          const told = countShapes(list, 10)
          expect(told.top).toEqual(rows.map(({ shape, n }) => ({ shape, n })))
          if (rows.length) expect([told.distinct, told.n]).toEqual([rows[0]?.shapes, rows[0]?.present])
        })
      }),
      { numRuns: 40 }
    )
  } finally {
    database.close()
    await rm(folder, { recursive: true, force: true })
  }
})
