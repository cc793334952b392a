import { existsSync } from 'node:fs'
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { utils, write } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { CommandLine, isBuilt } from './testing'

const cli = new CommandLine()

describe.skipIf(!isBuilt)('command line: import', () => {
  test('a folder as one table, then deliveries behind it and in its place', async () => {
    const project = cli.at('livraisons.chantier')
    await mkdir(cli.at('exports/2025'), { recursive: true })
    await writeFile(cli.at('exports/jan.csv'), 'id;prix\n1;1,5\n2;2,5\n')
    await writeFile(cli.at('exports/2025/fev.csv'), 'id;prix\n3;3,5\n')
    await writeFile(cli.at('exports/.caché.csv'), 'x;y\n1;2\n')
    const { sources } = cli.json(
      'import',
      cli.at('exports'),
      '--project',
      project,
      '--together',
      'ventes',
      '--json'
    ) as {
      sources: unknown[]
    }
    expect(sources).toMatchObject([{ table: { name: 'ventes' }, rows: 3 }])
    await writeFile(cli.at('mars.csv'), 'id;prix\n3;3,5\n4;4,5\n')
    const appended = cli.run('import', cli.at('mars.csv'), '--project', project, '--append', 'ventes')
    expect(appended.messages).toContain('1 ligne nouvelle, 1 semblable')
    expect(appended.messages).not.toContain('absente')
    const twice = cli.run('import', cli.at('mars.csv'), '--project', project, '--append', 'ventes')
    expect([twice.code, twice.messages]).toEqual([1, expect.stringMatching(/SHA-256.*--force/s)])
    expect(cli.json('sql', project, 'SELECT count(*) FROM clean.ventes', '--json')).toMatchObject({ rows: [[5]] })
    cli.json('import', cli.at('mars.csv'), '--project', project, '--refresh', 'ventes', '--json')
    expect(cli.json('sql', project, 'SELECT sum(prix) FROM clean.ventes', '--json')).toMatchObject({ rows: [[8]] })
    await writeFile(cli.at('sans.csv'), 'id\n9\n')
    const fewer = cli.run('import', cli.at('sans.csv'), '--project', project, '--refresh', 'ventes')
    expect(fewer.messages).toMatch(/: \d ligne nouvelle.* absentes?/)
    expect(fewer.messages).toMatch(/colonnes qui quittent la table : .*« prix »/)
    await writeFile(cli.at('vide.csv'), 'id\n')
    const none = cli.run('import', cli.at('vide.csv'), '--project', project, '--refresh', 'ventes')
    expect([none.code, none.messages]).toEqual([1, expect.stringContaining('--force')])
    const absent = cli.run('import', cli.at('mars.csv'), '--project', project, '--append', 'achats')
    expect([absent.code, absent.messages]).toEqual([1, expect.stringContaining('Tables du projet : ventes')])
    expect(cli.run('import', cli.at('mars.csv'), '--project', project, '--append', 'a', '--refresh', 'b').code).toBe(2)
  }, 90_000)

  test('a delivery tells how the recipe met it: the rows it keeps, and each step that no longer fits', async () => {
    const project = cli.at('recette.chantier')
    cli.json('import', cli.at('ventes.csv'), '--project', project, '--json')
    await writeFile(cli.at('suite.csv'), 'Date;Région\n16/03/2024;Île\n17/03/2024;NC\n')
    const { out, messages } = cli.run('import', cli.at('suite.csv'), '--project', project, '--refresh', 'ventes', '--json') // prettier-ignore
    expect(messages).toMatch(/recette\u202f: \d étapes? sur \d appliquées?, 2 lignes brutes → 2 lignes préparées/)
    expect(messages).toMatch(
      /ne convient plus et est passée\u202f: .*« Montant ».* La colonne « Montant » n’est pas dans/
    )
    const { recipe } = JSON.parse(out) as { recipe: { steps: { applied: boolean; problem: unknown }[] } }
    expect(recipe).toMatchObject({ table: 'ventes', rowsBefore: 2, rowsAfter: 2 })
    expect(recipe.steps.filter(({ applied }) => !applied)).toMatchObject([{ problem: { en: expect.stringContaining('Montant') as string } }]) // prettier-ignore
  }, 90_000)

  test('import names the hidden sheets that it leaves aside and how to load them; it speaks of one row in the singular', async () => {
    const book = utils.book_new()
    for (const name of ['Visible', 'Secrète'])
      utils.book_append_sheet(book, utils.aoa_to_sheet([['ville', 'prix'], [name, 1]]), name) // prettier-ignore
    book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }
    await writeFile(cli.at('cache.xlsx'), write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
    const project = cli.at('cache.chantier')
    const { messages } = cli.run('import', cli.at('cache.xlsx'), '--project', project)
    expect(messages).toContain('1 ligne, 2 colonnes, 0 ligne réparée ou écartée')
    expect(messages).toContain('« Secrète » laissé de côté : Feuille masquée.')
    expect(messages).toContain('Pour charger "Secrète" : --part "Secrète"')
    await writeFile(cli.at('listes.json'), '{"total":3,"lignes":[{"a":1},{"a":2}]}')
    const beside = cli.run('import', cli.at('listes.json'), '--project', project)
    expect(beside.messages).toContain('Pour charger "valeurs hors des tables" : --part "valeurs hors des tables"')
    for (const part of ['valeurs hors des tables', '']) {
      const values = cli.json('import', cli.at('listes.json'), '--project', project, '--part', part, '--json') as { sources: unknown[] } // prettier-ignore
      expect(values.sources).toMatchObject([{ rows: 1 }])
    }
    const far = utils.aoa_to_sheet([['id', 'nom'], ...Array.from({ length: 19 }, (_, i) => [i + 1, `n${i}`])])
    utils.sheet_add_aoa(far, [['à revoir']], { origin: 'F5' })
    await writeFile(cli.at('cote.xlsx'), write({ SheetNames: ['F'], Sheets: { F: far } }, { type: 'buffer', bookType: 'xlsx' }) as Buffer) // prettier-ignore
    const aside = cli.run('import', cli.at('cote.xlsx'), '--project', project)
    expect(aside.messages).toContain('19 lignes, 2 colonnes, 0 ligne réparée ou écartée')
    expect(aside.messages).toContain('Cellules à côté du tableau, mises de côté\u202f: 1 (F5).')
    const hidden = cli.json('import', cli.at('cache.xlsx'), '--project', project, '--part', 'Secrète', '--json') as { sources: unknown[] } // prettier-ignore
    expect(hidden.sources).toMatchObject([{ rows: 1 }])
  }, 60_000)

  test('files of one name from several folders are told apart by these', async () => {
    for (const region of ['nord', 'sud']) {
      await mkdir(cli.at(`regions/${region}`), { recursive: true })
      await writeFile(cli.at(`regions/${region}/export.csv`), 'id;prix\n1;1,5\n2;2,5\n')
    }
    const project = cli.at('regions.chantier')
    cli.json('import', cli.at('regions'), '--project', project, '--together', 'ventes', '--json')
    const names = cli.json('sql', project, 'SELECT DISTINCT fichier FROM clean.ventes ORDER BY 1', '--json')
    expect(names).toMatchObject({ rows: [['nord/export.csv'], ['sud/export.csv']] })
  })

  test('import says how many it loaded and why others were not; folders without a file and addresses say what to do', async () => {
    const project = cli.at('partie.chantier')
    await writeFile(cli.at('rien.csv'), '')
    const partly = cli.run('import', cli.at('ventes.csv'), cli.at('rien.csv'), '--project', project, '--json')
    expect(partly.code).toBe(1)
    expect(JSON.parse(partly.out)).toMatchObject({ sources: [{ rows: 3 }], failed: [{ file: 'rien.csv', place: 1 }] })
    expect(partly.messages).toContain('1 table chargée, 1 fichier non chargé')
    expect(partly.messages).toContain('« rien.csv » ne contient aucune donnée')
    await mkdir(cli.at('dossier.csv'))
    const empty = cli.run('import', cli.at('dossier.csv'), '--project', cli.at('aucun.chantier'))
    expect([empty.code, empty.messages]).toEqual([
      1,
      expect.stringContaining('Le dossier « dossier.csv » ne contient aucun fichier')
    ])
    expect(existsSync(cli.at('aucun.chantier'))).toBe(false)
    for (const args of [
      ['import', 'http://exemple.fr/a.csv', '--project', project],
      ['sniff', 'https://exemple.fr/a.csv']
    ]) {
      const { code, messages } = cli.run(...args)
      expect([code, messages]).toEqual([1, expect.stringMatching(/hors ligne : téléchargez/)])
    }
  })

  test('killed at any moment of an import, the project opens with the table whole or absent, and nothing left over', async () => {
    const rows = 40_000
    const project = cli.at('tue.chantier')
    const line = (i: number): string => `${i};01/02/2024;12,${i % 10};valeur ${i % 7};"a ""b"" ${i}"\n`
    await writeFile(
      cli.at('gros.csv'),
      'id;jour;prix;texte;cite\n' + Array.from({ length: rows }, (_, i) => line(i)).join('')
    )
    cli.json('import', cli.at('ventes.csv'), '--project', project, '--json')
    const begun = performance.now()
    cli.json('import', cli.at('gros.csv'), '--project', cli.at('temoin.chantier'), '--json')
    const whole = performance.now() - begun
    for (const share of [0.33, 0.52, 0.63, 0.84, 0.97]) {
      const child = cli.begin(['import', cli.at('gros.csv'), '--project', project], {
        stdio: 'ignore',
        env: { ...process.env, HOME: cli.folder }
      })
      await new Promise((done) => setTimeout(done, whole * share))
      child.kill('SIGKILL')
      await new Promise((done) =>
        child.exitCode === null && child.signalCode === null ? child.once('exit', done) : done(null)
      )
      const { rows: tables } = cli.json(
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
      const { rows: documents } = cli.json('sql', project, 'SELECT count(*) FROM chantier.source', '--json') as {
        rows: [[number]]
      }
      expect(documents[0][0]).toBe(1 + loaded.length)
      expect(existsSync(`${project}.work`)).toBe(false)
    }
    expect((await stat(cli.at('gros.csv'))).nlink).toBe(1)
  }, 240_000)

  test('a conversion tells that no header was found; an import, what was rounded', async () => {
    await writeFile(cli.at('nu.csv'), Array.from({ length: 20 }, (_, i) => `${i};${i * 2}\n`).join(''))
    const converted = cli.run('convert', cli.at('nu.csv'), '--to', cli.at('nu-ecrit.csv'))
    expect(converted.messages).toContain('Aucun en-tête reconnu')
    const rows = Array.from(
      { length: 400 },
      (_, i) => `${i};${i % 50 ? `${i},25` : `0,12345678901234567890${i % 9}1`}\n`
    )
    await writeFile(cli.at('longs.csv'), `n;v\n${rows.join('')}`)
    const { messages } = cli.run('import', cli.at('longs.csv'), '--project', cli.at('longs.chantier'))
    expect(messages).toMatch(/«\sv\s»\s: 8 valeurs arrondies, leur texte brut gardé/)
  }, 60_000)
})
