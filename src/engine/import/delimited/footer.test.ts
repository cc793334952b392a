import { afterAll, expect, it } from 'vitest'
import { TestLoader } from './testLoad'

const files = new TestLoader()
afterAll(() => files.remove())

const lines = (n: number): string => Array.from({ length: n }, (_, i) => `${i};Ville ${i}\n`).join('')
const END = 'Direction;Nord\n\nService;Études\n\n'

it.each([
  ['utf8', 30],
  ['utf16le', 30],
  ['utf8', 200_000]
] as const)(
  'the last lines chosen to be left out are no rows, and are told with their place (%s, %i rows)',
  async (encoding, n) => {
    const bytes = Buffer.from(`${encoding === 'utf16le' ? '\ufeff' : ''}id;ville\n${lines(n)}${END}`, encoding)
    const { rows, notes, report } = await files.load(bytes, { choices: { footer: 2 } })
    expect([rows.length, rows.at(-1)?.[0]]).toEqual([n + 1, String(n - 1)])
    expect(notes).toEqual([
      { line: n + 2, reason: 'chosen_footer', raw: 'Direction;Nord' },
      { line: n + 4, reason: 'chosen_footer', raw: 'Service;Études' }
    ])
    expect(report.counts.rejected).toBe(2)
  }
)

it('they are left out of the preview too, and kept where none was chosen', async () => {
  const text = `id;ville\n${lines(30)}${END}`
  const seen = await files.sniff(text, { choices: { footer: 2 } })
  expect([seen.rows.length, seen.faults.map(({ line }) => line)]).toEqual([30, [32, 34]])
  expect((await files.sniff(text)).rows.length).toBeGreaterThan(30)
})

it.each([30, 200_000])('a cell of several lines is left out whole, or kept whole (%i rows)', async (n) => {
  const text = `id;avis\n${lines(n)}${n};"trop\nlong,\nvraiment"\nSource;Études\n`
  const last = async (footer: number) => (await files.load(text, { choices: { footer } })).rows.at(-1)
  expect(await last(1)).toEqual([String(n), 'trop\nlong,\nvraiment'])
  expect(await last(2)).toEqual([String(n - 1), `Ville ${n - 1}`])
})

it('more lines than the table has are refused', async () => {
  await expect(files.load(`id;ville\n${lines(20)}`, { choices: { footer: 500 } })).rejects.toThrow(
    /il ne reste aucune ligne|no row is left/
  )
})
