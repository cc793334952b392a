import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { deliveryBench } from './testing'

const { file, load, prepare, deliver, rows, compared } = deliveryBench()

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T12:00:00Z') }))
afterEach(() => void vi.useRealTimers())
const nextYear = () => vi.setSystemTime(new Date('2027-01-12T12:00:00Z'))

const lines = (first: number, write: (place: number) => string, count = 20): string =>
  Array.from({ length: count }, (_, i) => `A${100 + first + i};${write(i)}\n`).join('')
const two = (n: number): string => String(n).padStart(2, '0')
const HEAD = 'id;date\n'
const years = () => rows('SELECT year(date)::INT AS y, count(*)::INT AS n FROM clean.ventes GROUP BY 1 ORDER BY 1')
const recent = (first: number, year: string) => lines(first, (i) => `${two(i + 1)}/03/${year}`)

describe('two-digit years of a delivery of the next year', () => {
  test.each(['append', 'refresh'] as const)('%s: are those of that year in the table too', async (mode) => {
    const source = await load(await file('ventes.csv', HEAD + recent(0, '26')))
    nextYear()
    const later = await file('suite.csv', HEAD + recent(50, '26') + lines(80, (i) => `${two(i + 1)}/01/27`, 4))
    const { delivery } = await prepare(source, mode, later)
    await deliver(delivery)
    expect(await years()).toEqual(
      mode === 'append' ? [{ y: 2026, n: 40 }, { y: 2027, n: 4 }] : [{ y: 2026, n: 20 }, { y: 2027, n: 4 }] // prettier-ignore
    )
  })

  test('append: no row that is there changes its year, and what is rewritten is told', async () => {
    const source = await load(
      await file('ventes.csv', HEAD + lines(0, (i) => `${two(i + 1)}/03/${two((27 + 5 * i) % 100)}`))
    )
    const before = await years()
    nextYear()
    const { delivery, diff } = await prepare(source, 'append', await file('suite.csv', `${HEAD}${recent(50, '26')}C1;05/01/27\n`)) // prettier-ignore
    expect(diff.notes.map(({ fr }) => fr).join()).toContain('« date » : les années à deux chiffres de ce fichier')
    const applied = await deliver(delivery)
    expect(applied.report.notes.map(({ fr }) => fr).join()).toContain('les années à deux chiffres de ce fichier')
    const [old] = await rows("SELECT strftime(date, '%Y') AS y FROM clean.ventes WHERE id = 'A100'")
    const [late] = await rows("SELECT strftime(date, '%Y') AS y FROM clean.ventes WHERE id = 'C1'")
    expect([before[0], old, late]).toEqual([{ y: 1927, n: 1 }, { y: '1927' }, { y: '2027' }]) // prettier-ignore
  })
})

test('two-digit years beside those of four are of the century that the delivery shows', async () => {
  const source = await load(await file('ventes.csv', HEAD + lines(0, (i) => `${two(i + 1)}/03/19${60 + i}`)))
  const { delivery } = await prepare(
    source,
    'append',
    await file('suite.csv', HEAD + lines(50, (i) => `${two(i + 1)}/02/65`))
  )
  expect((await compared(delivery, 'arriving')).total).toBe(20)
  await deliver(delivery)
  expect(await rows('SELECT max(year(date))::INT AS y FROM clean.ventes')).toEqual([{ y: 1979 }])
})
