import { expect, test } from 'vitest'
import { deliveryBench } from './testing'

const { file, load, prepare, compared } = deliveryBench()

const PLACES = Array.from({ length: 40 }, (_, row) => row)
const written = (key: (row: number) => string, last = 'Ain'): string =>
  ['numero_client;ville', ...PLACES.map((row) => `${key(row)};${row === 39 ? last : `Ville ${row % 7}`}`)].join('\n') +
  '\n'
const coded = (row: number): string => String(row + 100).padStart(5, '0')
const notes = (diff: { notes: { fr: string }[] }): string => diff.notes.map(({ fr }) => fr).join('\n')

test.each<[string, (row: number) => string, (row: number) => string, string]>([
  ['zeros', coded, (row) => String(row + 100), '« 100 » pour « 00100 »'],
  ['case', (row) => `AB-${row + 100}`, (row) => `ab-${row + 100}`, '« ab-100 » pour « AB-100 »'],
  [
    'spaces',
    (row) => `AB-${row + 100}`,
    (row) => (row % 2 ? '"  AB-' + (row + 100) + ' "' : `AB-${row + 100}`),
    'pour « AB-101 »'
  ]
])(
  'keys that lost their %s are paired with those of the table, and it is said',
  async (_what, before, after, example) => {
    const source = await load(await file('clients.csv', written(before)))
    const { delivery, diff } = await prepare(source, 'refresh', await file('suite.csv', written(after, 'Lot')))
    expect(diff.key).toEqual(['numero_client'])
    expect(diff.rows).toMatchObject({ same: 39, changed: 1, added: 0, gone: 0 })
    expect(diff.columns.changed).toEqual([{ name: 'ville', rows: 1 }])
    expect(notes(diff)).toContain(example)
    expect((await compared(delivery, 'changed')).rows).toHaveLength(1)
  }
)

test('where plain keys are alike within a side, they stay apart', async () => {
  const twice = (row: number): string => (row < 20 ? coded(row) : String(row + 80))
  const source = await load(await file('clients.csv', written(twice), { columns: [{ name: 'numero_client', reading: { kind: 'text' }, missing: [] }] })) // prettier-ignore
  const { diff } = await prepare(
    source,
    'refresh',
    await file(
      'suite.csv',
      written((row) => String(row + 100))
    )
  )
  expect(notes(diff)).not.toContain('Clés écrites autrement')
  expect(diff.rows).toMatchObject({ added: 20, gone: 20 })
})
