import { createRandom } from '../../stats/random'
import type { CaseSpec } from '../spec'
import { buildCalendar } from './calendar'
import { drawContacts } from './contacts'
import { drawCustomers } from './customers'
import { exportTable } from './export-table'
import { drawIncidents } from './incidents'
import type { CaseOptions, Fault, GeneratedCase, Tables } from './model'
import { drawSurveys } from './surveys'
import { drawTrips } from './trips'

/**
 * Generates a case from its description: the files as bytes, in the order of the spec, and the key (every fault put
 * in, and the causes planted). Pure, and the same byte for byte for the same spec and options.
 * Throws a RangeError unless `scale` is above 0 and at most 100 and `seed` is an integer from 0 to 2³² − 1.
 */
export function generateCase(spec: CaseSpec, options: CaseOptions = {}): GeneratedCase {
  const { scale = 1, seed = spec.seed } = options
  if (!(scale > 0 && scale <= 100)) throw new RangeError(`the scale must be above 0 and at most 100: ${scale}`)
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff)
    throw new RangeError(`the seed must be an integer from 0 to 4294967295: ${seed}`)
  const tables = drawTables(spec, scale, seed)
  const faults: Fault[] = []
  const files = spec.exports.flatMap((exported) => {
    const written = exportTable(exported, tables[exported.table], seed)
    for (const fault of written.faults) faults.push(fault)
    return written.files
  })
  const causes = spec.effects.map(({ id, label, overall, items, cause }) => ({
    id,
    root: cause === true,
    label,
    overall,
    items
  }))
  return { files, truth: { faults, causes, redHerrings: spec.redHerrings } }
}

/** The clean tables behind the files; each is drawn from its own stream. */
export function drawTables(spec: CaseSpec, scale: number, seed: number): Tables {
  const random = createRandom(seed)
  const sized = (count: number): number => Math.max(1, Math.round(count * scale))
  const calendar = buildCalendar(spec)
  const customers = drawCustomers(spec, sized(spec.size.customers), random.fork('customers'))
  const incidents = drawIncidents(spec, calendar, sized(spec.size.incidents), random.fork('incidents'))
  const trips = drawTrips(spec, calendar, customers, incidents, sized(spec.size.trips), random.fork('trips'))
  const contacts = drawContacts(spec, customers, trips, random.fork('contacts'))
  const surveys = drawSurveys(spec, customers, trips, contacts, random.fork('surveys'))
  const lines = spec.lines.map((line) => ({ ...line, name: `${line.from} – ${line.to}` }))
  return { lines, customers, trips, incidents, contacts, surveys }
}
