import { Anomaly, Step, type AnomalyReport, type StoredVerdict } from '../../contract'
import { OF_ALL_TABLES, relationNow } from '../anomalies'
import type { Connection } from '../db'
import { presentTables, type Project } from '../project'
import { text } from '../sql'
import { listTables, type Table } from '../tables'
import { carryVerdicts } from './carry-verdicts'
import { digestsOf } from './digest'
import { searchOf } from './search-of'
import { atWorkOf, repairAtWork, settledBy, Settlement } from './settlements'
import { readVerdicts, renamed, storedVerdicts } from './verdicts'

/** One anomaly as searches found it: the last time, and whether the last search of its table still did. */
export interface Sighting {
  anomaly: Anomaly
  found: boolean
  firstAt: string
  lastAt: string
  /** Of the values at fault, as the last search saw them; null where none were read. */
  digest: string | null
  /** When its repair settled it, from the first time on. */
  settlements: readonly Settlement[]
}

/** All that searches found so far, by the id of the anomaly. A read-only file of an earlier version has none. */
export function readSightings(project: Project): Promise<Map<string, Sighting>> {
  return project.database.withConnection(async (connection) => {
    if (!(await presentTables(connection)).has('sighting')) return new Map<string, Sighting>()
    const rows = await connection.rows<{
      id: string
      found: boolean
      first: string
      last: string
      digest: string | null
      body: string
    }>(
      `SELECT id, found, ${moment('first_at')} AS "first", ${moment('last_at')} AS "last", digest, body::VARCHAR AS body FROM chantier.sighting`
    )
    return new Map(
      rows.flatMap(({ id, found, first, last, digest, body }) => {
        const known = JSON.parse(body) as Partial<Anomaly> & { settlements?: unknown }
        // One that cannot be read is found again by the next search; one of an earlier version bears no search.
        const read = Anomaly.safeParse({ search: searchOf(known), ...known })
        const settlements = Settlements.catch([]).parse(known.settlements)
        return read.success
          ? [[id, { anomaly: read.data, found, firstAt: first, lastAt: last, digest, settlements }] as const]
          : []
      })
    )
  })
}

const Settlements = Settlement.array()

/**
 * Takes note of a search: what it found, and what it looked for and did not find any more. Nothing is said of what it did
 * not look for: other tables, searches that failed, links between tables where not all were searched. Searches of raw rows
 * behind a recipe are not about the table as analysed and are passed over.
 */
export async function noteSightings(project: Project, report: AnomalyReport, now: Date): Promise<void> {
  if (project.readOnly) return
  const tables = await listTables(project)
  const searched = new Set(
    report.tables.flatMap(({ table }) =>
      tables.some(({ ref }) => ref.name === table.name && ref.schema === table.schema) ? [table.name] : []
    )
  )
  const findings = new Map(
    report.findings
      .filter(({ table }) => searched.has(table.name))
      .reverse()
      .map((finding) => [finding.id, finding])
  )
  const fingerprints = new Map(report.tables.map(({ table, fingerprint }) => [table.name, fingerprint]))
  const hasPairs = tables.every(({ ref }) => searched.has(ref.name))
  const wasLookedFor = (anomaly: Anomaly): boolean => {
    const { table, place, search } = anomaly
    const failed = report.skipped.some(
      (one) => one.detector === search && (OF_ALL_TABLES.includes(search) || one.table.name === table.name)
    )
    return searched.has(table.name) && !failed && (place !== 'tables' || hasPairs)
  }
  const before = await readSightings(project)
  for (const anomaly of await relationsNow(
    project,
    [...before.values()].filter(({ anomaly }) => !findings.has(anomaly.id) && wasLookedFor(anomaly)),
    tables
  ))
    // prettier-ignore
    findings.set(anomaly.id, anomaly)
  const gone = [...before].flatMap(([id, { anomaly, found }]) =>
    found && !findings.has(id) && wasLookedFor(anomaly) ? [id] : []
  )
  await carryVerdicts(project, before, [...findings.values()])
  const present = new Map(
    [...before].map(([id, { anomaly, found }]) => [id, { anomaly, found: found && !gone.includes(id) }])
  )
  for (const [id, anomaly] of findings) present.set(id, { anomaly, found: true })
  const verdicts = await readVerdicts(project, present)
  const digests = await digestsOf(
    project,
    [...findings.values()].filter(({ id }) => verdicts.get(id)?.decided)
  )
  const at = now.toISOString()
  const found = [...findings.values()].map((anomaly): Sighting => ({
    anomaly,
    found: true,
    firstAt: before.get(anomaly.id)?.firstAt ?? at,
    lastAt: at,
    digest: digests.get(anomaly.id) ?? null,
    settlements: before.get(anomaly.id)?.settlements ?? []
  }))
  const unfound = [...before.values()]
    .filter(({ anomaly }) => !findings.has(anomaly.id) && wasLookedFor(anomaly))
    .map((sighting) => ({ ...sighting, found: false }))
  const atWork = atWorkOf(await project.list('step', Step))
  const change = (await project.history()).find(({ current }) => current)?.id ?? null
  // What is told under another name is not settled; nor is what a table tells that changed since it was searched.
  const elsewhere = renamed(present, verdicts)
  const isNow = ({ table: { name } }: Anomaly): boolean =>
    tables.some(({ ref, fingerprint }) => ref.name === name && fingerprint === fingerprints.get(name))
  const withSettlements = (sighting: Sighting): Sighting => {
    const { anomaly, found: isFound, settlements } = sighting
    const isTold = elsewhere.has(anomaly.id) || !isNow(anomaly)
    const steps = isTold ? [] : repairAtWork(verdicts.get(anomaly.id), atWork)
    return { ...sighting, settlements: settledBy(settlements, { isFound, steps, at, change }) }
  }
  const moved = unfound
    .map(withSettlements)
    .filter(({ anomaly, settlements }) => settlements !== before.get(anomaly.id)?.settlements)
  const rows = [...found.map(withSettlements), ...moved]
  await project.beside((connection) => write(connection, gone, rows))
}

/** What was decided so far, by the id of each anomaly that it is about, as the last searches found them. */
export async function verdictsNow(project: Project): Promise<Map<string, StoredVerdict>> {
  const verdicts = await storedVerdicts(project)
  return verdicts.size ? readVerdicts(project, await readSightings(project)) : verdicts
}

/** Relations that a search passes over by now, of which there still are rows without a match: nothing settled them. */
async function relationsNow(
  project: Project,
  sightings: readonly Sighting[],
  tables: readonly Table[]
): Promise<Anomaly[]> {
  const found: Anomaly[] = []
  for (const { anomaly } of sightings) found.push(...[(await relationNow(project, anomaly, tables)) ?? []].flat())
  return found
}

/** Rows in one statement. */
const AT_ONCE = 200

async function write(connection: Connection, gone: string[], sightings: readonly Sighting[]): Promise<void> {
  const [ids, rows] = [sightings.map(({ anomaly }) => anomaly.id), sightings.map(rowOf)]
  const list = (some: readonly string[]): string => some.map((id) => text(id)).join(', ')
  if (gone.length) await connection.run(`UPDATE chantier.sighting SET found = false WHERE id IN (${list(gone)})`)
  if (ids.length) await connection.run(`DELETE FROM chantier.sighting WHERE id IN (${list(ids)})`)
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await connection.run(`INSERT INTO chantier.sighting VALUES ${rows.slice(from, from + AT_ONCE).join(', ')}`)
}

function rowOf({ anomaly, found, firstAt, lastAt, digest, settlements }: Sighting): string {
  const at = (day: string): string => `${text(day.replace('Z', ''))}::TIMESTAMP`
  const body = text(JSON.stringify(settlements.length ? { ...anomaly, settlements } : anomaly))
  return `(${text(anomaly.id)}, ${found}, ${at(firstAt)}, ${at(lastAt)}, ${digest === null ? 'NULL' : text(digest)}, ${body})`
}

function moment(column: string): string {
  return `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%gZ')`
}
