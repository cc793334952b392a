import { basename, resolve } from 'node:path'
import { stat } from 'node:fs/promises'
import type { DeliveryDiff, FileChoice, ImportResult, LocalizedText, Part, Source } from '../../contract'
import { ChantierError, createEngine, finish, type Engine } from '../../engine'
import { counted } from '../counted'
import { expandFolders } from '../expand-folders'
import { printJson, say, showProgress } from '../output'
import { failure } from '../project-of'
import { replayOf, tellReplay } from '../tell-replay'
import { LOADED, tellUnread } from '../tell-unread'

/** Tables named with a note. */
const TABLES = 5

interface ImportOptions {
  project: string
  /** Name of the one table that all the files make. */
  together?: string
  /** Table behind which the file's rows come. */
  append?: string
  /** Table of which the file is a newer version. */
  refresh?: string
  /** Takes the columns that look renamed for the same ones. */
  renames?: boolean
  /** Applies a delivery that leaves the table without a row. */
  force?: boolean
  /** The one table to load of each file, such as a hidden sheet; all that are not hidden without it. */
  part?: string
  json?: boolean
}

/** Loads files, or all files of folders, into a project, made if it is not there yet. */
export async function importInto(paths: string[], options: ImportOptions): Promise<void> {
  const path = resolve(options.project)
  const files = await expandFolders(paths)
  const exists = await stat(path).then(
    () => true,
    () => false
  )
  const engine = createEngine()
  try {
    if (exists) await engine.client.project.open({ path })
    else await engine.client.project.create({ name: 'projet', path })
    const { sources, failed } = await bringIn(engine, files, options)
    const delivered = options.append ?? options.refresh
    const recipe = delivered === undefined ? null : await replayOf(engine, delivered)
    if (options.json) printJson({ sources, failed, ...(recipe && { recipe }) })
    for (const { table, rows, report } of sources) {
      const unread = report.columns.filter(({ failures, lostZeros }) => failures + (lostZeros?.count ?? 0) > 0)
      const counts = [
        counted(rows, ['ligne', 'lignes'], ['row', 'rows']),
        counted(report.columns.length, ['colonne', 'colonnes'], ['column', 'columns']),
        counted(
          // Cells beside a table are told by its notes: their lines are rows as they stand.
          report.faultCount - (report.besideCount ?? 0),
          ['ligne réparée ou écartée', 'lignes réparées ou écartées'],
          ['line repaired or set aside', 'lines repaired or set aside']
        )
      ]
      say(
        `${table.name} : ${counts.map(({ fr }) => fr).join(', ')}`,
        `${table.name}: ${counts.map(({ en }) => en).join(', ')}`
      )
      for (const column of unread) tellUnread(column, LOADED)
    }
    tellNotes(sources)
    if (recipe) tellReplay(recipe)
    if (options.part === undefined && sources.some(({ file }) => file.format !== 'delimited'))
      for (const file of files) await tellHidden(engine, await chosen(engine, file, options))
    if (failed.length) tellFailed(sources.length, failed)
  } finally {
    await engine.close()
  }
}

/** Says what was met and done in the files, each thing once with the tables that tell it. */
function tellNotes(sources: readonly Source[]): void {
  const told = new Map<string, { note: LocalizedText; tables: string[] }>()
  for (const { table, report } of sources)
    for (const note of report.notes) {
      const known = told.get(note.fr) ?? { note, tables: [] }
      told.set(note.fr, { note, tables: [...known.tables, table.name] })
    }
  for (const { note, tables } of told.values()) {
    const names = tables.slice(0, TABLES).join(', ')
    const more = Math.max(0, tables.length - TABLES)
    say(
      `  ${names}${more ? ` et ${more} de plus` : ''} : ${note.fr}`,
      `  ${names}${more ? ` and ${more} more` : ''}: ${note.en}`
    )
  }
}

/** Says how to load the tables of a file that stay out where none is named, such as hidden sheets. */
async function tellHidden({ client }: Engine, { origin, name }: FileChoice): Promise<void> {
  // A file that cannot be looked at was told as not loaded.
  const { parts } = await client.sources.look({ origin, name, complete: true }).catch(() => ({ parts: [] as Part[] }))
  for (const { path, name: title, hidden, rows } of parts) {
    const part = JSON.stringify(shownPath(path, title))
    if (hidden && rows !== 0) say(`  Pour charger ${part} : --part ${part}`, `  To load ${part}: --part ${part}`)
  }
}

/** The values of a document beside its lists have no name on their way, only a title. */
function shownPath(path: readonly string[], title: string): string {
  return (path.at(-1) ? path : [...path.slice(0, -1), title]).join(WITHIN)
}

/** Says which files were left out and why; the command fails, with what was loaded kept. */
function tellFailed(loaded: number, failed: ImportResult['failed']): void {
  const [f, t] = [failed.length > 1 ? 's' : '', loaded > 1 ? 's' : '']
  say(
    `${loaded} table${t} chargée${t}, ${failed.length} fichier${f} non chargé${f} :`,
    `${loaded} table${loaded === 1 ? '' : 's'} loaded, ${failed.length} file${failed.length === 1 ? '' : 's'} not loaded:`
  )
  for (const { file, message, hint } of failed) {
    say(`  ${file} : ${message.fr}`, `  ${file}: ${message.en}`)
    if (hint) say(`    ${hint.fr}`, `    ${hint.en}`)
  }
  process.exitCode = 1
}

async function bringIn(engine: Engine, files: string[], options: ImportOptions): Promise<ImportResult> {
  if (options.together !== undefined) {
    const together = { name: options.together, fileColumn: true, leaveOthers: true }
    return finish(
      await engine.client.sources.import({ files: await allChosen(engine, files, options), together }),
      showProgress
    )
  }
  const named = options.append ?? options.refresh
  if (named === undefined) {
    const result = await finish(
      await engine.client.sources.import({ files: await allChosen(engine, files, options) }),
      showProgress
    )
    if (!result.sources.length && result.failed.length === 1) throw failure(result)
    return result
  }
  const mode = options.append === undefined ? 'refresh' : 'append'
  const delivered: Source[] = []
  const failed: ImportResult['failed'] = []
  for (const [place, path] of files.entries()) {
    const file = await chosen(engine, path, options)
    try {
      delivered.push(await deliver(engine, named, mode, file, options))
    } catch (error) {
      // One of several that is in the table already keeps none of the others out: run again, they would stand there twice.
      if (!(error instanceof Twin) || files.length === 1) throw error
      const { message, hint = null } = error.data
      failed.push({ file: file.name, message, hint, place })
    }
  }
  return { sources: delivered.slice(-1), failed }
}

/** A file whose rows are in the table already. */
class Twin extends ChantierError {}

/** A delivery that is hardly meant, and that `--force` applies. */
function unforced(file: string, message: LocalizedText, Kind = ChantierError): ChantierError {
  return new Kind({
    kind: 'conflict',
    message,
    hint: { fr: 'Ajoutez --force pour l’appliquer quand même.', en: 'Add --force to apply it anyway.' },
    place: { file }
  })
}

/** Applies a file as a delivery of a table, columns matched by name (renamed ones where asked); what it changes is told. */
async function deliver(
  engine: Engine,
  named: string,
  mode: 'append' | 'refresh',
  file: FileChoice,
  options: ImportOptions
): Promise<Source> {
  const all = await engine.client.sources.list({})
  const source = all.find(({ table }) => table.name === named)
  if (!source) {
    const names = all.map(({ table }) => table.name).join(', ')
    throw new ChantierError({
      kind: 'not_found',
      message: { fr: `Le projet n’a pas de table « ${named} ».`, en: `The project has no table “${named}”.` },
      hint: { fr: `Tables du projet : ${names || 'aucune'}.`, en: `Tables of the project: ${names || 'none'}.` }
    })
  }
  const { delivery, diff } = await finish(
    await engine.client.sources.prepare({ source: source.id, mode, file }),
    showProgress
  )
  const { kept, renamed: alike } = diff.columns
  if (!kept.length && !alike.some(({ known }) => known || options.renames))
    throw new ChantierError({
      kind: 'conflict',
      message: {
        fr: `« ${file.name} » n’a aucune colonne de « ${named} ».`,
        en: `“${file.name}” has no column of “${named}”.`
      },
      hint: { fr: 'Chargez-le comme une table à part.', en: 'Load it as a table of its own.' },
      place: { file: file.name }
    })
  const { arriving, same, added, gone, changed } = diff.rows
  const counts = [
    counted(added, ['ligne nouvelle', 'lignes nouvelles'], ['new row', 'new rows']),
    counted(same, ['semblable', 'semblables'], ['alike', 'alike']),
    // Rows laid behind those of the table take none of them away.
    ...(mode === 'append' ? [] : [counted(gone, ['absente', 'absentes'], ['gone', 'gone'])]),
    ...(changed === null ? [] : [counted(changed, ['modifiée', 'modifiées'], ['changed', 'changed'])])
  ]
  say(
    `${file.name} : ${counts.map(({ fr }) => fr).join(', ')}`,
    `${file.name}: ${counts.map(({ en }) => en).join(', ')}`
  )
  if (mode === 'refresh' && arriving === 0 && !options.force)
    throw unforced(file.name, {
      fr: `« ${file.name} » n’a pas de ligne : la table serait vide.`,
      en: `“${file.name}” has no row: the table would be empty.`
    })
  if (mode === 'append' && diff.twin?.present && !options.force)
    throw unforced(
      file.name,
      {
        fr: `« ${file.name} » a le même contenu (SHA-256) que « ${diff.twin.file} », déjà dans la table : ses lignes y seraient deux fois.`,
        en: `“${file.name}” has the same content (SHA-256) as “${diff.twin.file}”, in the table already: its rows would stand there twice.`
      },
      Twin
    )
  tellColumns(diff.columns, mode)
  if (diff.twin?.present)
    say(
      `${file.name} : même contenu (SHA-256) que « ${diff.twin.file} », déjà dans la table`,
      `${file.name}: the same content (SHA-256) as “${diff.twin.file}”, in the table already`
    )
  for (const note of diff.notes) say(note.fr, note.en)
  const { renamed } = diff.columns
  // Those accepted with an earlier delivery were told by a note.
  const alone = renamed.filter(({ known }) => !known)
  for (const { from, to } of alone)
    say(
      options.renames ? `« ${to} » devient « ${from} »` : `« ${to} » ressemble à « ${from} » : gardées à part`,
      options.renames ? `“${to}” becomes “${from}”` : `“${to}” looks like “${from}”: kept apart`
    )
  if (alone.length && !options.renames) tellHowToJoin(mode)
  const renames = renamed
    .filter(({ known }) => known || options.renames)
    .map(({ from, to }) => ({ from: to, to: from }))
  return finish(await engine.client.sources.deliver({ delivery, renames }), showProgress)
}

/** Says how columns that look renamed are brought together; rows that were added come a second time unless they are taken back. */
function tellHowToJoin(mode: 'append' | 'refresh'): void {
  if (mode === 'refresh')
    return say('Pour les réunir : relancez avec --renames.', 'To bring them together: run again with --renames.')
  say(
    'Pour les réunir : annulez d’abord cette livraison dans l’application (ses lignes seraient sinon ajoutées deux fois), puis relancez avec --renames.',
    'To bring them together: first undo this delivery in the application (its rows would else be added twice), then run again with --renames.'
  )
}

/** Says which columns come, and which the file does not have. */
function tellColumns({ added, gone }: DeliveryDiff['columns'], mode: 'append' | 'refresh'): void {
  const list = (names: readonly string[]): string => names.map((name) => `« ${name} »`).join(', ')
  if (added.length) say(`colonnes nouvelles : ${list(added)}`, `new columns: ${list(added)}`)
  if (!gone.length) return
  if (mode === 'append')
    say(`colonnes absentes de ce fichier : ${list(gone)}`, `columns that this file does not have: ${list(gone)}`)
  else say(`colonnes qui quittent la table : ${list(gone)}`, `columns that leave the table: ${list(gone)}`)
}

/** Between the names on the way to a table, as messages write it: `archive › feuille`. */
const WITHIN = ' › '

/** A file with the part that is asked for of it, by its way or by the name that is shown of it. */
async function chosen({ client }: Engine, path: string, { part }: Pick<ImportOptions, 'part'>): Promise<FileChoice> {
  const file: FileChoice = { origin: { kind: 'path', path }, name: basename(path) }
  if (part === undefined) return file
  // A file that cannot be looked at is told by its load.
  const { parts } = await client.sources.look({ ...file, complete: true }).catch(() => ({ parts: [] as Part[] }))
  const shown = parts.some((each) => each.path.join(WITHIN) === part)
    ? undefined
    : parts.find((each) => shownPath(each.path, each.name) === part)
  return { ...file, part: shown?.path ?? part.split(WITHIN) }
}

async function allChosen(engine: Engine, files: readonly string[], options: ImportOptions): Promise<FileChoice[]> {
  const choices: FileChoice[] = []
  for (const file of files) choices.push({ ...(await chosen(engine, file, options)), name: nameAmong(file, files) })
  return choices
}

/** The name of a file, with as much of its folder before it as tells it from others of the same name. */
function nameAmong(path: string, paths: readonly string[]): string {
  const parts = path.split(/[/\\]/)
  const last = (of: readonly string[], n: number): string => of.slice(-n).join('/')
  const others = paths.filter((other) => other !== path).map((other) => other.split(/[/\\]/))
  for (let n = 1; n < parts.length; n++)
    if (!others.some((other) => last(other, n) === last(parts, n))) return last(parts, n)
  return basename(path)
}
