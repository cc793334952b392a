import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Sniff, TableProfile } from '../contract'
import { createEngine, finish } from '../engine'

/** The built program: these tests look at it from outside, and need `npm run build` first. */
const root = resolve(import.meta.dirname, '..', '..')
const BUILT = join(root, 'out', 'main')
// A copy, so that a build in the meantime changes nothing here; it finds its packages from where it stands.
const copied = join(root, 'node_modules', '.cache', `chantier-cli-${process.pid}`)
const CLI = join(copied, 'main', 'cli.js')
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-cli-'))
  await mkdir(temporary())
  if (existsSync(BUILT)) await cp(BUILT, join(copied, 'main'), { recursive: true })
  await writeFile(
    at('ventes.csv'),
    Buffer.from('Date;Région;Montant\r\n01/02/2024;Île;1 234,50\r\n15/02/2024;NC;\r\n15/02/2024;NC;\r\n', 'latin1')
  )
})
afterAll(() => Promise.all([folder, copied].map((each) => rm(each, { recursive: true, force: true }))))

const at = (name: string): string => join(folder, name)
/** Where the program puts what it needs for a while: of its own, since other tests leave their own in the usual place. */
const temporary = (): string => at('tmp')
function chantier(...args: string[]): { code: number | null; out: string; messages: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    encoding: 'utf8',
    env: { ...process.env, HOME: folder, TMPDIR: temporary(), LC_ALL: 'fr_FR.UTF-8' },
    timeout: 60_000,
    maxBuffer: 1 << 28
  })
  return { code: status, out: stdout, messages: stderr }
}
function json(...args: string[]): unknown {
  const { code, out, messages } = chantier(...args)
  expect(messages.includes('Error') ? messages : code).toBe(0)
  return JSON.parse(out)
}

describe.skipIf(!existsSync(join(BUILT, 'cli.js')))('command line', () => {
  test('the rules of a project are run, worst first', async () => {
    // Rules are declared in the app: here, in process.
    const engine = createEngine({ folder, settings: folder })
    await engine.client.project.create({ name: 'regles' })
    const origin = { kind: 'path' as const, path: at('ventes.csv') }
    await finish(await engine.client.sources.import({ files: [{ origin, name: 'ventes.csv' }] }))
    const table = { schema: 'clean' as const, name: 'ventes' }
    await engine.client.rules.add({
      rules: [
        { table, spec: { kind: 'not_null', column: 'Date' }, dimension: 'completeness' },
        { table, spec: { kind: 'set', column: 'Région', values: ['Île'] }, dimension: 'accuracy', name: 'Régions' }
      ]
    })
    await engine.close()
    const { rules } = json('rules', at('regles.chantier'), '--json') as { rules: { title: string; counts: unknown }[] }
    expect(rules.map(({ title, counts }) => [title, counts])).toEqual([
      ['Régions', expect.objectContaining({ failing: 2, judged: 3, state: 'critical' })],
      ['« Date » est renseigné', expect.objectContaining({ failing: 0, judged: 3, state: 'passed' })]
    ])
    const { out } = chantier('rules', at('regles.chantier'))
    expect(out.split('\n').map((line) => line.split('\t')[0])).toEqual(['critique', 'respectée', ''])
  })

  test('the recipe of a table is written as a script', async () => {
    const project = at('script.chantier')
    json('import', at('ventes.csv'), '--project', project, '--json')
    const { code, messages } = chantier(
      'recipe',
      'export',
      project,
      '--table',
      'ventes',
      '--as',
      'python',
      '--to',
      at('ventes.py')
    )
    expect([code, messages]).toEqual([0, expect.stringContaining('Script écrit')])
    expect(await readFile(at('ventes.py'), 'utf8')).toContain('import duckdb')
  })

  test.each([
    [[]],
    [['nothing']],
    [['convert']],
    [['convert', 'a.csv']],
    [['sniff', '--wrong', 'a.csv']],
    [['import', 'a.csv']],
    [['sql', 'p.chantier', 'SELECT 1', '--limit', 'x']],
    [['sql', 'p.chantier', 'SELECT 1', '--limit', '-1']],
    [['serve', '--port', '99999']],
    [['schedule', 'plan.json', '--seconds', 'soon']],
    [['prioritise', 'p.chantier', '--method', 'guess']],
    [['recipe', 'export', 'p.chantier', '--as', 'cobol']],
    [['report', 'p.chantier', '--to', 'r.html', '--language', 'de']],
    [['exercise', 'new', '--to', 'x', '--scale', '0']],
    [['exercise', 'new', '--to', 'x', '--seed', '1.5']]
  ])('wrong usage ends with 2, stdout empty: %j', (args) => {
    const { code, out, messages } = chantier(...args)
    expect([code, out]).toEqual([2, ''])
    expect(messages).not.toBe('')
  })

  test.each([
    [['sniff', 'absent.csv']],
    [['convert', 'absent.csv', '--to', 'out.csv']],
    [['convert', '/dev/zero', '--to', 'out.csv']],
    [['convert', '/etc', '--to', 'out.csv']],
    [['profile', 'absent.csv', '--json']],
    [['anomalies', 'http://example.org/a.csv', '--json']],
    [['sql', 'absent.chantier', 'SELECT 1', '--json']],
    [['prioritise', 'absent.chantier']],
    [['schedule', 'absent.json', '--json']],
    [['report', 'absent.chantier', '--to', 'r.html']],
    [['report', 'absent.chantier', '--to', 'r.pdf']],
    [['exercise', 'new', '--to', 'x', '--case', '__proto__']]
  ])('a failure ends with 1 and says why, stdout empty: %j', (args) => {
    const { code, out, messages } = chantier(...args)
    expect([code, out]).toEqual([1, ''])
    expect(messages).toMatch(/\S/)
    expect(messages).not.toMatch(/interne|\n {4}at /)
  })

  test('convert writes plain CSV, whole or not at all', async () => {
    const report = json('convert', at('ventes.csv'), '--to', at('v.csv'), '--json')
    expect(report).toMatchObject({ encoding: expect.any(String), dialect: { delimiter: ';' }, counts: { rows: 3 } })
    expect(await readFile(at('v.csv'), 'utf8')).toBe(
      'Date,Région,Montant\n01/02/2024,Île,"1 234,50"\n15/02/2024,NC,\n15/02/2024,NC,\n'
    )
    expect(chantier('convert', at('ventes.csv'), '--to', at('ventes.csv')).code).toBe(1)
    expect(chantier('convert', at('ventes.csv'), '--to', join(folder, 'no', 'v.csv')).code).toBe(1)
    await symlink(at('v.csv'), at('lien.csv'))
    expect(chantier('convert', at('lien.csv'), '--to', at('w.csv')).code).toBe(1)
    expect(chantier('convert', at('ventes.csv'), '--to', at('lien.csv')).code).toBe(1)
    execFileSync('mkfifo', [at('tube.csv')])
    expect(chantier('convert', at('tube.csv'), '--to', at('w.csv')).code).toBe(1)
    expect((await readdir(folder)).filter((name) => /part$|^w\.csv/.test(name))).toEqual([])
  })

  test('sniff', () => {
    const found = Sniff.parse(json('sniff', at('ventes.csv'), '--json'))
    expect(found.columns.map(({ type }) => type)).toEqual(['DATE', 'VARCHAR', 'DOUBLE'])
    expect(found.rows[0]).toEqual(['01/02/2024', 'Île', '1 234,50'])
    expect(chantier('sniff', at('ventes.csv')).out).toContain('delimiter\t";"\n')
  })

  test('sniff counts what the import view counts as not read', async () => {
    await writeFile(at('notes.csv'), 'id;note\n' + Array.from({ length: 60 }, (_, i) => `${i};${i % 20 ? i % 10 : 'dix'}\n`).join('')) // prettier-ignore
    const found = Sniff.parse(json('sniff', at('notes.csv'), '--json'))
    expect(found.columns[1]).toMatchObject({ reading: { kind: 'integer' }, failures: 3, failureExamples: ['dix'] })
    expect(chantier('sniff', at('notes.csv')).messages).toContain(
      '«\u202fnote\u202f»\u202f: 3 valeurs vues ne se lisent pas ainsi (dix)'
    )
  })

  test('profile and anomalies of a file, which leave nothing behind', async () => {
    const profile = TableProfile.parse(json('profile', at('ventes.csv'), '--json'))
    expect(profile.columns.map(({ name }) => name)).toEqual(['Date', 'Région', 'Montant'])
    expect([profile.rows, profile.duplicateRows]).toEqual([3, 1])
    const { findings } = json('anomalies', at('ventes.csv'), '--cells', at('cells.csv'), '--json') as {
      findings: Record<string, unknown>[]
    }
    expect(findings.length).toBeGreaterThan(0)
    for (const finding of findings)
      expect(finding).toMatchObject({ kind: expect.any(String), table: 'ventes', columns: expect.any(Array), rows: expect.any(Number), cells: expect.any(Number), severity: expect.any(String), confidence: expect.any(Number), dimension: expect.any(String), sql: expect.stringContaining('SELECT'), message: expect.any(String) }) // prettier-ignore
    expect(await readFile(at('cells.csv'), 'utf8')).toMatch(/^row,col\n(\d+,\d+\n)*$/)
    expect(await readdir(temporary())).toEqual([])
  })

  test('a project: import, sql, priorities, report', async () => {
    const project = at('p.chantier')
    const { sources } = json('import', at('ventes.csv'), '--project', project, '--json') as {
      sources: { rows: number }[]
    }
    expect(sources).toMatchObject([{ table: { name: 'ventes' }, rows: 3 }])
    const query = `SELECT DATE '2024-02-01' AS d, TIMESTAMP '2024-02-01 10:30:00' AS t, 1.50::DECIMAL(9,2) AS m, sum(2) AS h, 9007199254740993 AS big, [1, 2] AS l, {'a': 1} AS s, 'nan'::DOUBLE AS n, INTERVAL 2 DAY AS i, true AS b, NULL AS z, 1 AS "a""b", 2 AS "a""b"`
    expect(json('sql', project, `${query}; -- fin`, '--json')).toMatchObject({
      rows: [
        [
          '2024-02-01',
          '2024-02-01 10:30:00',
          '1.50',
          2,
          '9007199254740993',
          '[1, 2]',
          "{'a': 1}",
          'nan',
          '2 days',
          true,
          null,
          1,
          2
        ]
      ],
      total: 1
    })
    expect(json('sql', project, 'SELECT i FROM range(60000) r(i)', '--limit', '55000', '--json')).toMatchObject({
      total: 60_000,
      rows: { length: 55_000 }
    })
    expect(chantier('sql', project, `SELECT 'a' || chr(9) || 'b' AS x`).out).toBe('x\na\\tb\n')
    const refused = chantier('sql', project, 'DROP TABLE raw.ventes', '--json')
    expect([refused.code, refused.out]).toEqual([1, ''])
    expect(refused.messages).toContain('SELECT')
    expect(json('prioritise', project, '--json')).toMatchObject({ method: 'rice', rows: [], missing: [] })
    expect(json('report', project, '--to', at('r.html'), '--json')).toMatchObject({
      bytes: (await stat(at('r.html'))).size
    })
    expect(await readFile(at('r.html'), 'utf8')).toMatch(/^<!doctype html>/i)
    expect(existsSync(`${project}.work`)).toBe(false)
  }, 90_000)

  test('schedule', async () => {
    await writeFile(at('plan.json'), JSON.stringify({ tasks: [{ id: 'a', duration: 3 }, { id: 'b', duration: 2, after: ['a'] }, { id: 'c', duration: 1 }] })) // prettier-ignore
    expect(json('schedule', at('plan.json'), '--json')).toMatchObject({
      makespan: 5,
      critical_path_length: 5,
      tasks: [
        { id: 'a', start: 0, finish: 3, slack: 0, critical: true },
        { id: 'b', start: 3 },
        { id: 'c', slack: 4, critical: false }
      ]
    })
  })

  test('exercise new: the same files for the same seed; the answers only when asked for', async () => {
    const make = (to: string, ...more: string[]) =>
      json('exercise', 'new', '--to', at(to), '--scale', '0.01', '--seed', '7', '--json', ...more) as {
        files: { name: string; bytes: number }[]
      }
    const { files } = make('un')
    expect(files.length).toBeGreaterThan(1)
    expect((await readdir(at('un'))).sort()).toEqual(files.map(({ name }) => name).sort())
    const again = make('deux', '--key')
    const truth = JSON.parse(await readFile(join(at('deux'), 'corrige.json'), 'utf8')) as {
      faults: unknown[]
      causes: unknown[]
    }
    expect([truth.faults.length > 0, truth.causes.length > 0]).toEqual([true, true])
    for (const { name } of files)
      expect(await readFile(join(at('deux'), name))).toEqual(await readFile(join(at('un'), name)))
    expect(again.files).toHaveLength(files.length + 1)
  })

  test('output cut short by its reader is no failure', async () => {
    const child = spawn(process.execPath, [CLI, 'schedule', at('plan.json')], { stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.destroy()
    expect(await new Promise((done) => child.once('exit', done))).toBe(0)
  })

  test('a folder as one table, then deliveries behind it and in its place', async () => {
    const project = at('livraisons.chantier')
    await mkdir(at('exports/2025'), { recursive: true })
    await writeFile(at('exports/jan.csv'), 'id;prix\n1;1,5\n2;2,5\n')
    await writeFile(at('exports/2025/fev.csv'), 'id;prix\n3;3,5\n')
    await writeFile(at('exports/.caché.csv'), 'x;y\n1;2\n')
    const { sources } = json('import', at('exports'), '--project', project, '--together', 'ventes', '--json') as {
      sources: unknown[]
    }
    expect(sources).toMatchObject([{ table: { name: 'ventes' }, rows: 3 }])
    await writeFile(at('mars.csv'), 'id;prix\n3;3,5\n4;4,5\n')
    const appended = chantier('import', at('mars.csv'), '--project', project, '--append', 'ventes')
    expect(appended.messages).toContain('1 ligne nouvelle, 1 semblable')
    expect(json('sql', project, 'SELECT count(*) FROM clean.ventes', '--json')).toMatchObject({ rows: [[5]] })
    json('import', at('mars.csv'), '--project', project, '--refresh', 'ventes', '--json')
    expect(json('sql', project, 'SELECT sum(prix) FROM clean.ventes', '--json')).toMatchObject({ rows: [[8]] })
    await writeFile(at('sans.csv'), 'id\n9\n')
    const fewer = chantier('import', at('sans.csv'), '--project', project, '--refresh', 'ventes')
    expect(fewer.messages).toMatch(/colonnes qui quittent la table : .*« prix »/)
    await writeFile(at('vide.csv'), 'id\n')
    const none = chantier('import', at('vide.csv'), '--project', project, '--refresh', 'ventes')
    expect([none.code, none.messages]).toEqual([1, expect.stringContaining('--force')])
    const absent = chantier('import', at('mars.csv'), '--project', project, '--append', 'achats')
    expect([absent.code, absent.messages]).toEqual([1, expect.stringContaining('Tables du projet : ventes')])
    expect(chantier('import', at('mars.csv'), '--project', project, '--append', 'a', '--refresh', 'b').code).toBe(2)
  }, 90_000)

  test('import names the hidden sheets that it leaves aside and how to load them; it speaks of one row in the singular', async () => {
    const book = utils.book_new()
    for (const name of ['Visible', 'Secrète'])
      utils.book_append_sheet(book, utils.aoa_to_sheet([['ville', 'prix'], [name, 1]]), name) // prettier-ignore
    book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }
    await writeFile(at('cache.xlsx'), write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
    const project = at('cache.chantier')
    const { messages } = chantier('import', at('cache.xlsx'), '--project', project)
    expect(messages).toContain('1 ligne, 2 colonnes, 0 ligne réparée ou écartée')
    expect(messages).toContain('« Secrète » laissé de côté : Feuille masquée.')
    expect(messages).toContain('Pour charger "Secrète" : --part "Secrète"')
    await writeFile(at('listes.json'), '{"total":3,"lignes":[{"a":1},{"a":2}]}')
    const beside = chantier('import', at('listes.json'), '--project', project)
    expect(beside.messages).toContain('Pour charger "valeurs hors des tables" : --part ""')
    const hidden = json('import', at('cache.xlsx'), '--project', project, '--part', 'Secrète', '--json') as { sources: unknown[] } // prettier-ignore
    expect(hidden.sources).toMatchObject([{ rows: 1 }])
  }, 60_000)

  test('import says how many it loaded and why others were not; folders without a file and addresses say what to do', async () => {
    const project = at('partie.chantier')
    await writeFile(at('rien.csv'), '')
    const partly = chantier('import', at('ventes.csv'), at('rien.csv'), '--project', project, '--json')
    expect(partly.code).toBe(1)
    expect(JSON.parse(partly.out)).toMatchObject({ sources: [{ rows: 3 }], failed: [{ file: 'rien.csv', place: 1 }] })
    expect(partly.messages).toContain('1 table chargée, 1 fichier non chargé')
    expect(partly.messages).toContain('« rien.csv » ne contient aucune donnée')
    await mkdir(at('dossier.csv'))
    const empty = chantier('import', at('dossier.csv'), '--project', at('aucun.chantier'))
    expect([empty.code, empty.messages]).toEqual([
      1,
      expect.stringContaining('Le dossier « dossier.csv » ne contient aucun fichier')
    ])
    expect(existsSync(at('aucun.chantier'))).toBe(false)
    for (const args of [
      ['import', 'http://exemple.fr/a.csv', '--project', project],
      ['sniff', 'https://exemple.fr/a.csv']
    ]) {
      const { code, messages } = chantier(...args)
      expect([code, messages]).toEqual([1, expect.stringMatching(/hors ligne : téléchargez/)])
    }
  })

  test('killed at any moment of an import, the project opens with the table whole or absent, and nothing left over', async () => {
    const rows = 40_000
    const project = at('tue.chantier')
    const line = (i: number): string => `${i};01/02/2024;12,${i % 10};valeur ${i % 7};"a ""b"" ${i}"\n`
    await writeFile(
      at('gros.csv'),
      'id;jour;prix;texte;cite\n' + Array.from({ length: rows }, (_, i) => line(i)).join('')
    )
    json('import', at('ventes.csv'), '--project', project, '--json')
    const begun = performance.now()
    json('import', at('gros.csv'), '--project', at('temoin.chantier'), '--json')
    const whole = performance.now() - begun
    for (const share of [0.33, 0.52, 0.63, 0.84, 0.97]) {
      const child = spawn(process.execPath, [CLI, 'import', at('gros.csv'), '--project', project], {
        stdio: 'ignore',
        env: { ...process.env, HOME: folder }
      })
      await new Promise((done) => setTimeout(done, whole * share))
      child.kill('SIGKILL')
      await new Promise((done) =>
        child.exitCode === null && child.signalCode === null ? child.once('exit', done) : done(null)
      )
      const { rows: tables } = json(
        'sql',
        project,
        `SELECT schema_name, table_name, estimated_size FROM duckdb_tables() WHERE schema_name = 'raw'`,
        '--json'
      ) as { rows: [string, string, number][] }
      const loaded = tables.filter(([, name]) => name !== 'ventes')
      for (const [, name, size] of loaded) {
        expect(name).toMatch(/^gros(_\d+)?$/)
        expect(size).toBe(rows)
      }
      const { rows: documents } = json('sql', project, 'SELECT count(*) FROM chantier.source', '--json') as {
        rows: [[number]]
      }
      expect(documents[0][0]).toBe(1 + loaded.length)
      expect(existsSync(`${project}.work`)).toBe(false)
    }
    expect((await stat(at('gros.csv'))).nlink).toBe(1)
  }, 240_000)
})
