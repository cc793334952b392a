import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Step, type Condition, type FileChoice, type Repair, type StepSpec } from '../../contract'
import { createEngine, finish, type Engine } from '../index'

let folder: string
let engine: Engine
let source: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-preview-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
  const files = [await choose('t.csv', 'ville;note;tags\nLyon ;4;a|b\nlyon;5;\nParis;9;c\nÉvry;;a\nParis;9;c\n')]
  const { sources } = await finish(await engine.client.sources.import({ files }))
  source = sources[0]?.id ?? ''
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

async function choose(name: string, content: string): Promise<FileChoice> {
  const path = join(folder, name)
  await writeFile(path, content)
  return { origin: { kind: 'path', path }, name }
}
async function load(name: string, content: string): Promise<void> {
  const { failed } = await finish(await engine.client.sources.import({ files: [await choose(name, content)] }))
  expect(failed).toEqual([])
}
const rows = async (): Promise<unknown> =>
  await (await engine.session.project.database.run('FROM clean.t')).getRowsJson()
const add = (spec: StepSpec, before: string | null = null) => engine.client.recipe.add({ table: 't', spec, before })
const preview = (spec: StepSpec, at: { before?: string; instead?: string } = {}) =>
  engine.client.recipe.preview({ table: 't', spec, ...at })
const trimmed: StepSpec = { kind: 'trim', column: 'ville', spaces: 'ends', letters: 'first' }
const derived: StepSpec = { kind: 'derive', as: 'double', expression: 'note * 2' }

describe('a preview', () => {
  test('counts what would change, shows some rows before and after, and keeps nothing', async () => {
    const before = await rows()
    const shown = await preview(trimmed)
    expect(shown).toMatchObject({ problem: null, changedCells: 2, changedRows: 2, lostCells: 0, rows: { before: 5, after: 5 } }) // prettier-ignore
    expect(shown.examples).toEqual({
      columns: ['ville'],
      rows: [
        { row: 1, before: ['Lyon '], after: ['Lyon'] },
        { row: 2, before: ['lyon'], after: ['Lyon'] }
      ]
    })
    expect(await rows()).toEqual(before)
    expect(await engine.session.project.list('step', Step)).toEqual([])
  })

  test('tells of a reading what it leaves out of the texts: leading zeros, times of day', async () => {
    await load('codes.csv', `code;quand\n${Array.from({ length: 40 }, (_, i) => `C${i};x\n`).join('')}`)
    await engine.session.project.database.run(
      `CREATE OR REPLACE TABLE raw.codes AS SELECT lpad(i::VARCHAR, 2, '0') AS code, '0' || (i % 9 + 1) || '/03/2024 0' || (i % 2) || ':00' AS quand FROM range(40) t(i)`
    )
    const told = async (spec: StepSpec) =>
      (await engine.client.recipe.preview({ table: 'codes', spec })).notes.map(({ fr }) => fr.replace('\u00a0', ' '))
    const reading = { kind: 'integer' as const, grouping: '' as const }
    expect(await told({ kind: 'cast', column: 'code', reading })).toEqual(['10 valeurs lues sans leurs zéros de tête'])
    const days = { kind: 'date' as const, shapes: ['%d/%m/%Y %H:%M'] }
    expect(await told({ kind: 'cast', column: 'quand', reading: days })).toEqual(['20 valeurs lues sans leur heure'])
  })

  test('tells results that are infinite or no number, on the line of the step too, and changes none of them', async () => {
    const made = (expression: string): StepSpec => ({ kind: 'derive', as: 'q', expression })
    const { notes } = await preview(made('(note - 5) / (note - 9)'))
    expect(notes).toEqual([
      {
        fr: '« q » est infinie (∞) dans 2\u00a0lignes, comme après une division par zéro',
        en: '“q” is infinite (∞) in 2 rows, as after a division by zero'
      }
    ])
    await add(made('(note - 9) / (note - 9)'))
    const step = (await engine.client.recipe.show({ table: 't' })).steps.at(-1)
    expect(step?.notes.map(({ en }) => en)).toEqual(['“q” is not a number (NaN) in 2 rows, as after 0 divided by 0'])
    const cells = await engine.session.project.rows<{ q: string | null }>('SELECT q::VARCHAR AS q FROM clean.t')
    expect(cells.map(({ q }) => q?.replace('-', '') ?? null)).toEqual(['1.0', '1.0', 'nan', null, 'nan'])
    for (const expression of ['note * 2', 'note / 2', 'upper(ville)'])
      expect((await preview({ kind: 'derive', as: 'r', expression })).notes).toEqual([])
  })

  test('tells the type of each column of its examples before and after', async () => {
    const number: StepSpec = { kind: 'cast', column: 'note', reading: { kind: 'text' } }
    expect((await preview(number)).exampleTypes).toEqual([{ before: 'BIGINT', after: 'VARCHAR' }])
    const shown = await preview(derived)
    expect(shown.examples.columns).toEqual(['note', 'double'])
    expect(shown.exampleTypes).toMatchObject([{ before: 'BIGINT', after: 'BIGINT' }, { before: null }])
    expect(shown.exampleTypes[1]?.after).toMatch(/^(BIGINT|HUGEINT)$/)
  })

  test('counts a cell by its value where the column becomes one of decimals, as the step, its rows and before and after do', async () => {
    const codes = Array.from({ length: 12 }, (_, at) => `${at};${at % 4 ? at : 0};${at % 6 ? '2.5' : ''}`)
    await load('d.csv', `id;n;d\n${codes.join('\n')}\n`)
    const step = (spec: StepSpec) => engine.client.recipe.add({ table: 'd', spec })
    await step({ kind: 'missing', column: 'n', values: [0] })
    const median: StepSpec = { kind: 'fill', column: 'n', how: 'median', value: null, by: [] }
    const shown = await engine.client.recipe.preview({ table: 'd', spec: median })
    expect(shown).toMatchObject({ changedCells: 3, changedRows: 3 })
    expect(shown.retyped).toHaveLength(1)
    expect(shown.examples.rows.map(({ row, before }) => [row, before])).toEqual([[1, [null]], [5, [null]], [9, [null]]]) // prettier-ignore
    await step(median)
    const { steps } = await engine.client.recipe.show({ table: 'd' })
    expect(steps.map(({ changedCells }) => changedCells)).toEqual([3, 3])
    expect((await engine.client.recipe.rowsOf({ id: steps[1]?.step.id ?? '' })).n).toBe(3)
    const changed = async () => {
      const { columns } = await engine.client.recipe.outcome({ table: 'd' })
      return columns.map(({ name, changedCells, readCells }) => [name, changedCells, readCells])
    }
    expect(await changed()).toEqual([['id', 0, 0], ['n', 3, 0], ['d', 0, 0]]) // prettier-ignore
    // In the rows that stayed too.
    await step({ kind: 'filter', filter: { all: [{ column: 'id', op: '>', values: [3] }] }, expression: null })
    expect(await changed()).toEqual([['id', 0, 0], ['n', 2, 0], ['d', 0, 0]]) // prettier-ignore
  })

  test('of a filter reads numbers as they are typed, and refuses what no cell can hold rather than keep no row', async () => {
    await load('d.csv', 'jour;prix\n2024-01-05;1000.5\n2024-02-05;12\n2024-03-05;\n')
    const kept = (column: string, op: Condition['op'], values: string[]) =>
      engine.client.recipe.preview({ table: 'd', spec: { kind: 'filter', filter: { all: [{ column, op, values }] }, expression: null } }) // prettier-ignore
    expect((await kept('prix', '>', ['12,5'])).rows).toEqual({ before: 3, after: 1 })
    expect((await kept('prix', '>=', ['1 000,5'])).rows).toEqual({ before: 3, after: 1 })
    expect((await kept('jour', '>', ['2024-01-31'])).rows).toEqual({ before: 3, after: 2 })
    for (const [column, value] of [
      ['prix', 'cher'],
      ['jour', '31/01/2024']
    ] as const)
      for (const op of ['>', '=', 'in', 'not in'] as const) {
        const { problem } = await kept(column, op, [value])
        expect(problem?.fr).toContain(`ne peut pas contenir « ${value} »`)
      }
    // A list that holds one of its values keeps its rows.
    expect((await kept('prix', 'in', ['12', 'cher'])).rows).toEqual({ before: 3, after: 1 })
    expect((await kept('jour', '>', ['31/01/2024'])).problem?.en).toContain('Write a date like this: 2024-12-31.')
  })

  test('of a filling reads numbers as they are typed, and rounds none', async () => {
    await load('d.csv', 'n;prix\n1;1.25\n2;\n;3.5\n')
    const filled = (column: string, value: string) =>
      engine.client.recipe.preview({ table: 'd', spec: { kind: 'fill', column, how: 'value', value, by: [] } })
    expect((await filled('prix', '2,5')).examples.rows).toEqual([{ row: 2, before: [null], after: ['2.5'] }])
    expect((await filled('n', '3')).examples.rows).toEqual([{ row: 3, before: [null], after: ['3'] }])
    expect((await filled('n', '2,5')).problem?.fr).toBe(
      'La colonne « n » (nombre entier) ne peut pas contenir « 2,5 ».'
    )
    expect((await filled('n', '2.5')).problem?.fr).toBe(
      'La colonne « n » (nombre entier) ne peut pas contenir « 2.5 ».'
    )
  })

  test('of fewer rows shows those left out; of other rows, those made; of a new column, its cells', async () => {
    const once = await preview({ kind: 'deduplicate' })
    expect(once.rows).toEqual({ before: 5, after: 4 })
    expect(once.examples.rows).toEqual([{ row: 5, before: ['Paris', '9', 'c'], after: null }])
    const unfolded = await preview({ kind: 'unfold', column: 'tags', by: '|' })
    expect(unfolded.rows).toEqual({ before: 5, after: 6 })
    expect(unfolded.examples.rows[0]).toEqual({ row: null, before: null, after: ['a', 'Lyon ', '4'] })
    const made = await preview(derived)
    expect(made.added).toEqual(['double'])
    expect(made.examples.rows[0]).toEqual({ row: 1, before: ['4', null], after: ['4', '8'] })
    const coded = await preview({ kind: 'recode', column: 'ville', map: [{ from: 'Paris', to: '75' }], others: 'missing' }) // prettier-ignore
    expect([coded.changedCells, coded.lostCells, coded.notes[0]?.en]).toEqual([
      5,
      3,
      '3 cells have a value that the step does not name'
    ])
  })

  test('in the middle sees the rows that come there, and names later steps that would no longer fit', async () => {
    const first = await add(trimmed)
    await add(derived)
    expect((await preview({ kind: 'replace', column: 'ville', how: 'cell', find: 'Lyon', with: 'L', ignoreCase: false }, { before: first.id })).changedCells).toBe(0) // prettier-ignore
    expect((await preview({ kind: 'replace', column: 'ville', how: 'cell', find: 'Lyon', with: 'L', ignoreCase: false })).changedCells).toBe(2) // prettier-ignore
    const { breaks } = await preview({ kind: 'drop', columns: ['note'] }, { before: first.id })
    expect(breaks.map(({ title }) => title.en)).toEqual(['Compute “double” = note * 2'])
    expect((await preview({ ...trimmed, letters: 'upper' }, { instead: first.id })).changedCells).toBe(5)
  })

  test('says in words why a step does not fit', async () => {
    for (const [spec, words] of [
      [{ kind: 'derive', as: 'x', expression: 'absente + 1' }, 'names a column “absente”'],
      [{ kind: 'derive', as: 'x', expression: 'note) FROM raw.t WHERE (true' }, ''],
      [{ kind: 'derive', as: 'x', expression: '1, 2' }, 'one expression'],
      [{ kind: 'derive', as: 'x', expression: '1) + (2' }, ''],
      [{ kind: 'derive', as: 'x', expression: '(SELECT max(note) FROM raw.t)' }, 'one row at a time'],
      [{ kind: 'derive', as: 'x', expression: 'sum(note) OVER ()' }, 'one row at a time'],
      [{ kind: 'derive', as: 'x', expression: 'sum(note)' }, 'one row at a time'],
      [{ kind: 'derive', as: 'x', expression: 'random()' }, 'changes from one time to the next'],
      [{ kind: 'derive', as: 'x', expression: "getenv('HOME')" }, 'not allowed'],
      [{ kind: 'derive', as: 'x', expression: '[note]' }, 'compound value'],
      [{ kind: 'derive', as: 'Ville', expression: 'note' }, 'already has a column “Ville”'],
      [{ kind: 'derive', as: 'RowID', expression: 'note' }, 'calls the place of a row'],
      [{ kind: 'filter', filter: { all: [] }, expression: 'note' }, 'true or false'],
      [
        { kind: 'replace', column: 'ville', how: 'pattern', find: '(', with: '', ignoreCase: false },
        'closing parenthesis'
      ],
      [{ kind: 'fill', column: 'note', how: 'value', value: 'x', by: [] }, 'cannot hold “x”'],
      [{ kind: 'fill', column: 'ville', how: 'mean', value: null, by: [] }, 'does not hold numbers'],
      [{ kind: 'bin', column: 'note', as: 'c', edges: [5, 1], labels: null }, 'have to go up'],
      [{ kind: 'append', with: 'absente' }, 'no longer in the project'],
      [{ kind: 'drop', columns: ['ville', 'note', 'tags'] }, 'No column would remain']
    ] satisfies [StepSpec, string][]) {
      const { problem } = await preview(spec)
      expect(problem?.en ?? `nothing against ${JSON.stringify(spec)}`).toContain(words)
      expect(problem).not.toBeNull()
      await expect(add(spec)).rejects.toMatchObject({
        data: { kind: expect.stringMatching(/input|not_found|refused/) }
      })
    }
    expect(await engine.session.project.list('step', Step)).toEqual([])
  })
})

test('a step goes in before another, is changed where it stands, and undone there', async () => {
  const last = await add({ kind: 'merge', column: 'ville', variants: ['LYON'], into: 'Rhône' })
  const before = await rows()
  const inserted = await add({ ...trimmed, letters: 'upper' }, last.id)
  const steps = await engine.session.project.list('step', Step)
  expect(steps.map(({ id }) => id)).toEqual([inserted.id, last.id])
  expect(((await rows()) as string[][]).map(([town]) => town)).toEqual(['Rhône', 'Rhône', 'PARIS', 'ÉVRY', 'PARIS'])
  await engine.client.recipe.change({ id: inserted.id, spec: trimmed })
  expect(((await rows()) as string[][]).map(([town]) => town)).toEqual(['Lyon', 'Lyon', 'Paris', 'Évry', 'Paris'])
  await engine.client.project.undo({})
  await engine.client.project.undo({})
  expect(await rows()).toEqual(before)
})

test('a column is read where it stands in the recipe: its ways to be read are found there', async () => {
  const cut: StepSpec = { kind: 'replace', column: 'prix', how: 'part', find: 'environ ', with: '', ignoreCase: false }
  await load('d.csv', 'prix;x\nenviron 1 250,50;a\nenviron 3,25;b\nenviron 8;c\n')
  const at = { table: 'd', column: 'prix' }
  const raw = await engine.client.recipe.readings(at)
  expect(raw.map(({ reading }) => reading.kind)).toEqual(['text'])
  await engine.client.recipe.add({ table: 'd', spec: cut })
  const [choice] = await engine.client.recipe.readings(at)
  expect(choice).toMatchObject({ reading: { kind: 'number', decimal: ',', grouping: ' ' }, read: 3, seen: 3 })
  if (!choice) throw new Error('no reading')
  const cast = await engine.client.recipe.add({ table: 'd', spec: { kind: 'cast', column: 'prix', reading: choice.reading } }) // prettier-ignore
  const prices = async () =>
    (await engine.session.project.rows<{ prix: number }>('FROM clean.d')).map(({ prix }) => prix)
  expect(await prices()).toEqual([1250.5, 3.25, 8])
  // Looked at in its own place, it still sees texts.
  expect(await engine.client.recipe.readings({ ...at, instead: cast.id })).toEqual(await engine.client.recipe.readings({ ...at, before: cast.id })) // prettier-ignore
  await expect(engine.client.recipe.readings({ table: 'd', column: 'zz' })).rejects.toThrow('zz')
})

test('variants of a category are found as clusters', async () => {
  const files = [await choose('c.csv', 'v\nÉlectricité\nelectricite\n électricité.\nElectricitte\nGaz\nLot 12\nLot 13\nDupont Jean\nJean DUPONT\n')] // prettier-ignore
  await finish(await engine.client.sources.import({ files }))
  const clusters = async (method: 'key' | 'close'): Promise<string[][]> =>
    (await engine.client.recipe.clusters({ table: 'c', column: 'v', method })).map(({ variants }) =>
      variants.map(({ text }) => text).sort()
    )
  expect(await clusters('key')).toEqual([
    [' électricité.', 'electricite', 'Électricité'].sort(),
    ['Dupont Jean', 'Jean DUPONT']
  ])
  expect((await clusters('close')).flat()).toContain('Electricitte')
  expect((await clusters('close')).flat()).not.toContain('Lot 12')
})

test('variants that are mistyped by a letter or written short are close; other words of few letters are not', async () => {
  const column = { Lyon: 30, LYON: 3, Lyonn: 2, 'Saint-Étienne': 32, 'St-Etienne': 2, Nice: 8, Nive: 7, Port: 9, Pont: 6, Sort: 1 } // prettier-ignore
  const lines = Object.entries(column).flatMap(([value, n]) => Array.from({ length: n }, () => value))
  await finish(await engine.client.sources.import({ files: [await choose('s.csv', `v\n${lines.join('\n')}\n`)] }))
  const clusters = await engine.client.recipe.clusters({ table: 's', column: 'v', method: 'close' })
  expect(clusters.map(({ into, variants }) => [into, ...variants.slice(1).map(({ text, rows }) => `${text} ${rows}`)])).toEqual([
    ['Saint-Étienne', 'St-Etienne 2'],
    ['Lyon', 'LYON 3', 'Lyonn 2']
  ]) // prettier-ignore
})

test('a new delivery is told step by step: what no longer fits is passed over, the rest goes on', async () => {
  await add(trimmed)
  await add(derived)
  await add({ kind: 'recode', column: 'ville', map: [{ from: 'Lyon', to: '69' }, { from: 'Paris', to: '75' }, { from: 'Évry', to: '91' }], others: 'missing' }) // prettier-ignore
  await add({ kind: 'unfold', column: 'tags', by: '|' })
  const file = await choose('t2.csv', 'ville;tags\nLyon ;a\nNantes;b|c\n')
  const { delivery } = await finish(await engine.client.sources.prepare({ source, mode: 'refresh', file }))
  await finish(await engine.client.sources.deliver({ delivery }))
  const { steps, rowsAfter } = await engine.client.recipe.show({ table: 't' })
  expect(steps.map(({ problem }) => problem?.en ?? null)).toEqual([
    null,
    'Column “note” is not in the rows that come to this step.',
    null,
    null
  ])
  expect(steps[2]?.notes.map(({ en }) => en)).toEqual(['1 cell has a value that the step does not name'])
  expect(rowsAfter).toBe(3)
  expect(await rows()).toEqual([
    ['69', 'a'],
    [null, 'b'],
    [null, 'c']
  ])
})

test('what a recipe changed is told column by column', async () => {
  await add(trimmed)
  await add(derived)
  const { rows: counted, columns } = await engine.client.recipe.outcome({ table: 't' })
  expect(counted).toEqual({ before: 5, after: 5, kept: 5 })
  expect(columns.map(({ name, changedCells, before, after }) => [name, changedCells, before?.distinct, after?.distinct])).toEqual([['ville', 2, 4, 3], ['note', 0, 3, 3], ['tags', 0, 3, 3], ['double', null, undefined, 3]]) // prettier-ignore
})

test('of the first pseudonyms shows those that the step will give, and counts as no change', async () => {
  const hidden: StepSpec = { kind: 'pseudonymise', columns: ['ville'] }
  const shown = await preview(hidden)
  expect(shown).toMatchObject({ problem: null, changedCells: 5 })
  expect((await engine.client.project.history({})).length).toBe(1)
  await add(hidden)
  const made = (await rows()) as string[][]
  expect(shown.examples.rows.map(({ after }) => after?.[0])).toEqual(made.map(([ville]) => ville))
  expect(made[0]?.[0]).toMatch(/^[0-9a-f]{32}$/)
  expect(new Set((await Promise.all([preview(hidden), preview(hidden)])).map(({ problem }) => problem))).toEqual(new Set([null])) // prettier-ignore
})

test('what a proposed repair would change is told step by step, and nothing is kept', async () => {
  const before = await rows()
  const of = (repair: Repair) => engine.client.recipe.previewRepair({ table: 't', repair })
  const [missing, ...others] = await of({ kind: 'set_missing', column: 'note', values: [9] })
  expect(others).toEqual([])
  expect(missing).toMatchObject({ problem: null, changedCells: 2, rows: { before: 5, after: 5 } })
  expect(await of({ kind: 'review' })).toEqual([])
  expect(await rows()).toEqual(before)
})
