import type { Choices } from '../../contract'
import { reportDialect, survey } from '../import'
import type { Project } from '../project'
import { ident } from '../sql'
import { chooseReadings } from './choose-readings'
import type { FaultLog } from './faults'
import type { Loaded, LoadPartOptions } from './loaded'
import { loadSurveyed } from './load-surveyed'
import type { OpenedPart } from './open-part'
import { proposeReadings } from './propose-readings'

/** Loads a delimited text: see `loadSurveyed` for the ways it takes. */
export async function loadDelimitedPart(
  project: Project,
  { data }: OpenedPart,
  choices: Choices,
  table: string,
  faults: FaultLog,
  { signal, onProgress }: LoadPartOptions
): Promise<Loaded> {
  const surveyed = await survey(data.path, { signal, onProgress })
  const loaded = await loadSurveyed(project, data.path, surveyed, table, {
    signal,
    onProgress: (share) => onProgress?.(Math.round(share * data.size), data.size)
  })
  const proposals = await proposeReadings(project, table, loaded.names, loaded.readings, signal)
  const columns = await chooseReadings(
    project,
    table,
    proposals.map(({ column }) => column),
    choices,
    signal
  )
  const [counted] = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM raw.${ident(table)}`, { signal })
  const rows = counted?.n ?? 0
  for (const note of loaded.read?.notes ?? []) faults.add(note)
  await faults.flush()
  const lines = loaded.read?.counts.rows ?? rows
  return {
    names: loaded.names,
    columns,
    rows,
    sha256: surveyed.sha256,
    encoding: surveyed.encoding.encoding,
    dialect: reportDialect(surveyed.dialect),
    rowsRead: lines + (loaded.read?.counts.rejected ?? 0),
    undecodableBytes: loaded.read?.undecodable ?? 0,
    notes:
      lines === rows
        ? []
        : [
            {
              fr: `${lines - rows} lignes lues n’ont pas été chargées.`,
              en: `${lines - rows} rows read were not loaded.`
            }
          ]
  }
}
