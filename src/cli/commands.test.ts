import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { Sniff, TableProfile } from '../contract'
import { createEngine, finish } from '../engine'
import { CommandLine, isBuilt } from './testing'

const cli = new CommandLine()

describe.skipIf(!isBuilt)('command line', () => {
  test('the rules of a project are run, worst first', async () => {
    // Rules are declared in the app: here, in process.
    const engine = createEngine({ folder: cli.folder, settings: cli.folder })
    await engine.client.project.create({ name: 'regles' })
    const origin = { kind: 'path' as const, path: cli.at('ventes.csv') }
    await finish(await engine.client.sources.import({ files: [{ origin, name: 'ventes.csv' }] }))
    const table = { schema: 'clean' as const, name: 'ventes' }
    await engine.client.rules.add({
      rules: [
        { table, spec: { kind: 'not_null', column: 'Date' }, dimension: 'completeness' },
        { table, spec: { kind: 'set', column: 'Région', values: ['Île'] }, dimension: 'accuracy', name: 'Régions' }
      ]
    })
    await engine.close()
    const { rules } = cli.json('rules', cli.at('regles.chantier'), '--json') as {
      rules: { title: string; counts: unknown }[]
    }
    expect(rules.map(({ title, counts }) => [title, counts])).toEqual([
      ['Régions', expect.objectContaining({ failing: 2, judged: 3, state: 'critical' })],
      ['« Date » est renseigné', expect.objectContaining({ failing: 0, judged: 3, state: 'passed' })]
    ])
    const { out } = cli.run('rules', cli.at('regles.chantier'))
    expect(out.split('\n').map((line) => line.split('\t')[0])).toEqual(['critique', 'respectée', ''])
  })

  test('the recipe of a table is written as a script', async () => {
    const project = cli.at('script.chantier')
    cli.json('import', cli.at('ventes.csv'), '--project', project, '--json')
    const { code, messages } = cli.run(
      'recipe',
      'export',
      project,
      '--table',
      'ventes',
      '--as',
      'python',
      '--to',
      cli.at('ventes.py')
    )
    expect([code, messages]).toEqual([0, expect.stringContaining('Script écrit')])
    expect(await readFile(cli.at('ventes.py'), 'utf8')).toContain('import duckdb')
  })

  test('convert tells of a text in an archive what it tells of one beside it', async () => {
    const text = 'Export du 3 mars\n\nid;nom;prix;\n1;a;2;\n2;b;;3;\n3;c\n4;d;5;\n'
    await writeFile(cli.at('seul.csv'), text)
    await writeFile(cli.at('seul.csv.gz'), gzipSync(text))
    const [plain, packed] = ['seul.csv', 'seul.csv.gz'].map((name) =>
      cli.run('convert', cli.at(name), '--to', cli.at('seul-ecrit.csv'), '--json')
    )
    expect(plain?.messages).toContain('4 lignes ; 2 réparées, 1 mise de côté')
    expect(packed?.messages).toContain(plain?.messages)
    const facts = JSON.parse(plain?.out ?? '') as object
    expect(facts).toMatchObject({ counts: { rejected: 0, repaired: 2 }, introductoryLines: 1 })
    expect(JSON.parse(packed?.out ?? '')).toMatchObject({ rows: 4, ...facts })
  })

  test('convert writes nothing for a text of blanks, and says so', async () => {
    await writeFile(cli.at('blancs.csv'), ' \n\n  \n')
    const { code, messages } = cli.run('convert', cli.at('blancs.csv'), '--to', cli.at('rien.csv'))
    expect([code, messages]).toEqual([0, expect.stringContaining('« blancs.csv » ne contient aucune donnée')])
    expect(await readFile(cli.at('rien.csv'), 'utf8')).toBe('')
  })

  test('convert writes plain CSV, whole or not at all', async () => {
    const report = cli.json('convert', cli.at('ventes.csv'), '--to', cli.at('v.csv'), '--json')
    expect(report).toMatchObject({ encoding: expect.any(String), dialect: { delimiter: ';' }, counts: { rows: 3 } })
    expect(await readFile(cli.at('v.csv'), 'utf8')).toBe(
      'Date,Région,Montant\n01/02/2024,Île,"1 234,50"\n15/02/2024,NC,\n15/02/2024,NC,\n'
    )
    expect(cli.run('convert', cli.at('ventes.csv'), '--to', cli.at('ventes.csv')).code).toBe(1)
    expect(cli.run('convert', cli.at('ventes.csv'), '--to', join(cli.folder, 'no', 'v.csv')).code).toBe(1)
    await symlink(cli.at('v.csv'), cli.at('lien.csv'))
    expect(cli.run('convert', cli.at('lien.csv'), '--to', cli.at('w.csv')).code).toBe(1)
    expect(cli.run('convert', cli.at('ventes.csv'), '--to', cli.at('lien.csv')).code).toBe(1)
    execFileSync('mkfifo', [cli.at('tube.csv')])
    expect(cli.run('convert', cli.at('tube.csv'), '--to', cli.at('w.csv')).code).toBe(1)
    expect((await readdir(cli.folder)).filter((name) => /part$|^w\.csv/.test(name))).toEqual([])
  })

  test('sniff', () => {
    const found = Sniff.parse(cli.json('sniff', cli.at('ventes.csv'), '--json'))
    expect(found.columns.map(({ type }) => type)).toEqual(['DATE', 'VARCHAR', 'DOUBLE'])
    expect(found.rows[0]).toEqual(['01/02/2024', 'Île', '1 234,50'])
    expect(cli.run('sniff', cli.at('ventes.csv')).out).toContain('delimiter\t";"\n')
  })

  test('sniff counts what the import view counts as not read', async () => {
    await writeFile(cli.at('notes.csv'), 'id;note\n' + Array.from({ length: 60 }, (_, i) => `${i};${i % 20 ? i % 10 : 'dix'}\n`).join('')) // prettier-ignore
    const found = Sniff.parse(cli.json('sniff', cli.at('notes.csv'), '--json'))
    expect(found.columns[1]).toMatchObject({ reading: { kind: 'integer' }, failures: 3, failureExamples: ['dix'] })
    expect(cli.run('sniff', cli.at('notes.csv')).messages).toContain(
      '«\u202fnote\u202f»\u202f: 3 valeurs vues ne se lisent pas ainsi (dix)'
    )
  })

  test('profile and anomalies of a file, which leave nothing behind', async () => {
    const profile = TableProfile.parse(cli.json('profile', cli.at('ventes.csv'), '--json'))
    expect(profile.columns.map(({ name }) => name)).toEqual(['Date', 'Région', 'Montant'])
    expect([profile.rows, profile.duplicateRows]).toEqual([3, 1])
    const { findings } = cli.json('anomalies', cli.at('ventes.csv'), '--cells', cli.at('cells.csv'), '--json') as {
      findings: Record<string, unknown>[]
    }
    expect(findings.length).toBeGreaterThan(0)
    for (const finding of findings)
      expect(finding).toMatchObject({ kind: expect.any(String), table: 'ventes', columns: expect.any(Array), rows: expect.any(Number), cells: expect.any(Number), severity: expect.any(String), confidence: expect.any(Number), dimension: expect.any(String), sql: expect.stringContaining('SELECT'), message: expect.any(String) }) // prettier-ignore
    expect(await readFile(cli.at('cells.csv'), 'utf8')).toMatch(/^row,col\n(\d+,\d+\n)*$/)
    expect(await readdir(cli.temporary())).toEqual([])
  })

  test('a project: import, sql, priorities, report', async () => {
    const project = cli.at('p.chantier')
    const { sources } = cli.json('import', cli.at('ventes.csv'), '--project', project, '--json') as {
      sources: { rows: number }[]
    }
    expect(sources).toMatchObject([{ table: { name: 'ventes' }, rows: 3 }])
    const query = `SELECT DATE '2024-02-01' AS d, TIMESTAMP '2024-02-01 10:30:00' AS t, 1.50::DECIMAL(9,2) AS m, sum(2) AS h, 9007199254740993 AS big, [1, 2] AS l, {'a': 1} AS s, 'nan'::DOUBLE AS n, INTERVAL 2 DAY AS i, true AS b, NULL AS z, 1 AS "a""b", 2 AS "a""b"`
    expect(cli.json('sql', project, `${query}; -- fin`, '--json')).toMatchObject({
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
    expect(cli.json('sql', project, 'SELECT i FROM range(60000) r(i)', '--limit', '55000', '--json')).toMatchObject({
      total: 60_000,
      rows: { length: 55_000 }
    })
    expect(cli.run('sql', project, `SELECT 'a' || chr(9) || 'b' AS x`).out).toBe('x\na\\tb\n')
    const part = cli.run('sql', project, 'SELECT i FROM range(1234) r(i)')
    expect([part.out.split('\n').length, part.messages]).toEqual([1_002, expect.stringMatching(/1.000 sur 1.234 lignes : .*--limit 1234/)]) // prettier-ignore
    expect(cli.run('sql', project, 'SELECT i FROM range(1000) r(i)').messages).not.toContain('sur')
    const refused = cli.run('sql', project, 'DROP TABLE raw.ventes', '--json')
    expect([refused.code, refused.out]).toEqual([1, ''])
    expect(refused.messages).toContain('SELECT')
    expect(cli.json('prioritise', project, '--json')).toMatchObject({ method: 'rice', rows: [], missing: [] })
    expect(cli.json('report', project, '--to', cli.at('r.html'), '--json')).toMatchObject({
      bytes: (await stat(cli.at('r.html'))).size
    })
    expect(await readFile(cli.at('r.html'), 'utf8')).toMatch(/^<!doctype html>/i)
    expect(existsSync(`${project}.work`)).toBe(false)
  }, 90_000)

  test('schedule', async () => {
    await writeFile(cli.at('plan.json'), JSON.stringify({ tasks: [{ id: 'a', duration: 3 }, { id: 'b', duration: 2, after: ['a'] }, { id: 'c', duration: 1 }] })) // prettier-ignore
    expect(cli.json('schedule', cli.at('plan.json'), '--json')).toMatchObject({
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
      cli.json('exercise', 'new', '--to', cli.at(to), '--scale', '0.01', '--seed', '7', '--json', ...more) as {
        files: { name: string; bytes: number }[]
      }
    const { files } = make('un')
    expect(files.length).toBeGreaterThan(1)
    expect((await readdir(cli.at('un'))).sort()).toEqual(files.map(({ name }) => name).sort())
    const again = make('deux', '--key')
    const truth = JSON.parse(await readFile(join(cli.at('deux'), 'corrige.json'), 'utf8')) as {
      faults: unknown[]
      causes: unknown[]
    }
    expect([truth.faults.length > 0, truth.causes.length > 0]).toEqual([true, true])
    for (const { name } of files)
      expect(await readFile(join(cli.at('deux'), name))).toEqual(await readFile(join(cli.at('un'), name)))
    expect(again.files).toHaveLength(files.length + 1)
  })

  test('output cut short by its reader is no failure', async () => {
    const child = cli.begin(['schedule', cli.at('plan.json')], { stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout?.destroy()
    expect(await new Promise((done) => child.once('exit', done))).toBe(0)
  })
})
