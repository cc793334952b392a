import { afterAll, describe, expect, it } from 'vitest'
import { TestLoader } from './testLoad'

const files = new TestLoader()
afterAll(() => files.remove())

const HEAD = ['id', 'ville', 'montant']
const ROWS = Array.from({ length: 6 }, (_, i) => [String(i + 1), i === 3 ? '' : `Ville ${i}`, `${i * 100},50`])
const WIDTHS = [10, 20, 10]
const padded = (row: readonly string[]): string[] => row.map((cell, j) => (j === 1 ? cell.padEnd(WIDTHS[j] ?? 0) : cell.padStart(WIDTHS[j] ?? 0))) // prettier-ignore
const strokes = WIDTHS.map((width) => '-'.repeat(width))
const lines = (of: (row: readonly string[]) => string, ruler: string, end: string): string =>
  ['', of(HEAD), ruler, ...ROWS.map(of), end, ''].join('\n')

describe('what the consoles of databases print', () => {
  it.each([
    [
      'psql',
      lines((row) => ` ${padded(row).join(' | ')} `, WIDTHS.map((w) => '-'.repeat(w + 2)).join('+'), '(6 lignes)\n')
    ],
    ['sqlplus with a separator', lines((row) => padded(row).join(';'), strokes.join(';'), '\n6 rows selected.\n')],
    ['sqlplus in columns', lines((row) => padded(row).join(' '), strokes.join(' '), '\n6 lignes sélectionnées.\n')],
    ['sqlcmd', lines((row) => row.join(';'), '--;-----;-------', '\n(6 rows affected)\n')]
  ])('%s: cells without their padding; strokes and the count of the rows are no rows', async (_, text) => {
    const { rows, notes, report } = await files.load(text)
    expect(rows).toEqual([HEAD, ...ROWS])
    expect(notes.filter(({ reason }) => reason === 'footer')).toHaveLength(1)
    expect(report.remarks.map(({ fr }) => fr).filter((fr) => fr.includes('gardée'))).toEqual([])
  })

  it('the count below a single column is no row where it is that of its rows', async () => {
    const text = (end: string): string =>
      `ville\n-----\n${ROWS.map(([, ville]) => `${ville || 'Nancy'}\n`).join('')}\n${end}\n`
    expect((await files.load(text('6 rows selected.'))).rows).toHaveLength(7)
    expect((await files.load(text('5 rows selected.'))).rows.at(-1)).toEqual(['5 rows selected.'])
  })

  it('dashes that say "no answer", and texts that count things, stay', async () => {
    const { rows } = await files.load(`ville;n\n-;-\n${ROWS.map(([id, ville]) => `${ville};${id}\n`).join('')}`)
    expect(rows[1]).toEqual(['-', '-'])
    const page = [HEAD, ...ROWS, ['12', 'lignes rouges', '5,50']].map((row) => padded(row).join('  ')).join('\n')
    expect((await files.load(`${page}\n`)).rows.at(-1)).toEqual(['12', 'lignes rouges', '5,50'])
  })

  const told = async (text: string) => {
    const { rows, notes, report } = await files.load(text)
    const kept = report.remarks.map(({ fr }) => fr).filter((fr) => fr.includes('gardée'))
    return { rows, kept, aside: notes.map(({ raw }) => raw.trim()) }
  }
  const columns = (row: readonly string[]): string => padded(row).join(' ')
  const ruler = strokes.join(' ')

  it.each([
    ['with a blank line below what was typed', '\n\n'],
    ['without', '\n']
  ])('a spool with the prompt and what was typed, %s', async (_, gap) => {
    const body = [columns(HEAD), ruler, ...ROWS.map(columns)].join('\n')
    const text = `SQL> select id, ville, montant from ventes;${gap}${body}\n\n6 rows selected.\n\nSQL> spool off\n`
    expect(await told(text)).toEqual({
      rows: [HEAD, ...ROWS],
      kept: [],
      aside: ['SQL> select id, ville, montant from ventes;', '6 rows selected.', 'SQL> spool off']
    })
  })

  it.each([
    ['(6 lignes affectées)', 'Heure de fin : 2024-05-12T10:15:02'],
    ['(6 rows affected)', 'Completion time: 2024-05-12T10:15:02.1234567+02:00'],
    ['6 record(s) selected.', '']
  ])('what stands below the rows: %s', async (count, end) => {
    const text = [columns(HEAD), ruler, ...ROWS.map(columns), '', `  ${count}`, '', '', end, ''].join('\n')
    expect(await told(text)).toEqual({ rows: [HEAD, ...ROWS], kept: [], aside: [count, end].filter(Boolean) })
  })

  it('pages, each with a blank line and the names again', async () => {
    const page = ['', columns(HEAD), ruler]
    const text = [...page, ...ROWS.slice(0, 3).map(columns), ...page, ...ROWS.slice(3).map(columns), ''].join('\n')
    expect((await told(text)).rows).toEqual([HEAD, ...ROWS])
  })
})

describe('names that come again amid the rows', () => {
  const below = ROWS.map(([id, ...others]) => [`1${id}`, ...others])
  const csv = (again: string, head = HEAD): string =>
    [head.join(';'), ...ROWS.map((row) => row.join(';')), again, ...below.map((row) => row.join(';')), ''].join('\n')

  it.each(['id;ville;montant', 'ID;VILLE;MONTANT', 'Id; Ville ;Montant'])(
    'are set aside and told: %s',
    async (again) => {
      const { rows, notes } = await files.load(csv(again))
      expect(rows).toEqual([HEAD, ...ROWS, ...below])
      expect(notes.map(({ reason, raw, line }) => [reason, raw, line])).toEqual([['repeated_header', again, 8]])
    }
  )

  it('values in other letters than short names are a row', async () => {
    const { rows } = await files.load(csv('A;B;C', ['a', 'b', 'c']))
    expect(rows).toContainEqual(['A', 'B', 'C'])
  })
})
