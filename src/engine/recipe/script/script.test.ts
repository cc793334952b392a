import { DuckDBInstance } from '@duckdb/node-api'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { StepSpec } from '../../../contract'
import { createEngine, finish, type Engine } from '../../index'

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "chantier-script l'été "))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: "p d'été" })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

async function load(name: string, content: string | Buffer): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, content)
  const { failed } = await finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name }] })
  )
  expect(failed).toEqual([])
}
const add = (table: string, spec: StepSpec) => engine.client.recipe.add({ table, spec })
const script = (table: string, language: 'sql' | 'python' | 'r' = 'sql') =>
  engine.client.recipe.script({ table, language })

/** Types and cells of the prepared table. */
async function prepared(table: string): Promise<unknown> {
  const { database } = engine.session.project
  const found = await database.run(`FROM clean."${table}"`)
  return [found.columnNames(), found.columnTypes().map(String), await found.getRowsJson()]
}

/** What the script makes in a database of its own, beside the files. */
async function run(text: string, files = folder): Promise<unknown> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  try {
    await connection.run(`SET file_search_path = '${files.replaceAll("'", "''")}'`)
    const found = await connection.run(text)
    return [found.columnNames(), found.columnTypes().map(String), await found.getRowsJson()]
  } finally {
    connection.closeSync()
  }
}

const SALES =
  "Date;Région;Montant;Note;Réponses;Client\n01/02/2024;Île;1 234,50;4;a|b;Zoé\n15/02/2024;NC;;2;;l'an\n15/02/2024;Lyon ;12,00;99;c;Ali\n16/02/2024;LYON;0,10;5;a;Zoé\n"
const CLIENTS = 'Client;Ville\nZoé;Lyon\nAli;Paris\n'

const none = { all: [] }
const STEPS: StepSpec[] = [
  { kind: 'missing', column: 'Région', values: ['NC'] },
  { kind: 'trim', column: 'Région', spaces: 'ends', letters: 'first' },
  { kind: 'replace', column: 'Client', how: 'part', find: "l'", with: '', ignoreCase: true },
  { kind: 'merge', column: 'Région', variants: ['Île'], into: 'Ile' },
  { kind: 'recode', column: 'Note', map: [{ from: '99', to: null }], others: 'keep' },
  { kind: 'rescale', column: 'Note', from: [1, 5], to: [100, 0] },
  { kind: 'fill', column: 'Montant', how: 'median', value: null, by: [] },
  { kind: 'derive', as: 'TTC', expression: '"Montant" * 1.2 -- taxe' },
  { kind: 'filter', filter: none, expression: '"Montant" > 0' },
  { kind: 'join', with: 'clients', on: [{ left: 'Client', right: 'Client' }], how: 'left', columns: [{ name: 'Ville', as: 'Ville' }], normalise: true }, // prettier-ignore
  { kind: 'bin', column: 'Montant', as: 'Classe', edges: [0, 100, 5000], labels: null },
  { kind: 'split', column: 'Réponses', by: '|', into: ['R1', 'R2'] },
  { kind: 'unfold', column: 'Réponses', by: '|' },
  { kind: 'deduplicate', by: ['Date'], keep: 'fullest' },
  { kind: 'drop', columns: ['R2'] }
]

describe('a script', () => {
  beforeEach(async () => {
    await load('ventes.csv', SALES)
    await load('clients.csv', CLIENTS)
  })

  test('in SQL makes every cell of the prepared table from the original files', async () => {
    for (const spec of STEPS) await add('ventes', spec)
    await add('clients', { kind: 'trim', column: 'Ville', spaces: 'keep', letters: 'upper' })
    const { text, notes, name } = await script('ventes')
    expect([name, notes]).toEqual(['ventes.sql', []])
    expect(text).toContain('-- Écrire « Région » sans espaces autour, avec une majuscule initiale')
    expect(await run(text)).toEqual(await prepared('ventes'))
  })

  test('reads a file with the line ends of Windows again', async () => {
    await load('win.csv', 'n;ville\r\n' + Array.from({ length: 60 }, (_, n) => `${n};Île ${n % 3}\r\n`).join(''))
    await add('win', { kind: 'trim', column: 'ville', spaces: 'ends', letters: 'upper' })
    const { text } = await script('win')
    expect(text).toContain('read_csv')
    expect(await run(text)).toEqual(await prepared('win'))
  })

  test.each([
    ['lines that end as those of Windows, with a bare line feed', '\r\n', '\n'],
    ['lines that end in a line feed, with those of Windows', '\n', '\r\n']
  ])('reads %s within a cell again', async (_what, end, inside) => {
    const row = (n: number): string => (n === 40 ? `${n};"Île ${n}${inside}suite"${end}` : `${n};Île ${n % 3}${end}`)
    await load('cellules.csv', `n;ville${end}${Array.from({ length: 60 }, (_, n) => row(n)).join('')}`)
    const sources = await engine.client.sources.list({})
    expect(sources.find(({ file }) => file.name === 'cellules.csv')?.report.dialect?.newline).toBe(end)
    const { text } = await script('cellules')
    expect(text).toContain('read_csv')
    expect(await run(text)).toEqual(await prepared('cellules'))
  })

  test('cuts and unfolds without the spaces around the parts, where the step says so', async () => {
    await load('listes.csv', 'n;choix\n1;A, B\n2;B\n3;A,  B,\u00a0C\n4;\n')
    await add('listes', { kind: 'split', column: 'choix', by: ',', into: ['un', 'reste'], trim: true })
    await add('listes', { kind: 'unfold', column: 'choix', by: ',', trim: true })
    const [, , rows] = (await prepared('listes')) as [unknown, unknown, (string | null)[][]]
    expect(rows.map(([, ...cells]) => cells)).toEqual([
      ['A', 'A', 'B'],
      ['B', 'A', 'B'],
      ['B', 'B', null],
      ['A', 'A', 'B,\u00a0C'],
      ['B', 'A', 'B,\u00a0C'],
      ['C', 'A', 'B,\u00a0C'],
      [null, null, null]
    ])
    const { text } = await script('listes')
    expect(text).toContain('séparées par « , », sans les espaces autour')
    expect(await run(text)).toEqual(await prepared('listes'))
    const cut = await Promise.all((['python', 'r'] as const).map(async (language) => (await script('listes', language)).text)) // prettier-ignore
    expect(cut.every((one) => one.includes('p{Z}'))).toBe(true)
  })

  test('stops where the file is another one', async () => {
    const { text } = await script('ventes')
    await writeFile(join(folder, 'ventes.csv'), SALES.replace('0,10', '0,20'))
    await expect(run(text)).rejects.toThrow('« ventes.csv » n’a pas les lignes analysées')
  })

  test('takes raw rows from the project where the file does not read as it stands', async () => {
    await load('latin.csv', Buffer.from('Ville;n\nÎle;1\nÉpinal;2;3\n', 'latin1'))
    await add('latin', { kind: 'trim', column: 'Ville', spaces: 'keep', letters: 'upper' })
    const wanted = await prepared('latin')
    const { text, notes } = await script('latin')
    expect(notes[0]?.en).toContain('takes raw table “latin” from “')
    const { path } = engine.session.project
    await engine.client.project.close({})
    expect(await run(text.replace(/ATTACH '.*' AS/, `ATTACH '${path.replaceAll("'", "''")}' AS`))).toEqual(wanted)
  })

  test.each([
    ['accents', 'Île;1\nÉpinal;2\n', true],
    ['signs that only Windows has', '“Île”;1\nÉpinal;2\n', false]
  ])('of a file in Windows-1252 (%s) says truly what it reads', async (_what, rows, rereads) => {
    const bytes = (written: string) => Buffer.from(written.replace('“', '\u0093').replace('”', '\u0094'), 'latin1')
    await load('win.csv', bytes(`Ville;n\n${rows}${'Île;3\n'.repeat(40)}`))
    await add('win', { kind: 'trim', column: 'Ville', spaces: 'keep', letters: 'upper' })
    const wanted = await prepared('win')
    const { text, notes } = await script('win')
    expect([text.includes('fichiers d’origine sont cherchés'), text.includes('ATTACH')]).toEqual([rereads, !rereads])
    if (rereads) return expect([await run(text), notes]).toEqual([wanted, []])
    expect(text).toMatch(/-- Le projet « .*chantier » est cherché dans le dossier courant/)
    expect(text).toContain('-- « win.csv » ne se relit pas tel quel (son encodage)')
    expect(notes[0]?.en).toContain('cannot be read again as it is (its encoding)')
    const { path } = engine.session.project
    await engine.client.project.close({})
    expect(await run(text.replace(/ATTACH '.*' AS/, `ATTACH '${path.replaceAll("'", "''")}' AS`))).toEqual(wanted)
  })

  test('holds no key: pseudonyms need one, and are those of the project with the project’s', async () => {
    await add('ventes', { kind: 'pseudonymise', columns: ['Client'] })
    const wanted = await prepared('ventes')
    const [key] = await engine.session.project.rows<{ inner: string }>(
      'SELECT hex(inner_pad) AS inner FROM chantier.pseudonym_key'
    )
    const { text, notes } = await script('ventes')
    expect(notes[0]?.en).toContain('key is not in the script')
    const bytes = Buffer.from(key?.inner ?? '', 'hex').map((byte) => byte ^ 0x36)
    const hex = Buffer.from(bytes.subarray(0, 32)).toString('hex')
    expect(text.toLowerCase()).not.toContain(hex)
    await expect(run(text)).rejects.toThrow('64 hexadecimal digits')
    expect(await run(text.replace("chantier_key = ''", `chantier_key = '${hex}'`))).toEqual(wanted)
  })

  test('hands over as texts the numbers that R or pandas would round, and sets a time zone only where one is needed', async () => {
    await load('n.csv', 'petit;grand\n1;1\n2;2\n')
    const { database } = engine.session.project
    await add('n', { kind: 'derive', as: 'long', expression: '9007199254740993 + petit' })
    await add('n', { kind: 'derive', as: 'huge', expression: 'CAST(petit AS HUGEINT) * 9007199254740993' })
    await add('n', { kind: 'derive', as: 'prix', expression: 'CAST(petit AS DECIMAL(18, 2)) / 1' })
    await add('n', { kind: 'derive', as: 'exact', expression: 'CAST(petit AS DECIMAL(18, 2))' })
    const ends = async (language: 'sql' | 'python' | 'r') => (await script('n', language)).text.split('\n').slice(-6).join(' ') // prettier-ignore
    expect(await ends('sql')).toContain('SELECT * FROM "clean"."n"')
    expect(await ends('python')).toContain('SELECT * REPLACE (CAST("huge" AS VARCHAR) AS "huge") FROM "clean"."n"')
    expect(await ends('r')).toContain('SELECT * REPLACE (CAST("long" AS VARCHAR) AS "long", CAST("huge" AS VARCHAR) AS "huge") FROM "clean"."n"') // prettier-ignore
    const { notes, text } = await script('n', 'r')
    expect(notes.map(({ en }) => en)).toContain('“long”, “huge”: R would round these numbers; they come as texts.')
    expect(text).toContain('# « long », « huge » : R arrondirait ces nombres')
    expect(text).not.toContain('TimeZone')
    expect((await database.run('SELECT max("long") AS m FROM clean.n')).columnTypes().map(String)).toEqual(['BIGINT'])
    await add('n', { kind: 'derive', as: 'quand', expression: 'CAST(to_timestamp(petit) AS TIMESTAMP)' })
    expect((await script('n')).text).toContain("SET TimeZone = 'UTC'")
  })

  test('names that would end a comment or a string do no such thing', async () => {
    await load('x.csv', '"a\nb""""""\'";c\nx;)---"\ny;z\n')
    const [column = ''] = ((await prepared('x')) as [string[]])[0]
    await add('x', { kind: 'trim', column, spaces: 'keep', letters: 'upper' })
    await add('x', { kind: 'replace', column: 'c', how: 'cell', find: ')-"', with: '"""\\', ignoreCase: false })
    const { text } = await script('x')
    const wanted = await prepared('x')
    if (text.includes('ATTACH')) return
    expect(await run(text)).toEqual(wanted)
  })

  const hasPython = spawnSync('python3', ['--version']).status === 0
  test.skipIf(!hasPython)('in Python compiles, and gives the same table where duckdb is installed', async () => {
    for (const spec of STEPS) await add('ventes', spec)
    const { text, name } = await script('ventes', 'python')
    await writeFile(join(folder, name), text)
    const compiled = spawnSync('python3', ['-m', 'py_compile', name], { cwd: folder, encoding: 'utf8' })
    expect(compiled.stderr).toBe('')
    // What Python would execute is what DuckDB makes the table of.
    const asked =
      'import ast,sys,json;print(json.dumps([n.args[0].value for n in ast.walk(ast.parse(open(sys.argv[1],encoding="utf8").read())) if isinstance(n,ast.Call) and getattr(n.func,"attr","")=="execute"]))'
    const { stdout } = spawnSync('python3', ['-c', asked, name], { cwd: folder, encoding: 'utf8' })
    const statements = JSON.parse(stdout) as string[]
    const [last = '', ...begun] = [
      ...statements.filter((sql) => sql.trim().startsWith('SELECT * FROM "clean"')),
      ...statements.filter((sql) => !sql.trim().startsWith('SELECT * FROM "clean"'))
    ]
    expect(await run([...begun, last].join(';\n'))).toEqual(await prepared('ventes'))
    const installed = spawnSync('python3', ['-c', 'import duckdb, pandas']).status === 0
    if (!installed) return console.info('duckdb or pandas is not installed for python3: the script was compiled only')
    const ran = spawnSync('python3', [name], { cwd: folder, encoding: 'utf8' })
    expect(ran.stderr).toBe('')
  })

  const hasR = spawnSync('Rscript', ['--version']).status === 0
  test('in R says each statement as a raw string; runs where R and duckdb are installed', async () => {
    for (const spec of STEPS) await add('ventes', spec)
    const { text, name } = await script('ventes', 'r')
    const strings = [...text.matchAll(/r"(-*)\(\n([\s\S]*?)\n\)\1"/g)].map(([, , sql]) => sql ?? '')
    expect(await run(strings.join(';\n'))).toEqual(await prepared('ventes'))
    const installed =
      hasR &&
      spawnSync('Rscript', ['-e', 'stopifnot(requireNamespace("duckdb"), requireNamespace("dplyr"))']).status === 0
    if (!installed) return console.info('R or its duckdb is not installed: the statements of the script were run alone')
    await writeFile(join(folder, name), text)
    expect(spawnSync('Rscript', [name], { cwd: folder, encoding: 'utf8' }).status).toBe(0)
  })
})

test('a script reads the last record of a file again, however long it is', async () => {
  const long = 'x'.repeat(34_000_000)
  await load('longs.csv', `id;avis\n1;bon\n2;cher\n3;${long}\n`)
  const { text } = await script('longs')
  expect(text).toContain('read_csv')
  const [, , rows] = (await run(`${text.trimEnd().replace(/;$/, '')}`)) as [unknown, unknown, string[][]]
  expect(rows.map(([id, avis]) => [id, avis?.length])).toEqual([
    ['1', 3],
    ['2', 4],
    ['3', 34_000_000]
  ])
}, 120_000)
