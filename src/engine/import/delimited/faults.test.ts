import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { REPAIRED } from './read/reasons'
import { TestLoader } from './testLoad'

const files = new TestLoader()
afterAll(() => files.remove())

const line = fc
  .array(
    fc.constantFrom('mot', 'Lyon', '12', '3,5', '01/02/2024', '', '"', '"mot', 'mot"', '"a;b"', "'", '#', 'oui', '  '),
    { maxLength: 7 }
  )
  .map((cells) => cells.join(';'))

const commentInHeader = ['mot;"a;b";mot";mot', '#;mot', "  ;mot;mot;';mot;mot", ';mot;mot;3,5;mot;3,5', 'mot', 'mot']
const commentAboveTable = [
  'mot;mot',
  "';'",
  'mot;mot',
  "mot;mot;mot;';mot;mot;mot",
  ';mot;mot',
  'mot;"a;b";mot;mot;mot;mot',
  `mot;';"a;b";mot;mot;mot`,
  ''
]

describe('faults of a load', () => {
  it('hands every one of them on, whole, and keeps only the first ones', async () => {
    const long = 'x'.repeat(5_000)
    const bad = Array.from({ length: 3_000 }, (_, i) => `C${i};${i};${long.slice(0, i % 7 ? 10 : 5_000)};trop;encore`)
    const { notes, report } = await files.load(
      `a;b;c\n${['u;1;v', 'u;2;v', 'u;3;v', ...bad].join('\n')}\n`.replace('a;b;c', 'a;b;c;d')
    )
    const told = notes.filter((note) => note.raw.startsWith('C'))
    expect(told.map((note) => note.raw)).toEqual(bad.slice(bad.length - told.length))
    expect(report.noteCount).toBe(notes.length)
    expect(report.notes.length).toBeLessThanOrEqual(1_000)
    expect(Math.max(...report.notes.map((note) => note.raw.length))).toBeLessThanOrEqual(2_000)
  })

  it('waits for a slow taker, and tells each fault once though columns are added', async () => {
    const batches: number[] = []
    const rows = Array.from({ length: 20_000 }, (_, i) => `${i};x;${i % 10 ? 'y' : 'y;plus'}`)
    const { report } = await files.load(`a;b;c\n${rows.join('\n')}\n`, {
      onNotes: async (batch) => {
        await new Promise((done) => setTimeout(done, 1))
        batches.push(batch.length)
      }
    })
    expect(report.counts.widest).toBe(4)
    expect(batches.reduce((a, b) => a + b, 0)).toBe(2_000)
    expect(batches.length).toBeGreaterThan(1)
  })

  it('tells comments below a doubtful line once each and in their order, few or many', async () => {
    for (const many of [3, 2_500]) {
      const rows = Array.from({ length: 4_000 }, (_, i) => `${i};x;${i % 5},5`)
      const comments = Array.from({ length: many }, (_, i) => `# note ${i}`)
      const lines = ['n;mot;prix', '# export', ...rows, 'Deuxième partie', ...comments, ...rows]
      const { notes, report } = await files.load(`${lines.join('\n')}\n`)
      expect(notes.filter(({ reason }) => reason === 'comment').map(({ raw }) => raw)).toEqual([
        '# export',
        ...comments
      ])
      expect(notes.map(({ line }) => line)).toEqual(notes.map(({ line }) => line).sort((a, b) => a - b))
      expect(report.counts).toMatchObject({ rows: 8_000 })
    }
  })

  it('loads or sets aside every line, whatever the lines', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 40 }), async (lines) => {
        const { rows, others, notes, report } = await files.load(lines.join('\n') + '\n')
        const aside = notes.filter((note) => !REPAIRED.has(note.reason))
        const tables = [report, ...report.tables]
        const headers = tables.filter(({ dialect }) => dialect.header).length
        expect(rows.length + others.flat().length).toBe(
          headers + tables.reduce((sum, { counts }) => sum + counts.rows, 0)
        )
        const signs = (text: string): number => text.replace(/[^a-zA-Z0-9]/g, '').length
        // A name that stands over several columns is given to each of them: the header counts as it stands in the file.
        const written = [rows, ...others].flatMap((table, at) => {
          const { header, headerCells } = tables[at]?.dialect ?? report.dialect
          return header ? [...headerCells, ...table.slice(1)] : table
        })
        const kept = written.flat().join('') + aside.map((note) => note.raw).join('')
        expect(signs(kept)).toBe(signs(lines.join('')))
      }),
      { numRuns: Number(process.env.RUNS ?? 200), examples: [[commentInHeader], [commentAboveTable]] }
    )
  })
})
