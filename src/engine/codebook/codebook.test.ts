import fc from 'fast-check'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Codebook, NoteTexts, type CodebookFormat, type Source } from '../../contract'
import { createEngine, finish, type Engine } from '..'
import { writeSav } from '../import/spss/testing/write-sav'
import { writeCsv } from './csv'
import { proposedNote } from './propose'
import { Words } from './words'

let folder: string
let engine: Engine
let table: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codebook-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'enquête' })
  const path = join(folder, 'avis.csv')
  const lines = Array.from({ length: 40 }, (_, i) => `${i % 2 ? '' : i},${['bus', 'car', 'tram'][i % 3]},${i % 5}`)
  await writeFile(path, `id,mode,note\n${lines.join('\n')}\n`)
  const files = [{ origin: { kind: 'path' as const, path }, name: 'avis.csv' }]
  table = (await finish(await engine.client.sources.import({ files }))).sources[0]?.table.name ?? ''
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const texts = (some: Partial<NoteTexts>): NoteTexts => NoteTexts.parse(some)
const write = (column: string | null, some: Partial<NoteTexts>) =>
  engine.client.codebook.write({ table, column, texts: texts(some) })
const exported = async (format: CodebookFormat, language: 'fr' | 'en' = 'fr') =>
  finish(await engine.client.codebook.export({ format, language }))

describe('notes', () => {
  test('are written in place, one a column, and undone; nothing known takes one away', async () => {
    await write('mode', { label: 'Mode de transport', codes: [{ code: 'bus', meaning: 'Autobus' }] })
    await write('mode', { label: 'Mode', unit: '' })
    await write(null, { description: 'Une ligne par réponse.' })
    const read = async () =>
      (await engine.client.codebook.notes({})).map(({ column, label, description, orphan }) => [column, label, description, orphan]) // prettier-ignore
    expect(await read()).toEqual([
      ['mode', 'Mode', '', null],
      [null, '', 'Une ligne par réponse.', null]
    ])
    expect((await write(null, {})).note).toBeNull()
    expect(await read()).toHaveLength(1)
    await engine.client.project.undo({})
    await engine.client.project.undo({})
    await engine.client.project.undo({})
    expect(await read()).toEqual([['mode', 'Mode de transport', '', null]])
    expect((await engine.client.codebook.notes({}))[0]?.codes).toEqual([{ code: 'bus', meaning: 'Autobus' }])
    await expect(write('absente', { label: 'x' })).rejects.toMatchObject({ data: { kind: 'not_found' } })
  })

  test('outlive the column that they are about, say so, and go to another by hand', async () => {
    const { note } = await write('mode', { label: 'Mode' })
    await engine.session.project.database.run(`ALTER TABLE raw."${table}" RENAME COLUMN mode TO moyen; DROP VIEW IF EXISTS clean."${table}"; CREATE VIEW clean."${table}" AS FROM raw."${table}"`) // prettier-ignore
    const [orphan] = await engine.client.codebook.notes({})
    expect(orphan?.orphan?.fr).toContain('n’a plus de colonne « mode »')
    const codebook = await finish(await engine.client.codebook.read({}))
    expect(codebook.orphans.map(({ label }) => label)).toEqual(['Mode'])
    expect((await exported('csv')).text).toContain('mode,Mode')
    await write('note', { label: 'Déjà' })
    await expect(engine.client.codebook.move({ id: note?.id ?? '', table, column: 'note' })).rejects.toMatchObject({ data: { kind: 'conflict' } }) // prettier-ignore
    await engine.client.codebook.move({ id: note?.id ?? '', table, column: 'moyen' })
    expect((await engine.client.codebook.notes({})).map(({ column, orphan: reason }) => [column, reason])).toEqual([['moyen', null], ['note', null]]) // prettier-ignore
  })
})

describe('the codebook', () => {
  test('holds the exact facts of every column beside its note', async () => {
    await write('note', { label: 'Satisfaction', unit: 'points' })
    const codebook = Codebook.parse(JSON.parse(JSON.stringify(await finish(await engine.client.codebook.read({})))))
    const [read] = codebook.tables
    expect(read?.files).toEqual(['avis.csv'])
    expect(read?.columns.map(({ name, rows, missing, distinct, note }) => [name, rows, missing, distinct, note?.label])).toEqual([
      ['id', 40, 20, 20, undefined],
      ['mode', 40, 0, 3, undefined],
      ['note', 40, 0, 5, 'Satisfaction']
    ]) // prettier-ignore
  })

  test('as CSV: French with a mark and semicolons, formulas made harmless', async () => {
    await write('mode', { label: `=cmd|'/c calc'!A1`, description: 'a;b "c"\nd', doubt: '@SUM(A1)' })
    const french = await exported('csv_fr')
    expect(french.fileName).toBe('enquête-dictionnaire.csv')
    expect(french.text.startsWith('\ufefftable;colonne;libellé;')).toBe(true)
    expect(french.text).toContain(`;mode;'=cmd|'/c calc'!A1;"a;b ""c""\nd";;;;'@SUM(A1);VARCHAR;catégorie;40;0;`)
    expect((await exported('csv', 'en')).text.startsWith('table,column,label,')).toBe(true)
  })

  test('as CSV: numbers and days by the format, whatever the language of its words', async () => {
    const path = join(folder, 'mesures.csv')
    await writeFile(path, `jour,poids,vu\n${Array.from({ length: 30 }, (_, i) => `2024-03-${String(i % 3 + 10)},${i % 4}.5,${i % 7 ? 'true' : ''}`).join('\n')}\n`) // prettier-ignore
    await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'mesures.csv' }] })) // prettier-ignore
    const cells = async (format: 'csv_fr' | 'csv', language: 'fr' | 'en', name: string) => {
      const [delimiter, { text }] = [format === 'csv' ? ',' : ';', await exported(format, language)]
      const line = parse(text.replace('\ufeff', ''), delimiter).find((one) => one[0] === 'mesures' && one[1] === name)
      return line?.slice(12)
    }
    for (const language of ['fr', 'en'] as const) {
      const between = language === 'fr' ? '\u202f; ' : '; '
      expect(await cells('csv_fr', language, 'poids')).toEqual(['0\u202f%', '4', '0,5', '3,5', ['0,5 (8)', '1,5 (8)', '2,5 (7)', '3,5 (7)'].join(between)]) // prettier-ignore
      expect(await cells('csv', language, 'poids')).toEqual(['0%', '4', '0.5', '3.5', ['0.5 (8)', '1.5 (8)', '2.5 (7)', '3.5 (7)'].join(between)]) // prettier-ignore
      expect((await cells('csv_fr', language, 'jour'))?.slice(2, 4)).toEqual(['10/03/2024', '12/03/2024'])
      expect((await cells('csv', language, 'jour'))?.slice(2, 4)).toEqual(['2024-03-10', '2024-03-12'])
      expect((await cells('csv_fr', language, 'vu'))?.[0]).toBe('16,7\u202f%')
      expect((await cells('csv', language, 'vu'))?.[0]).toBe('16.7%')
    }
  })

  test('as a Data Package descriptor: fields with their types, titles, categories, what is required', async () => {
    await write('note', { label: 'Satisfaction', codes: [{ code: '0', meaning: 'Nul' }, { code: '4', meaning: 'Parfait' }] }) // prettier-ignore
    await write('mode', { unit: 'mode', codes: [{ code: 'bus', meaning: 'Autobus' }] })
    const descriptor = JSON.parse((await exported('json')).text) as {
      $schema: string
      resources: { name: string; path: string; schema: { fields: Record<string, unknown>[] } }[]
    }
    expect(descriptor.$schema).toBe('https://datapackage.org/profiles/2.0/datapackage.json')
    const [resource] = descriptor.resources
    expect(resource?.path).toBe(`${resource?.name}.csv`)
    expect(resource?.schema.fields.map(({ name, type, title, categories, constraints }) => ({ name, type, title, categories, constraints }))).toEqual([
      { name: 'id', type: 'integer' },
      { name: 'mode', type: 'string', categories: [{ value: 'bus', label: 'Autobus' }], constraints: { required: true } },
      { name: 'note', type: 'integer', title: 'Satisfaction', categories: [{ value: 0, label: 'Nul' }, { value: 4, label: 'Parfait' }], constraints: { required: true } }
    ]) // prettier-ignore
  })

  test('as a Data Package descriptor: each table has a name of its own, whatever letters it is written with', async () => {
    for (const name of ['Été.csv', 'ete.csv']) {
      const path = join(folder, name)
      await writeFile(path, 'a,b\n1,x\n2,y\n')
      await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name }] }))
    }
    const { resources } = JSON.parse((await exported('json')).text) as { resources: { name: string; path: string }[] }
    expect(resources.map(({ name }) => name).sort()).toEqual(['avis', 'ete', 'ete_2'])
    expect(new Set(resources.map(({ path }) => path)).size).toBe(3)
  })

  test('as HTML and Markdown: what users wrote is text, with no script, link, picture or heading of theirs', async () => {
    const polyglot = `<img src=x onerror=alert(1)> [x](javascript:alert(1)) ![b](http://x/y) # titre | ' " </style>`
    await write('mode', { label: polyglot, description: polyglot })
    const page = (await exported('html', 'en')).text
    expect(page).not.toContain('<img')
    expect(page).not.toMatch(/<script|<a /)
    expect(page).toContain('&#60;img src=x')
    expect(page).toContain("default-src 'none'")
    const written = (await exported('markdown')).text
    expect(written).not.toMatch(/(^|[^\\])[<![]\w*.*javascript:/m)
    expect(written).toContain('\\<img')
    expect(written).not.toMatch(/https?:\/\/x/)
    expect(written).toContain('\\[x\\]\\(javascript:')
    expect(written).toContain('**Libellé**\u00a0:')
  })

  test('its CSV reads back cell by cell, whatever is written in it', () => {
    const words = new Words('fr')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (label, doubt) => {
        const note = {
          ...texts({}),
          label,
          doubt,
          id: 'n',
          table: 't',
          column: 'c',
          writtenAt: '',
          orphan: { fr: 'x', en: 'x' }
        }
        const csv = writeCsv({ tables: [], orphans: [note] }, words, 'csv')
        const [, read] = parse(csv)
        const plain = (text = ''): string => text.replace(/^'(?=[=+\-@\t\r])/, '')
        expect([read?.[0], read?.[1], plain(read?.[2]), plain(read?.[7])]).toEqual([
          't',
          'c',
          plain(label),
          plain(doubt)
        ])
        expect(read).toHaveLength(17)
        for (const cell of read ?? []) expect(cell).not.toMatch(/^[=@\t\r]/)
      }),
      { seed: 3 }
    )
  })
})

describe('what a file said of a column', () => {
  const source = (...columns: Partial<Source['report']['columns'][number]>[]): Source =>
    ({ file: { name: 'enq.sav', format: 'spss' }, report: { notes: [], columns: columns.map((one) => ({ missing: [], ...one })) } }) as unknown as Source // prettier-ignore

  test('is proposed for its note: label, codes, what it declared missing; from the data of the report, not from its sentences', () => {
    const spss = source(
      {
        name: 'Q1',
        label: 'Êtes-vous — en gros — content ?',
        labels: [
          { code: '1', label: 'Oui; tout à fait = certain' },
          { code: '2', label: 'Non' }
        ],
        missing: [{ text: '9', rows: 3 }]
      },
      { name: 'N' }
    )
    expect(proposedNote(spss, 'Q1')).toEqual({
      label: 'Êtes-vous — en gros — content ?',
      description: '',
      unit: '',
      codes: [
        { code: '1', meaning: 'Oui; tout à fait = certain' },
        { code: '2', meaning: 'Non' }
      ],
      source: 'enq.sav',
      doubt: '',
      absent: ['9']
    })
    expect(proposedNote(spss, 'Q')).toBeNull()
    expect(proposedNote(spss, 'N')).toBeNull()
    const long = 'x'.repeat(400)
    expect(proposedNote(source({ name: 'Q', label: long }), 'Q')?.description).toBe(long)
  })

  test('comes from an SPSS file as it is loaded', async () => {
    const path = join(folder, 'enq.sav')
    const variables = [{ name: 'Q1', label: 'Content ?', labels: [[1, 'Oui'], [9, 'NSP']] as [number, string][] }] // prettier-ignore
    await writeFile(path, writeSav({ variables, rows: [[1], [9], [1]] }))
    await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'enq.sav' }] }))
    const { tables } = await finish(await engine.client.codebook.read({}))
    const [column] = tables.find((one) => one.table.name === 'enq')?.columns ?? []
    expect(column?.proposed).toMatchObject({ label: 'Content ?', codes: [{ code: '1', meaning: 'Oui' }, { code: '9', meaning: 'NSP' }] }) // prettier-ignore
  })
})

/** Plain RFC 4180, written apart from the engine's. */
function parse(csv: string, delimiter = ','): string[][] {
  const lines: string[][] = [[]]
  for (let at = 0; at < csv.length;) {
    let cell = ''
    if (csv[at] === '"') {
      for (at++; csv[at] !== '"' || csv[at + 1] === '"'; at++) {
        if (csv[at] === '"') at++
        cell += csv[at] ?? ''
      }
      at++
    } else for (; at < csv.length && csv[at] !== delimiter && csv[at] !== '\r'; at++) cell += csv[at] ?? ''
    lines.at(-1)?.push(cell)
    if (csv[at] === delimiter) at++
    else {
      at += 2
      lines.push([])
    }
  }
  return lines
}
