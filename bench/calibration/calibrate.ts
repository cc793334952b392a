import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { writeCalibration } from './page'
import { collect, collectExports, collectRegisters, collectSets } from './collect'

const root = join(import.meta.dirname, '..', '..')
const TABLES = { fit: 80, held: 40 }
const REGISTERS = { fit: 30, held: 15 }

/** `npm run calibrate`: makes the tables, searches them, fits the scales and writes them with their measures. */
test('the scales of the detectors, fitted on made-up tables', async () => {
  const fit = [...(await collect(0, TABLES.fit, 'fit')), ...(await collectRegisters(0, REGISTERS.fit, 'fit'))]
  const held = [...(await collect(0, TABLES.held, 'held')), ...(await collectRegisters(0, REGISTERS.held, 'held'))]
  const folder = join(process.env.CHANTIER_DATA ?? join(root, '..', 'shared'), 'data', 'cells')
  const sets = existsSync(folder) ? await collectSets(folder) : []
  await writeCalibration({ fit, held, exports: await collectExports(), sets })
})
