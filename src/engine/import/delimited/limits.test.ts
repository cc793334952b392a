import { afterAll, describe, expect, it } from 'vitest'
import { TestLoader } from './testLoad'

const files = new TestLoader()
afterAll(() => files.remove())

describe('limits of the loader', () => {
  it('refuses a line beyond the limit, and says which', async () => {
    const content = `a;b\n1;2\n${'x'.repeat(3_000_000)};3\n`
    await expect(files.load(content, { limits: { record: 1_000_000 } })).rejects.toMatchObject({
      data: { kind: 'limit', place: { line: 3 } }
    })
  })

  it.each([
    ['at the begin of a cell', '"ville 7', 'ville 7'],
    ['at the begin of a row', '"7', '7']
  ])('reads the rows below a quote %s that nothing closes within the limit', async (_what, cell, text) => {
    const row = (i: number): string => `${i};ville ${i};${i},50`
    const lines = Array.from({ length: 9_000 }, (_, i) =>
      i === 7 ? (text === '7' ? row(i).replace('7', cell) : row(i).replace('ville 7', cell)) : row(i)
    )
    const { rows, notes } = await files.load(`id;ville;prix\n${lines.join('\n')}\n`, { limits: { record: 100_000 } })
    expect(rows).toHaveLength(9_001)
    expect(rows[8]?.join(';')).toContain(text)
    expect(rows[9_000]).toEqual(['8999', 'ville 8999', '8999,50'])
    expect(notes).toMatchObject([{ line: 9, reason: 'unclosed_quote' }])
  })

  it('refuses a cell in quotes beyond the limit that holds no rows', async () => {
    const content = `id;mot\n${'1;"a"\n'.repeat(30)}2;"${'une ligne de texte\n'.repeat(160_000)}"\n3;"b"\n`
    await expect(files.load(content, { limits: { record: 100_000 } })).rejects.toMatchObject({
      data: { kind: 'limit', place: { line: 32 } }
    })
  })

  it('reads a cell of many lines and hundreds of thousands of characters', async () => {
    const cell = 'une ligne de texte assez longue avec des mots\n'.repeat(14_000)
    const { rows } = await files.load(`a,b\n1,x\n2,"${cell}"\n3,y\n`)
    expect(rows.map((row) => row.map((text) => text.length))).toEqual([
      [1, 1],
      [1, 1],
      [1, cell.length],
      [1, 1]
    ])
  })

  it.each(['"', '\n', ';'])('reads rows of hundreds of thousands of characters that all hold %j', async (sign) => {
    const long = `${'L'.repeat(150_000)}${sign}${'M'.repeat(150_000)}`
    const lines = Array.from({ length: 12 }, (_, i) => `${i};"${long.replace('"', '""')}";${i},5\n`)
    const { rows, notes } = await files.load(`id;lib;n\n${lines.join('')}`)
    expect(rows.slice(1).map(([id, text, n]) => [id, text === long, n])).toEqual(
      lines.map((_, i) => [String(i), true, `${i},5`])
    )
    expect(notes).toEqual([])
  })

  it('refuses too many columns with their number', async () => {
    const wide = Array.from({ length: 60 }, (_, i) => `c${i}`).join(',')
    const content = `${wide}\n${wide.replaceAll('c', '')}\n`
    await expect(files.load(content, { limits: { columns: 50 } })).rejects.toThrow('60 columns at line 1')
    const ragged = `a,b\n1,2\n3,4\n5,6\n${wide}\n`
    await expect(files.load(ragged, { limits: { columns: 50 } })).rejects.toThrow(/60 columns at line 5/)
  })

  it('tells the number of columns also of a line that a look ends amid', async () => {
    const wide = Array.from({ length: 60_000 }, (_, i) => `colonne${i}`).join(',')
    const text = `${wide}\n${wide}\n`
    const message = '60,000 columns at line 1; Chantier reads at most 10,000.'
    await expect(files.sniff(text)).rejects.toThrow(message)
    await expect(files.look(text)).rejects.toThrow(message)
  })

  it('tells no number of columns of a line that goes on for megabytes', async () => {
    const name = 'colonne'.repeat(40)
    const wide = Array.from({ length: 16_000 }, (_, i) => `${name}${i}`).join(',')
    await expect(files.look(`${wide}\n${wide}\n`)).rejects.toThrow(
      'More than 10,000 columns at line 1; Chantier reads at most 10,000.'
    )
  })

  it('reads ten thousand columns', async () => {
    const names = Array.from({ length: 10_000 }, (_, i) => `c${i}`)
    const { rows } = await files.load(`${names.join(',')}\n${names.map((_, i) => i).join(',')}\n`)
    expect([rows[0]?.length, rows[1]?.[9_999]]).toEqual([10_000, '9999'])
  })

  it.each<[string, string, string[][]]>([
    ['nothing', '', []],
    ['only a BOM', '\ufeff', []],
    ['a header only', 'a;b;c\n', [['a', 'b', 'c']]],
    ['one column', 'ville\nLyon\nParis\n', [['ville'], ['Lyon'], ['Paris']]],
    ['one cell', 'x', [['x']]],
    [
      'empty names',
      'a;;b;\n1;2;3;4\n5;6;7;8\n',
      [
        ['a', '', 'b', ''],
        ['1', '2', '3', '4'],
        ['5', '6', '7', '8']
      ]
    ],
    [
      'hostile names',
      '__proto__;constructor;__proto__\n1;2;3\n',
      [
        ['__proto__', 'constructor', '__proto__'],
        ['1', '2', '3']
      ]
    ]
  ])('reads %s', async (_, content, want) => {
    expect((await files.load(content)).rows).toEqual(want)
  })

  it('keeps a name of 64 kB', async () => {
    const name = 'n'.repeat(65_536)
    const { rows } = await files.load(`${name};b\n1;2\n3;4\n`)
    expect(rows[0]).toEqual([name, 'b'])
  })

  it('stops when asked to', async () => {
    const controller = new AbortController()
    const content = 'a;b\n' + '1;2\n'.repeat(200_000)
    const onProgress = (): void => controller.abort()
    await expect(files.load(content, { signal: controller.signal, onProgress })).rejects.toThrow()
  })

  it('lets other work go on while it reads a file of ragged lines', async () => {
    let [longest, last] = [0, performance.now()]
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 1)
    const content = 'a;b;c\n' + Array.from({ length: 60_000 }, (_, i) => `${i};x${i % 2 ? '' : ';y;z;t'}\n`).join('')
    const { report } = await files.load(content)
    clearInterval(timer)
    expect(report.counts.rows).toBe(60_000)
    expect(longest).toBeLessThan(1_500)
  })
})
