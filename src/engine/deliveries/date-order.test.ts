import { expect, test } from 'vitest'
import { deliveryBench } from './testing'

const bench = deliveryBench()
const days = (prefix: number, write: (day: string) => string): string =>
  `id;date\n${Array.from({ length: 20 }, (_, i) => `${prefix + i};${write(String(i + 1).padStart(2, '0'))}`).join('\n')}\n`
const months = async (): Promise<unknown[]> =>
  bench.rows("SELECT strftime(date, '%m') AS m, count(*)::INT AS n FROM clean.ventes GROUP BY 1 ORDER BY 1")

test.each(['append', 'refresh'] as const)(
  '%s: dates in another order are read right, and told before and after',
  async (mode) => {
    const source = await bench.load(
      await bench.file(
        'ventes.csv',
        days(1, (day) => `${day}/03/2024`)
      )
    )
    const american = await bench.file(
      'ventes_us.csv',
      days(101, (day) => `04/${day}/2024`)
    )
    const { delivery, diff } = await bench.prepare(source, mode, american)
    expect(diff.notes.map(({ fr }) => fr)).toContainEqual(
      expect.stringContaining('« date » : ce fichier écrit ses dates autrement')
    )
    const applied = await bench.deliver(delivery)
    expect(applied.report.notes.map(({ fr }) => fr)).toContainEqual(expect.stringContaining('« date »'))
    expect(applied.report.columns.find(({ name }) => name === 'date')?.failures).toBe(0)
    expect(await months()).toEqual(mode === 'append' ? [{ m: '03', n: 20 }, { m: '04', n: 20 }] : [{ m: '04', n: 20 }]) // prettier-ignore
  }
)
