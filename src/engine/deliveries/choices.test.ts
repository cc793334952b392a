import { describe, expect, test } from 'vitest'
import type { Choices } from '../../contract'
import { deliveryBench } from './testing'

const { file, load, prepare, deliver, rows, client } = deliveryBench()

/** Bytes of a text, one for each character. */
const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1')

describe('what was chosen for a source reads its next delivery, where detection would not', () => {
  test.each<[string, Choices, string | Uint8Array, string | Uint8Array, string, unknown[]]>([
    [
      'encoding',
      { encoding: 'ibm850' },
      latin('id;nom\n1;Ren\x82\n'),
      latin('id;nom\n2;Zo\x82\n'),
      'nom',
      ['René', 'Zoé']
    ],
    ['delimiter', { delimiter: '|' }, 'id,a|nom,b\n1,1|x,y\n', 'id,a|nom,b\n2,2|z,w\n', '"nom,b"', ['x,y', 'z,w']],
    ['quote', { delimiter: ';', quote: "'" }, "id;nom\n1;'a;b'\n", "id;nom\n2;'c;d'\n", 'nom', ['a;b', 'c;d']],
    ['no quote', { delimiter: ';', quote: null }, 'id;nom\n1;"a"\n', 'id;nom\n2;"b"\n', 'nom', ['"a"', '"b"']],
    [
      'escape',
      { delimiter: ';', quote: '"', escape: '\\' },
      'id;nom\n1;"a \\"x\\" ; y"\n',
      'id;nom\n2;"b \\"z\\" ; w"\n',
      'nom',
      ['a "x" ; y', 'b "z" ; w']
    ],
    ['lines before the header', { skip: 1 }, 'a;b\nid;nom\n1;x\n', 'c;d\nid;nom\n2;y\n', 'nom', ['x', 'y']],
    ['no header', { headerRows: 0 }, 'id;nom\n1;x\n', 'id;nom\n2;y\n', 'colonne_2', ['nom', 'x', 'nom', 'y']],
    ['two header rows', { headerRows: 2 }, 'a;a\nid;nom\n1;x\n', 'a;a\nid;nom\n2;y\n', '2', ['x', 'y']],
    ['comment sign', { comment: '%' }, 'id;nom\n%1;x\n2;y\n', 'id;nom\n%3;z\n4;w\n', 'nom', ['y', 'w']],
    [
      'reading of a column',
      { columns: [{ name: 'nom', reading: { kind: 'date', shapes: ['%m/%d/%Y'] }, missing: [] }] },
      'id;nom\n1;01/02/2024\n2;03/04/2024\n',
      'id;nom\n3;05/06/2024\n',
      'nom::VARCHAR',
      ['2024-01-02', '2024-03-04', '2024-05-06']
    ],
    [
      'codes kept as text',
      { columns: [{ name: 'nom', reading: { kind: 'text' }, missing: [] }] },
      'id;nom\n1;12\n2;13\n',
      'id;nom\n3;14\n',
      'nom',
      ['12', '13', '14']
    ],
    [
      'texts that mean no answer',
      { columns: [{ name: 'nom', missing: ['99', 'nsp'] }] },
      'id;nom\n1;5\n2;99\n3;nsp\n',
      'id;nom\n4;99\n5;nsp\n6;7\n',
      'nom::INTEGER',
      [5, null, null, null, null, 7]
    ]
  ])('%s', async (_what, choices, first, next, column, values) => {
    const source = await load(await file('mars.csv', first, choices))
    const name = column === '2' ? await secondName() : column
    const all = async () => (await rows(`SELECT ${name} AS v FROM clean.mars`)).map(({ v }) => v)
    const loaded = (await all()).length
    const { delivery, diff } = await prepare(source, 'append', await file('suite.dat', next))
    expect(diff.columns).toMatchObject({ added: [], gone: [], renamed: [] })
    const after = await deliver(delivery)
    expect(await all()).toEqual(values)
    expect(after.deliveries.map((one) => one.choices)).toEqual([choices, choices])
    await client().project.undo({})
    const refresh = await prepare(source, 'refresh', await file('suite.dat', next))
    await deliver(refresh.delivery)
    expect(await all()).toEqual(values.slice(loaded))
  })

  test('nested fields of JSON as columns', async () => {
    const source = await load(await file('mars.json', '[{"id":1,"lieu":{"ville":"Ain"}}]', { unfold: true }))
    const { delivery, diff } = await prepare(
      source,
      'append',
      await file('avril.json', '[{"id":2,"lieu":{"ville":"Lot"}}]')
    )
    expect(diff.columns).toMatchObject({ added: [], gone: [] })
    expect((await deliver(delivery)).deliveries[1]?.choices).toEqual({ unfold: true })
  })

  async function secondName(): Promise<string> {
    const [, second] = await rows(
      `SELECT column_name AS name FROM duckdb_columns() WHERE schema_name = 'raw' AND table_name = 'mars' ORDER BY column_index`
    )
    return `"${String(second?.name)}"`
  }
})

describe('choices that do not fit the delivery', () => {
  test('a separator that the file has not: it is read as detected, and that is told', async () => {
    const source = await load(await file('mars.csv', 'id|nom\n1|x\n2|y\n', { delimiter: '|' }))
    const next = await file('avril.csv', 'id;nom\n3;z\n4;w\n')
    const seen = await client().sources.sniff({ ...next, source: source.id })
    expect(seen.remembered).toBeNull()
    expect(seen.notes[0]?.fr).toContain('ne conviennent pas')
    const { delivery, diff } = await prepare(source, 'append', next)
    expect(diff.notes[0]?.fr).toContain('ne conviennent pas')
    expect(diff.columns.kept).toEqual(['id', 'nom'])
    expect((await deliver(delivery)).deliveries[1]?.choices).toEqual({})
  })

  test('an encoding that the file contradicts, and a column that it has not, are told', async () => {
    const choices: Choices = { encoding: 'windows-1252', columns: [{ name: 'note', missing: ['99'] }] }
    const source = await load(await file('mars.csv', latin('id;nom;note\n1;Ren\xe9;5\n2;Zo\xe9;4\n'), choices))
    const seen = await client().sources.sniff({
      ...(await file('avril.csv', 'id;nom\n3;Zoé\n4;Éva\n')),
      source: source.id
    })
    expect(seen.remembered?.choices).toEqual(choices)
    expect(seen.notes.map(({ fr }) => fr).join(' ')).toMatch(/Encodage repris.*« note »/s)
  })
})

describe('choices made for the delivery itself', () => {
  test('marks become steps once, and a step that was taken away stays away', async () => {
    const source = await load(
      await file('mars.csv', 'id;note\n1;5\n2;99\n', { columns: [{ name: 'note', missing: ['99'] }] })
    )
    const { steps } = await client().recipe.show({ table: 'mars' })
    const mark = steps.find(({ step }) => step.spec.kind === 'missing')
    await client().recipe.remove({ id: mark?.step.id ?? '' })
    const choices: Choices = { columns: [{ name: 'note', missing: ['99', '98'] }] }
    const { delivery } = await prepare(source, 'append', await file('avril.csv', 'id;note\n3;98\n4;99\n', choices))
    await deliver(delivery)
    expect((await rows('SELECT note::INTEGER AS v FROM clean.mars')).map(({ v }) => v)).toEqual([5, 99, null, 99])
  })

  test('an order of dates chosen for a delivery holds for its rows, in place of the others or behind them, and is told', async () => {
    const dates = (shape: string): Choices => ({
      columns: [{ name: 'jour', reading: { kind: 'date', shapes: [shape] }, missing: [] }]
    })
    const source = await load(await file('mars.csv', 'id;jour\n1;01/02/2024\n', dates('%d/%m/%Y')))
    const next = await file('avril.csv', 'id;jour\n2;03/04/2024\n', dates('%m/%d/%Y'))
    const days = async () => (await rows('SELECT jour::VARCHAR AS v FROM clean.mars')).map(({ v }) => v)
    const appended = await deliver((await prepare(source, 'append', next)).delivery)
    expect(await days()).toEqual(['2024-02-01', '2024-03-04'])
    expect(appended.report.notes.some(({ fr }) => fr.includes('écrit ses dates autrement'))).toBe(true)
    await client().project.undo({})
    await deliver((await prepare(source, 'refresh', next)).delivery)
    expect(await days()).toEqual(['2024-03-04'])
  })

  test('codes chosen as text in a newer version are text, also where a step read them', async () => {
    const source = await load(await file('mars.csv', 'id;v\n1;1 200\n2;1 300\n'))
    const choices: Choices = { columns: [{ name: 'v', reading: { kind: 'text' }, missing: [] }] }
    await deliver((await prepare(source, 'refresh', await file('avril.csv', 'id;v\n1;1 400\n', choices))).delivery)
    expect(await rows('SELECT v FROM clean.mars')).toEqual([{ v: '1 400' }])
  })

  test('marks in a column that is new are not called lost: the column is read as chosen', async () => {
    const source = await load(await file('mars.csv', 'id\n1\n2\n'))
    const choices: Choices = {
      columns: [{ name: 'v', reading: { kind: 'number', decimal: ',', grouping: '', unit: null }, missing: ['nsp'] }]
    }
    await deliver((await prepare(source, 'append', await file('avril.csv', 'id;v\n3;1,5\n4;nsp\n', choices))).delivery)
    expect((await rows('SELECT v FROM clean.mars')).map(({ v }) => v)).toEqual([null, null, 1.5, null])
  })
})
