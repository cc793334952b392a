import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { Source, type FileOrigin, type ImportResult, type LoadReport, type Progress, type Step } from '../../contract'
import { cancelled, throwIfCancelled, toErrorData } from '../errors'
import { REASON_TEXT } from '../import'
import type { Project } from '../project'
import { emptyFile } from '../regular-file'
import { ident, text } from '../sql'
import { shownName } from './hide-removed'
import { loadDelimited, type LoadedFile } from './load-delimited'
import type { Proposal } from './propose-readings'
import { refuseBinary } from './refuse-binary'
import { stageFile } from './stage'
import { tableNameFor } from './table-name'

export interface ChosenFile {
  origin: FileOrigin
  name: string
}

type Report = (progress: Progress) => void

/**
 * Loads files one after another, each in one undoable change. A file that cannot be loaded is told by name and the others
 * go on; when cancelled, the file in hand leaves nothing behind and those before it stay.
 */
export async function importFiles(
  project: Project,
  files: ChosenFile[],
  report: Report,
  signal: AbortSignal
): Promise<ImportResult> {
  const result: ImportResult = { sources: [], failed: [] }
  for (const file of files) {
    try {
      result.sources.push(await importFile(project, file, report, signal))
    } catch (error) {
      if (signal.aborted) throw cancelled()
      const { message, hint } = toErrorData(error)
      result.failed.push({ file: file.name, message, hint: hint ?? null })
    }
  }
  return result
}

async function importFile(
  project: Project,
  { origin, name }: ChosenFile,
  report: Report,
  signal: AbortSignal
): Promise<Source> {
  const begun = performance.now()
  const staged = await stageFile(project, origin, name)
  const loading = `~loading-${randomUUID()}`
  try {
    if (staged.size === 0) throw emptyFile(name)
    await refuseBinary(staged.path, name)
    const shown = name.slice(0, 120)
    const step = { fr: `Chargement de « ${shown} »`, en: `Loading “${shown}”` }
    const loaded = await loadDelimited(project, staged.path, loading, {
      signal,
      onProgress: (done, total) => report({ step, done, total })
    })
    if (!loaded.names.length) throw emptyFile(name)
    throwIfCancelled(signal)
    const { rows, sha256, proposals } = loaded
    const seconds = (performance.now() - begun) / 1000
    const file = { name, size: staged.size, sha256, format: 'delimited' as const, part: [] }
    const source = { file, rows, report: loadReport(loaded, seconds) }
    return await keep(project, loading, source, proposals, signal)
  } finally {
    await rm(staged.path, { force: true })
    // Renamed when kept; else the half-loaded table must not stay.
    if (!project.database.isClosed) await project.database.run(`DROP TABLE IF EXISTS raw.${ident(loading)}`)
  }
}

/** Makes the loaded table a source of the project, with the steps that read its text columns, in one change. */
async function keep(
  project: Project,
  loading: string,
  source: Pick<Source, 'file' | 'rows' | 'report'>,
  proposals: Proposal[],
  signal: AbortSignal
): Promise<Source> {
  const { name } = source.file
  return project.change(
    { fr: `Importer « ${name} »`, en: `Import “${name}”` },
    async (scope) => {
      // Tables of undone imports keep their names: redo brings them back.
      const taken = await scope.connection.rows<{ name: string }>(
        `SELECT table_name AS name FROM duckdb_tables() WHERE schema_name = 'raw' AND table_name <> ${text(loading)}`
      )
      const table = tableNameFor(
        name,
        taken.map((row) => shownName(row.name))
      )
      await scope.connection.run(`ALTER TABLE raw.${ident(loading)} RENAME TO ${ident(table)}`)
      const kept = Source.parse({
        id: randomUUID(),
        table: { schema: 'raw', name: table },
        loadedAt: new Date().toISOString(),
        ...source
      })
      await scope.put('source', kept.id, kept)
      for (const { reading, column } of proposals) {
        if (column.lossless) continue
        const step: Step = {
          id: randomUUID(),
          table,
          enabled: true,
          origin: 'import',
          spec: { kind: 'cast', column: column.name, reading }
        }
        await scope.put('step', step.id, step)
      }
      return kept
    },
    signal
  )
}

function loadReport({ encoding, dialect, read, proposals, rows }: LoadedFile, seconds: number): LoadReport {
  const lines = read?.counts.rows ?? rows
  const lost = lines - rows
  return {
    encoding,
    undecodableBytes: read?.undecodable ?? 0,
    dialect,
    rowsRead: lines + (read?.counts.rejected ?? 0),
    rowsLoaded: rows,
    faultCount: read ? read.counts.repaired + read.counts.rejected : 0,
    faults: (read?.notes ?? [])
      .slice(0, 1_000)
      .map(({ line, reason, raw }) => ({ line, reason: REASON_TEXT[reason], raw, repaired: !REJECTED.has(reason) })),
    columns: proposals.map(({ column }) => column),
    notes: lost
      ? [{ fr: `${lost} lignes lues n’ont pas été chargées.`, en: `${lost} rows read were not loaded.` }]
      : [],
    seconds
  }
}

const REJECTED: ReadonlySet<string> = new Set(['preamble', 'comment', 'footer', 'isolated_text', 'other_table'])
