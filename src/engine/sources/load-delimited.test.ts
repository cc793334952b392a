import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createEngine, type Engine } from '../index'
import { loadDelimited, type LoadedFile } from './load-delimited'

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-load-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

async function load(content: string | Buffer, signal = new AbortController().signal): Promise<LoadedFile> {
  const { project } = engine.session
  const path = join(project.staging, 'file-00000000-0000-0000-0000-000000000000')
  await writeFile(path, content)
  const loaded = await loadDelimited(project, path, 't', { signal, choices: {}, onNotes: () => undefined })
  expect(loaded.sha256).toBe(
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
  )
  expect(await readdir(project.staging)).toEqual(['file-00000000-0000-0000-0000-000000000000'])
  return loaded
}
const texts = async (column: string, where = 'true'): Promise<(string | null)[]> =>
  (
    await engine.session.project.rows<{ v: string | null }>(
      `SELECT CAST("${column}" AS VARCHAR) AS v FROM raw.t WHERE ${where} ORDER BY rowid`
    )
  ).map(({ v }) => v)
const lines = (count: number, line: (i: number) => string, newline = '\n'): string =>
  Array.from({ length: count }, (_, i) => line(i) + newline).join('')
/** More than the pieces that are looked at; the middle of it is in none of them. */
const MANY = 40_000

test('numbers of more digits than a double holds stay text, and are counted as lost by their reading', async () => {
  const { judged } = await load(`n;x\n${lines(30, (i) => `${i};${i},${i % 3 ? '5' : '123456789012345678901'}`)}`)
  expect(judged[1]).toMatchObject({ type: 'DOUBLE', lossless: false, failures: 10 })
  expect(await texts('x', 'n = 3')).toEqual(['3,123456789012345678901'])
})

test('a lone CR far from what is looked at parts two rows, with a word of it', async () => {
  const row = (i: number): string => `${i};ville ${i};${i},5`
  const noted: number[] = []
  const path = join(engine.session.project.staging, 'file-00000000-0000-0000-0000-000000000001')
  await writeFile(
    path,
    `id;ville;prix\n${lines(MANY, (i) => (i === MANY / 2 - 1 ? `${row(i)}\r${row(MANY)}` : row(i)))}`
  )
  const onNotes = (notes: { line: number; reason: string }[]) => void noted.push(...notes.map(({ line }) => line))
  const loaded = await loadDelimited(engine.session.project, path, 't', { signal: new AbortController().signal, choices: {}, onNotes }) // prettier-ignore
  expect([loaded.rows, noted]).toEqual([MANY + 1, [MANY / 2 + 1]])
  expect(await texts('ville', `id = ${MANY}`)).toEqual([`ville ${MANY}`])
})

describe('a quoted cell whose lines look like rows of the table', () => {
  const row = (i: number): string => `${i};ville ${i};${i},5`
  const held = (size: number): string => `Bonjour\n${lines(size, (i) => row(7 * i))}${row(1)}`

  test.each([
    ['at the begin, longer than what is looked at', 20_000, 0],
    ['in the middle', 300, MANY / 2],
    ['at the end', 300, MANY - 1]
  ])('%s, stays one cell', async (_, size, at) => {
    const cell = held(size)
    const loaded = await load(`note;ville;prix\n${lines(MANY, (i) => (i === at ? `"${cell}";x;1,5` : row(i)))}`)
    expect([loaded.rows, loaded.read?.noteCount ?? 0]).toEqual([MANY, 0])
    expect(await texts('note', 'length(note) > 9')).toEqual([cell])
    expect(await texts('ville', `note = '3'`)).toEqual(['ville 3'])
  })

  test('is taken for rows, with a word on both ends, where quotes elsewhere break the rules too', async () => {
    const body = lines(40, (i) =>
      i === 5 ? `"${row(i)}` : i === 20 ? '20;ville 20;"20,5' : i === 30 ? '30;ville 30;30,5"' : row(i)
    )
    const loaded = await load(`note;ville;prix\n${body}`)
    expect(loaded.rows).toBe(40)
    expect(loaded.read?.notes.map(({ line }) => line)).toEqual([7, 22, 32])
  })
})

describe('a subtotal amid the rows', () => {
  const amid = async (content: string): Promise<string[]> =>
    (await load(content)).remarks.map(({ fr }) => fr).filter((fr) => fr.includes('sous-total'))
  const body = lines(30, (i) => `ville ${i};agence ${i};${i},50`)

  test('is told with its line, in a sound file and in one with lines to repair', async () => {
    const told = [expect.stringMatching(/^La ligne 32, .*Sous-total;;450,00/)]
    expect(await amid(`ville;agence;prix\n${body}Sous-total;;450,00\n${body}`)).toEqual(told)
    await engine.session.project.database.run('DROP TABLE raw.t')
    expect(await amid(`ville;agence;prix\n${body}Sous-total;;450,00\n${body}Lyon;3\n`)).toEqual(told)
  })

  test('is none where words stand beside its name', async () => {
    expect(await amid(`ville;agence;prix\n${body}Total Énergies;station;450,00\n${body}`)).toEqual([])
  })
})

describe('the fast way', () => {
  test('a sixth of the sample that says otherwise than all of it costs a new beginning, nothing else', async () => {
    for (const columns of [2, 60]) {
      const row = (i: number): string =>
        Array.from({ length: columns }, (_, c) => (c && i % 6 === 0 ? '' : String(100 * c + i * 7))).join(',')
      const names = Array.from({ length: columns }, (_, c) => `c${c}`).join(',')
      await engine.session.project.database.run('DROP TABLE IF EXISTS raw.t')
      expect(await load(`${names}\n${lines(600, row)}`)).toMatchObject({ rows: 600, read: null, surprised: false })
    }
  })

  test('types where every text comes back, in the order of the file, no other reader', async () => {
    const loaded = await load(
      `id;jour;prix;heure;nom\n${lines(MANY, (i) => `${i};2024-0${(i % 9) + 1}-15;${i % 7}.50;2024-01-02 03:04:05;é ${i}`)}`
    )
    expect(loaded).toMatchObject({ rows: MANY, encoding: 'utf-8', read: null, surprised: false })
    expect(loaded.judged.map(({ type, lossless }) => [type, lossless])).toEqual([
      ['BIGINT', true],
      ['DATE', true],
      ['DECIMAL(18,2)', true],
      ['TIMESTAMP', true],
      ['VARCHAR', true]
    ])
    expect(await texts('id')).toEqual(Array.from({ length: MANY }, (_, i) => String(i)))
  })

  test.each(['\n', '\r\n'])('Windows-1252 is written anew, not tokenised by us; lines end in %j', async (newline) => {
    const text =
      `n°;région;mot\n`.replace('\n', newline) + lines(MANY, (i) => `${i};Côte d\u0092Azur;\u0080\u009c ${i}`, newline)
    const loaded = await load(Buffer.from(text, 'latin1'))
    expect(loaded).toMatchObject({ rows: MANY, encoding: 'windows-1252', read: null, names: ['n°', 'région', 'mot'] })
    expect((await texts('région', 'rowid = 777'))[0]).toBe('Côte d’Azur')
    expect((await texts('mot', 'rowid = 777'))[0]).toBe('€œ 777')
  })

  test('a header longer than the pieces that are looked at', async () => {
    const row = (cell: (j: number) => string): string => Array.from({ length: 1_200 }, (_, j) => cell(j)).join(';')
    const loaded = await load(
      `${row((j) => `colonne numéro ${'x'.repeat(40)} ${j}`)}\n${lines(40, (i) => row((j) => String(i * j)))}`
    )
    expect(loaded).toMatchObject({ rows: 40, read: null })
    expect(loaded.names).toHaveLength(1_200)
    expect(loaded.readings.every(({ kind }) => kind === 'integer')).toBe(true)
  })

  test('tells of a last row that looks like a total, and of spaces left out, though no other reader saw them', async () => {
    const loaded = await load(`ville; n; prix\n${lines(MANY, (i) => `Lyon; ${i}; ${i % 7}.50`)}Total; 9; 7.50\n`)
    expect(loaded).toMatchObject({ rows: MANY + 1, read: null })
    expect(loaded.remarks.map(({ en }) => en)).toEqual([
      'Separator with spaces beside it (“; ”): these spaces are not kept in the cells.',
      `Line ${MANY + 2}, at the end of the table, looks like a total (“Total”): it is kept like the other rows.`
    ])
  })

  test('a line of more than 2 MB loads', async () => {
    const long = 'x'.repeat(2_500_000)
    const loaded = await load(`a;b\n${lines(50, (i) => `${i};y`)}7;${long}\n${lines(50, (i) => `${i};z`)}`)
    expect(loaded.rows).toBe(101)
    expect((await texts('b', 'rowid = 50'))[0]?.length).toBe(long.length)
  })
})

describe('what the pieces did not show', () => {
  const at = (place: number, odd: string) => (i: number) => (i === place ? odd : `${i};2024-01-15;${i % 7}.50;mot`)
  // Found in no piece: between the begin and the first middle.
  const HIDDEN = 2_500

  test.each([
    ['id', '007;2024-01-15;1.50;mot', '007'],
    ['id', '+7;2024-01-15;1.50;mot', '+7'],
    ['id', ' 7;2024-01-15;1.50;mot', ' 7'],
    ['id', '1e2;2024-01-15;1.50;mot', '1e2'],
    ['id', '0x1F;2024-01-15;1.50;mot', '0x1F'],
    ['id', '1_0;2024-01-15;1.50;mot', '1_0'],
    ['id', '5.0;2024-01-15;1.50;mot', '5.0'],
    ['id', '-0;2024-01-15;1.50;mot', '-0'],
    ['id', 'NC;2024-01-15;1.50;mot', 'NC'],
    ['jour', '7;2024-1-5;1.50;mot', '2024-1-5'],
    ['jour', '7;2024/01/05;1.50;mot', '2024/01/05'],
    ['prix', '7;2024-01-15;1.5;mot', '1.5'],
    ['prix', '7;2024-01-15;1.505;mot', '1.505'],
    ['prix', '7;2024-01-15;01.50;mot', '01.50']
  ])('a text of %s that its type would change (%s) keeps the column as text', async (column, line, text) => {
    const loaded = await load(`id;jour;prix;mot\n${lines(MANY, at(HIDDEN, line))}`)
    expect(loaded).toMatchObject({ rows: MANY, read: null, surprised: true })
    expect(loaded.readings.map(({ kind }) => kind === 'text')).toEqual(
      loaded.names.map((name) => name === column || name === 'mot')
    )
    expect((await texts(column, `rowid = ${HIDDEN}`))[0]).toBe(text)
  })

  test('leading zeros found on the way are not proposed away', async () => {
    const loaded = await load(`id;jour;prix;mot\n${lines(MANY, at(HIDDEN, '00123;2024-01-15;1.50;mot'))}`)
    expect(loaded.judged[0]?.reading).toEqual({ kind: 'text' })
  })

  test.each([
    ['a short line', '7;2024-01-15;1.50'],
    ['a stray quote', '7;2024-01-15;1.50;"mot" x'],
    ['an introduction come again', 'Export du 3 mai']
  ])('%s is repaired by our own reader', async (_what, line) => {
    const loaded = await load(`id;jour;prix;mot\n${lines(MANY, at(HIDDEN, line))}`)
    expect(loaded.read?.counts.rows).toBe(loaded.rows)
    expect(loaded.rows).toBeGreaterThanOrEqual(MANY - 1)
    expect(loaded.read?.notes.length).toBeGreaterThan(0)
  })

  test.each([
    ['typed columns', at(HIDDEN, 'id;jour;prix;mot')],
    ['text only', (i: number) => (i === HIDDEN ? 'id;jour;prix;mot' : `a${i};b;c;d`)]
  ])('a header that comes again among %s goes to our own reader', async (_what, line) => {
    const loaded = await load(`id;jour;prix;mot\n${lines(MANY, line)}`)
    expect(loaded.read).not.toBeNull()
    expect(await texts('id', `CAST(id AS VARCHAR) = 'id'`)).toEqual([])
  })

  test.each([
    ['a NUL', '7;2024-01-15;1.50;m\0t', 'utf-8'],
    ['bytes that are no UTF-8', '7;2024-01-15;1.50;\xe9t\xe9', 'windows-1252']
  ])('%s', async (_what, line, encoding) => {
    const loaded = await load(Buffer.from(`id;jour;prix;mot\n${lines(MANY, at(HIDDEN, line))}`, 'latin1'))
    expect(loaded).toMatchObject({ rows: MANY, encoding })
    expect(loaded.read).not.toBeNull()
    expect(await texts('id')).toHaveLength(MANY)
  })
})

test('every failing value of a proposed reading is counted, over all rows', async () => {
  const loaded = await load(`n;prix\n${lines(MANY, (i) => `${i};${i % 1_000 === 500 ? 'sur devis' : `${i},5`}`)}`)
  expect(loaded.judged[1]).toMatchObject({
    reading: { kind: 'number', decimal: ',' },
    lossless: false,
    failures: MANY / 1_000,
    failureExamples: ['sur devis']
  })
})

test('a column that is filled in a few rows only is read by those', async () => {
  const loaded = await load(`n;rare\n${lines(MANY, (i) => `${i};${i % 5_000 === 2_500 ? '03/02/2024' : ''}`)}`)
  expect(loaded.judged[1]?.reading).toMatchObject({ kind: 'date', shapes: ['%d/%m/%Y'] })
})

test('cancelled, it leaves no table', async () => {
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 15)
  await expect(load(`a;b\n${lines(400_000, (i) => `${i};mot ${i}`)}`, stop.signal)).rejects.toThrow()
  expect(await engine.session.project.rows(`SELECT 1 FROM duckdb_tables() WHERE schema_name = 'raw'`)).toEqual([])
})

test('whatever stands in a column, every text is given back', async () => {
  const cell = fc.oneof(
    fc.integer().map(String),
    fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }).map(String),
    fc.double().map(String),
    fc.stringMatching(/^[-+ ]?[0-9]{1,20}(\.[0-9]{0,3})?(e[0-9]{1,2})?$/),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
    fc.stringMatching(/^[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,2}( [0-9]{2}:[0-9]{2}:[0-9]{2})?$/),
    fc.constantFrom('', 'nan', 'inf', '-0', '0.0', '00', '1_0', '0x1F', '2024-02-30', '1.', '.5', 'true')
  )
  // A column of one kind with a few odd ones among them: types are inferred, then disproven.
  const column = fc
    .tuple(
      fc.constantFrom('1', '2.50', '3.25e2', '2024-01-31', '2024-01-31 10:00:00'),
      fc.array(cell, { maxLength: 3 })
    )
    .map(([usual, odd]) => [...Array.from({ length: 40 }, () => usual), ...odd])
  await fc.assert(
    fc.asyncProperty(column, async (values) => {
      await engine.session.project.database.run('DROP TABLE IF EXISTS raw.t')
      const loaded = await load(`v;w\n${values.map((value) => `${value};x`).join('\n')}\n`)
      expect(loaded.rows).toBe(values.length)
      // A double prints whole numbers with '.0', which it takes only from texts without.
      const printed = (await texts('v')).map((text, i) =>
        text === `${values[i]}.0` && loaded.readings[0]?.kind === 'number' ? values[i] : text
      )
      expect(printed.map((text) => text ?? '')).toEqual(values)
    }),
    { numRuns: 60, seed: 7 }
  )
}, 60_000)
