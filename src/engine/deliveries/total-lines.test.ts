import { expect, test } from 'vitest'
import { finish } from '../index'
import { deliveryBench } from './testing'

const { client, file, load, prepare, compared, deliver, rows } = deliveryBench()

const customers = (count: number, more = 0): string =>
  Array.from({ length: count }, (_, i) => `C${100 + i};Client ${i};${10 * i + more},50;${i % 3}\n`).join('')
const HEAD = 'id;nom;montant;n\n'

test('a total of both deliveries is no row that changed', async () => {
  const source = await load(await file('mars.csv', `${HEAD}${customers(20)}Total;;2 000,00;19\n`))
  const next = await file('avril.csv', `${HEAD}${customers(22)}TOTAL GÉNÉRAL;;2 410,00;21\n`)
  const { delivery, diff } = await prepare(source, 'refresh', next)
  expect(diff).toMatchObject({
    key: ['id'],
    rows: { before: 21, arriving: 23, same: 20, added: 2, gone: 0, changed: 0 },
    totals: { before: 1, arriving: 1 }
  })
  expect(diff.notes.map(({ fr }) => fr).join()).toContain('semblent être des totaux')
  expect((await compared(delivery, 'totalsBefore')).rows.map(({ before }) => before?.[0])).toEqual(['Total'])
  expect((await compared(delivery, 'totalsArriving')).rows.map(({ arriving }) => arriving?.[0])).toEqual([
    'TOTAL GÉNÉRAL'
  ])
  expect((await compared(delivery, 'arriving')).total).toBe(23)
  await deliver(delivery)
  expect(await rows('SELECT count(*) AS n FROM raw.mars')).toEqual([{ n: 23 }])
})

test('a total without a name hides no key', async () => {
  const source = await load(await file('mars.csv', `${HEAD}${customers(20)}`))
  const next = await file('avril.csv', `${HEAD}${customers(20, 1)};;2 000,00;19\n`)
  const { diff } = await prepare(source, 'refresh', next)
  expect(diff).toMatchObject({ key: ['id'], rows: { added: 0, changed: 20 }, totals: { before: 0, arriving: 1 } })
  expect(diff.notes.map(({ fr }) => fr).join()).toContain('Une ligne de cette livraison semble être un total')
})

test('a new total is not told to be in the table already', async () => {
  const source = await load(await file('mars.csv', `${HEAD}${customers(20)}`))
  const { diff } = await prepare(
    source,
    'append',
    await file('avril.csv', `${HEAD}${customers(20)}Total;;2 000,00;19\n`)
  )
  const told = diff.notes.map(({ en }) => en)
  expect(told).not.toContain('All rows of this delivery are in the table already.')
  expect(told).toContain('All rows of this delivery that do not seem to be totals are in the table already.')
})

test('totals that deliveries brought one after the other, and subtotals, are told too', async () => {
  const source = await load(await file('mars.csv', `${HEAD}${customers(20)}Total;;2 000,00;19\n`))
  const april = customers(12).replaceAll('C1', 'D1')
  const first = await prepare(source, 'append', await file('avril.csv', `${HEAD}${april}Total;;600,00;9\n`))
  expect(first.diff).toMatchObject({ rows: { same: 0, added: 12 }, totals: { before: 1, arriving: 1 } })
  const both = await deliver(first.delivery)
  const may = customers(12).replaceAll('C1', 'E1')
  const split = may.split('\n').toSpliced(6, 0, 'Sous-total Nord;;300,00;')
  const { diff } = await prepare(both, 'append', await file('mai.csv', `${HEAD}${split.join('\n')}`))
  expect(diff).toMatchObject({ rows: { arriving: 13, added: 12 }, totals: { before: 2, arriving: 1 } })
})

test('totals of each of several files that came as one table are found', async () => {
  const months = await Promise.all(
    ['A', 'B', 'C'].map((month) =>
      file(`${month}.csv`, `${HEAD}${customers(14).replaceAll('C1', `${month}1`)}Total;;600,00;9\n`)
    )
  )
  const { sources } = await finish(
    await client().sources.import({ files: months, together: { name: 'ventes', fileColumn: true } })
  )
  const [source] = sources
  if (!source) throw new Error('nothing was loaded')
  const { diff } = await prepare(source, 'append', await file('D.csv', `${HEAD}${customers(14).replaceAll('C1', 'D1')}Total;;600,00;9\n`)) // prettier-ignore
  expect(diff).toMatchObject({ totals: { before: 3, arriving: 1 }, rows: { arriving: 15, added: 14, same: 0 } })
})

test.each([
  ['a customer of that name', `${customers(8)}Total;Client T;5,50;1\n${customers(20)}`.replaceAll('C1', 'F1')],
  ['a category that comes again and again', Array.from({ length: 24 }, (_, i) => `${['Total', 'Part'][i % 2]};;${i},5;${i}\n`).join('')] // prettier-ignore
])('%s is none', async (_what, body) => {
  const source = await load(await file('mars.csv', `${HEAD}${body}`))
  const { diff } = await prepare(source, 'refresh', await file('avril.csv', `${HEAD}${body}Part;;9,5;9\n`))
  expect(diff.totals).toEqual({ before: 0, arriving: 0 })
  expect(diff.rows.added + diff.rows.same).toBe(diff.rows.arriving)
})
