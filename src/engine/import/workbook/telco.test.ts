import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readAll } from './testing/readAll'

const shared = resolve(process.env['CHANTIER_DATA'] ?? join(import.meta.dirname, '../../../../../shared'))
const folder = join(shared, 'data', 'satisfaction')
const there = existsSync(folder)
if (!there) console.log(`skipped: no data at ${shared}; set CHANTIER_DATA to the folder that holds data/`)

describe.skipIf(!there)('the four Telco workbooks', () => {
  it('read to 7,043 rows each, with a customer ID that joins them', async () => {
    const ids: Set<string>[] = []
    for (const name of ['demographics', 'location', 'services', 'status']) {
      const table = await readAll(join(folder, `Telco_customer_churn_${name}.xlsx`))
      expect(table.header?.[0]).toBe('Customer ID')
      expect(table.headerRows).toBe(1)
      expect(table.rows).toHaveLength(7043)
      expect(table.faults).toEqual([])
      expect(table.rows.every((row) => row.length === table.width)).toBe(true)
      ids.push(new Set(table.rows.map((row) => row[0] ?? '')))
    }
    for (const set of ids) {
      expect(set.size).toBe(7043)
      expect([...set].every((id) => ids[0]?.has(id))).toBe(true)
    }
  })
})
