import { DuckDBInstance } from '@duckdb/node-api'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createEngine, finish, type Engine } from '../../index'
import { pythonStrings, rStrings } from './testing/read-back'

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-names-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'coding: latin-1' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

/** Headers that would end a string, a comment or a name, hide in one, or mean something to SQL, Python or R. */
const NAMES = [
  'a"b',
  "l'été",
  'x""");import os',
  ')"',
  ')--"',
  '\\n\\u0041\\',
  'two\nlines',
  'back\r\nwards',
  'ends with \\',
  '𝒳 🐌 é',
  '\u202egnitirw\u2028',
  'select',
  'ORDER BY',
  'NULL',
  'function(x) TRUE',
  '# -*- coding: rot13 -*-',
  "$$ '' $x$",
  '{0} %s',
  'rowid'
]

function csv(): string {
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const row = (mark: string): string => NAMES.map((name, at) => quote(`${mark}${at} ${name}`)).join(';')
  return [NAMES.map(quote).join(';'), row('v '), row('w '), row('v '), ''].join('\n')
}

/** A prepared table that each of these columns has a step in. */
async function prepare(): Promise<{ columns: string[]; wanted: unknown; project: string }> {
  const path = join(folder, "d'oh coding=utf-7.csv")
  await writeFile(path, csv())
  const { failed, sources } = await finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: "d'oh coding=utf-7.csv" }] })
  )
  expect(failed).toEqual([])
  const { client, session } = engine
  const table = sources[0]?.table.name ?? ''
  const columns = (await client.recipe.columns({ table })).columns.map(({ name }) => name)
  expect(columns).toHaveLength(NAMES.length)
  for (const [at, column] of columns.entries()) {
    await client.recipe.add({ table, spec: { kind: 'merge', column, variants: [`v ${at} ${NAMES[at] ?? ''}`], into: `${NAMES[at] ?? ''}"""\\)-"'` } }) // prettier-ignore
    await client.recipe.add({ table, spec: { kind: 'derive', as: `${column} + ${at}`, expression: `upper("${column.replaceAll('"', '""')}") || ' -- ' || '#'` } }) // prettier-ignore
  }
  const found = await session.project.database.run(`FROM clean."${table.replaceAll('"', '""')}"`)
  return { columns, wanted: [found.columnNames(), await found.getRowsJson()], project: table }
}

async function run(sql: string): Promise<unknown> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  try {
    await connection.run(`SET file_search_path = '${folder.replaceAll("'", "''")}'`)
    const found = await connection.run(sql)
    return [found.columnNames(), await found.getRowsJson()]
  } finally {
    connection.closeSync()
  }
}

/** The script takes raw rows from the project where the file does not read as it stands; a test then looks there. */
function beside(text: string, path: string): string {
  return text.replace(/ATTACH '(?:[^']|'')*' AS/, () => `ATTACH '${path.replaceAll("'", "''")}' AS`)
}

describe('names that mean something to a language', () => {
  test('the same statements are executed in SQL, in Python and in R, and make the prepared table', async () => {
    const { wanted, project: table } = await prepare()
    const { path } = engine.session.project
    const scripts = await Promise.all(
      (['sql', 'python', 'r'] as const).map(
        async (language) => (await engine.client.recipe.script({ table, language })).text
      )
    )
    const [sql = '', python = '', r = ''] = scripts
    await engine.client.project.close({})
    const statements = (strings: string[]): string => strings.map((one) => one.trim()).join(';\n')
    const kept = (strings: string[]): string[] => strings.filter((one) => /^\s*(SET|CREATE|ATTACH|SELECT)/.test(one))
    expect(await run(beside(sql, path))).toEqual(wanted)
    expect(kept(pythonStrings(python)).length).toBe(kept(rStrings(r)).length)
    expect(await run(beside(statements(kept(pythonStrings(python))), path))).toEqual(wanted)
    expect(await run(beside(statements(kept(rStrings(r))), path))).toEqual(wanted)
    // No line of a comment is anything else, whatever stands in a name.
    expect(python.split('\n')[0]).toBe('# -*- coding: utf-8 -*-')
  })

  const hasPython = spawnSync('python3', ['--version']).status === 0
  test.skipIf(!hasPython)('Python itself reads what our reader reads, from the file in its encoding', async () => {
    const { project: table } = await prepare()
    const { text } = await engine.client.recipe.script({ table, language: 'python' })
    await writeFile(join(folder, 's.py'), text)
    const asked =
      'import ast,sys,json;t=ast.parse(open(sys.argv[1],"rb").read());print(json.dumps([n.value for n in ast.walk(t) if isinstance(n,ast.Constant) and isinstance(n.value,str)]))'
    const { stdout, stderr } = spawnSync('python3', ['-c', asked, 's.py'], { cwd: folder, encoding: 'utf8' })
    expect(stderr).toBe('')
    expect((JSON.parse(stdout) as string[]).sort()).toEqual(pythonStrings(text).sort())
  })

  const hasR = spawnSync('Rscript', ['--version']).status === 0
  test.skipIf(!hasR)('R itself reads what our reader reads', async () => {
    const { project: table } = await prepare()
    const { text } = await engine.client.recipe.script({ table, language: 'r' })
    await writeFile(join(folder, 's.R'), text)
    const asked =
      'd<-getParseData(parse("s.R",encoding="UTF-8",keep.source=TRUE),includeText=TRUE);s<-getParseText(d,d$id[d$token=="STR_CONST"]);for(x in s)cat(nchar(eval(parse(text=x,encoding="UTF-8"))),"\\n")'
    const { stdout } = spawnSync('Rscript', ['-e', asked], { cwd: folder, encoding: 'utf8' })
    expect(stdout.split('\n').filter(Boolean).map(Number)).toEqual(rStrings(text).map((one) => [...one].length))
  })
})

describe('the readers of literals', () => {
  test('know the escapes and ends of each language', () => {
    expect(pythonStrings('# """no"""\nx("""a\\\\b\\"\\"\\"c\\rd\r\ne""") # "\nprint("""f""")')).toEqual([
      'a\\b"""c\rd\ne',
      'f'
    ])
    expect(rStrings('# "no"\nx(r"-(a)"b)-", "c\\u00e9\\r\\"d")\ny(r"(e)")')).toEqual(['a)"b', 'cé\r"d', 'e'])
    expect(() => pythonStrings('"a"')).toThrow('unexpected')
    expect(() => rStrings('r"(a')).toThrow('without an end')
  })
})
