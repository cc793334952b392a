import { basename } from 'node:path'
import { Source, Step, type ColumnInfo, type LocalizedText, type ScriptLanguage } from '../../../contract'
import type { Project } from '../../project'
import { tableName } from '../../sql'
import { resolveTable } from '../../tables'
import { columnsAfter, compileRecipe } from '../compile'
import { inJoinOrder } from '../join-order'
import { findRefused } from '../refused'
import { stepTitle, tablesOf } from '../steps'
import type { Others } from '../steps/kind'
import { soundSpecs, walkSteps } from '../walk'
import { exactResult } from './exact-result'
import { inPython } from './in-python'
import { inR } from './in-r'
import { inSql } from './in-sql'
import { keyStatements } from './key-statements'
import { fileRead, holdsAny, longestRow, proofOf, rawStatements } from './raw-statements'
import type { Chapter } from './chapter'

/**
 * A script that makes a prepared table elsewhere, by DuckDB: from the original files where they can be read as they are, else
 * from the raw tables of the project file. It stops where the rows that it reads are not those that were analysed.
 */
export async function writeScript(
  project: Project,
  table: string,
  language: ScriptLanguage,
  words: 'fr' | 'en',
  signal?: AbortSignal
): Promise<{ name: string; text: string; notes: LocalizedText[] }> {
  await resolveTable(project, { schema: 'raw', name: table })
  const sources = new Map((await project.list('source', Source)).map((source) => [source.table.name, source]))
  const steps = (await project.list('step', Step)).filter(({ enabled }) => enabled)
  const notes: LocalizedText[] = []
  const chapters: Chapter[] = []
  const others = new Map<string, readonly ColumnInfo[]>()
  const needed = inJoinOrder([...sources.keys()], steps).filter((name) => isNeeded(name, table, steps))
  const projectFile = basename(project.path)
  let attached = false
  let rereads = false
  let hides = false
  let zoned = false
  for (const name of needed) {
    const source = sources.get(name)
    if (!source) continue
    const { columns } = await resolveTable(project, { schema: 'raw', name })
    const own = steps.filter((step) => step.table === name)
    const refused = await findRefused(project, name, columns, own, others, signal)
    const stages = walkSteps(columns, own, others, refused)
    const read = await fileRead(source, columns, {
      holds: (characters) => holdsAny(project, name, columns, characters, signal),
      longest: () => longestRow(project, name, columns, signal)
    })
    if (read.sql === null) {
      notes.push(readFromProject(name, source.file.name, projectFile, read.why))
      attached = true
    } else rereads = true
    zoned ||= columns.some(({ type }) => ZONED.test(type))
    const proof = await proofOf(project, name, columns, signal)
    chapters.push(...rawStatements(source, columns, read.sql, proof, words))
    const specs = soundSpecs(stages)
    hides ||= specs.some(({ kind }) => kind === 'pseudonymise')
    const left = stages.filter(({ problem }) => problem)
    chapters.push({
      words: [
        { fr: `Recette de « ${name} »`, en: `Recipe of “${name}”` }[words],
        ...left.map(({ step, problem }) =>
          words === 'fr'
            ? `Étape non appliquée : ${stepTitle(step.spec).fr} (${problem?.fr ?? ''})`
            : `Step not applied: ${stepTitle(step.spec).en} (${problem?.en ?? ''})`
        )
      ],
      sql: `CREATE OR REPLACE TABLE ${tableName({ schema: 'clean', name })} AS\n${compileRecipe(name, columns, specs, asOthers(others, name), (round) => round.map((spec) => stepTitle(spec)[words]))}`
    })
    others.set(name, columnsAfter(columns, specs, others))
  }
  zoned ||= chapters.some(({ sql }) => ZONED.test(sql))
  const begin: Chapter[] = [
    ...(zoned ? [{ words: [], sql: `SET TimeZone = 'UTC'` }] : []),
    { words: [], sql: 'CREATE SCHEMA IF NOT EXISTS raw' },
    { words: [], sql: 'CREATE SCHEMA IF NOT EXISTS clean' },
    ...(attached ? [{ words: [], sql: `ATTACH '${projectFile.replaceAll("'", "''")}' AS project (READ_ONLY)` }] : []),
    ...(hides ? keyStatements(words, projectFile, attached) : [])
  ]
  const origins = notes.map((note) => note[words])
  if (hides) notes.push(KEY_STAYS)
  const result = await exactResult(project, table, others.get(table) ?? [], language, signal)
  if (result.note) notes.push(result.note)
  const all = [...begin, ...chapters]
  const written = { sql: inSql, python: inPython, r: inR }[language]
  const ending = { sql: 'sql', python: 'py', r: 'R' }[language]
  return {
    name: `${table}.${ending}`,
    text: written(all, result.sql, [
      ...opening(table, project.name, words),
      ...lookedFor(rereads, attached ? projectFile : null, words),
      ...origins,
      ...(result.note ? [result.note[words]] : [])
    ]),
    notes
  }
}

/** What needs a time zone: setting one is left out elsewhere, since DuckDB without its extension for zones, as in R, knows none. */
const ZONED = /%z|time ?zone|timestamptz|to_timestamp|make_timestamptz/i

/** What its own recipe may take rows from. */
function asOthers(others: Others, name: string): Others {
  return new Map([...others].filter(([other]) => other !== name))
}

function isNeeded(name: string, table: string, steps: readonly Step[]): boolean {
  const seen = new Set<string>()
  const pending = [table]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    for (const step of steps) if (step.table === next) pending.push(...tablesOf(step.spec))
  }
  return seen.has(name)
}

function opening(table: string, project: string, words: 'fr' | 'en'): string[] {
  return words === 'fr'
    ? [`Table « ${table} » du projet « ${project} », telle que sa recette la prépare.`, 'Écrit par Chantier.']
    : [`Table “${table}” of project “${project}”, as its recipe prepares it.`, 'Written by Chantier.']
}

/** What the script reads, and where it looks for it. */
function lookedFor(rereads: boolean, projectFile: string | null, words: 'fr' | 'en'): string[] {
  const files = {
    fr: 'Les fichiers d’origine sont cherchés dans le dossier courant.',
    en: 'The original files are looked for in the current folder.'
  }
  const project = {
    fr: `Le projet « ${projectFile} » est cherché dans le dossier courant.`,
    en: `The project “${projectFile}” is looked for in the current folder.`
  }
  return [...(rereads ? [files[words]] : []), ...(projectFile === null ? [] : [project[words]])]
}

function readFromProject(name: string, file: string, project: string, why: LocalizedText): LocalizedText {
  return {
    fr: `« ${file} » ne se relit pas tel quel (${why.fr}) : le script prend la table brute « ${name} » dans « ${project} ».`,
    en: `“${file}” cannot be read again as it is (${why.en}): the script takes raw table “${name}” from “${project}”.`
  }
}

const KEY_STAYS: LocalizedText = {
  fr: 'La clé de pseudonymisation n’est pas dans le script : avec une autre clé, les pseudonymes sont autres, mais relient les mêmes lignes.',
  en: 'The pseudonymisation key is not in the script: with another key pseudonyms are other ones, but link the same rows.'
}
