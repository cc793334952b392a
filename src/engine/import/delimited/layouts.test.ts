import { afterAll, describe, expect, it } from 'vitest'
import { TestLoader } from './testLoad'

const files = new TestLoader()
afterAll(() => files.remove())

const HEAD = ['Client', 'Date', 'Montant', 'Avis']
const ROWS = Array.from({ length: 30 }, (_, i) => [
  `C${100 + i}`,
  `${String((i % 28) + 1).padStart(2, '0')}/03/2024`,
  `${(i * 7) % 90},50`,
  i % 4 ? `très bien ${i}` : ''
])
const WIDTHS = [8, 12, 9, 16]
const pad = (row: string[]): string[] => row.map((cell, j) => cell.padEnd(WIDTHS[j] ?? 0))
const rule = `+${WIDTHS.map((w) => '-'.repeat(w + 2)).join('+')}+`
const page = (rows: string[][]): string[] => [
  '-'.repeat(60),
  ...[HEAD, ...rows].map((row) => `|${pad(row).join('|')}|`),
  '-'.repeat(60)
]

describe('text laid out for the eye, and exports with lines of their own', () => {
  it.each<[string, string]>([
    ['Markdown', [HEAD, HEAD.map(() => '---'), ...ROWS].map((row) => `| ${row.join(' | ')} |`).join('\n')],
    [
      'a database console',
      [rule, `| ${pad(HEAD).join(' | ')} |`, rule, ...ROWS.map((row) => `| ${pad(row).join(' | ')} |`), rule].join('\n')
    ],
    ['fixed widths', [HEAD, ...ROWS].map((row) => pad(row).join('  ').trimEnd()).join('\n')],
    [
      'SAP pages',
      [
        '12.03.2024   Liste   1',
        '',
        ...page(ROWS.slice(0, 10)),
        '',
        '12.03.2024   Liste   2',
        '',
        ...page(ROWS.slice(10))
      ].join('\n')
    ],
    ['sep=', `sep=;\n${[HEAD, ...ROWS].map((row) => row.join(';')).join('\n')}`],
    ['an unusual separator', [HEAD, ...ROWS].map((row) => row.join('#')).join('\n')],
    [
      'an introduction of keys and values',
      `Export;12/03/2024\nAgence;Lyon\n\n${[HEAD, ...ROWS].map((row) => row.join(';')).join('\n')}`
    ]
  ])('reads %s', async (_, content) => {
    const { rows, others } = await files.load(`${content}\n`)
    expect(rows).toEqual([HEAD, ...ROWS])
    expect(others).toEqual([])
  })

  it('joins the names and questions of a survey export, and leaves its identifiers out', async () => {
    const questions = HEAD.map((name) => `Question sur ${name}`)
    const ids = HEAD.map((_, i) => `"{""ImportId"":""QID${i}""}"`)
    const { report } = await files.load([HEAD, questions, ids, ...ROWS].map((row) => row.join(';')).join('\n'))
    expect(report.dialect.header).toEqual(HEAD.map((name, i) => `${name} ${questions[i] ?? ''}`))
    expect(report.counts.rows).toBe(30)
  })

  it('leaves out the empty end of lines that finish with a separator, and says so', async () => {
    const many = Array.from({ length: 150 }, (_, i) => `C${i};${i};x;`)
    const { rows, report } = await files.load(`a;b;c\n${many.join('\n')}\n`)
    expect(rows[150]).toEqual(['C149', '149', 'x'])
    expect(report.remarks.length).toBe(1)
  })

  it('tries another separator on a line of an aligned table without end', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `ville ${i}`.padEnd(14) + String(i).padEnd(8) + `08:${10 + i}`)
    const { report } = await files.load(`nom           nombre  heure\n${lines.join('\n')}\nx;y,z | é;;;\n`)
    expect(report.counts.rows + report.counts.rejected).toBe(41)
  })
})
