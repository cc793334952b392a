import { afterAll, describe, expect, it } from 'vitest'
import type { Choices } from '../../../contract'
import { TestLoader } from './testLoad'

const files = new TestLoader()
afterAll(() => files.remove())

const BODY = Array.from({ length: 20 }, (_, i) => `C${i};${i % 7},5;oui, bien ${i}`).join('\n')
const TEXT = `Client;Note;Avis\n${BODY}\n`

describe('choices of the user', () => {
  it.each<[string, string, Choices, string[][]]>([
    [
      'delimiter',
      'a,b;c\n1,2;3\n4,5;6\n',
      { delimiter: ',' },
      [
        ['a', 'b;c'],
        ['1', '2;3'],
        ['4', '5;6']
      ]
    ],
    ['one column', 'a;b\n1;2\n3;4\n', { delimiter: '', headerRows: 1 }, [['a;b'], ['1;2'], ['3;4']]],
    [
      'several characters',
      'a::b\n1::2:3\n',
      { delimiter: '::', headerRows: 1 },
      [
        ['a', 'b'],
        ['1', '2:3']
      ]
    ],
    [
      'no quote',
      'a;b\n"1";2\n"3";4\n',
      { quote: null },
      [
        ['a', 'b'],
        ['"1"', '2'],
        ['"3"', '4']
      ]
    ],
    [
      'quote',
      "a;b\n'1;x';2\n'3;y';4\n",
      { quote: "'" },
      [
        ['a', 'b'],
        ['1;x', '2'],
        ['3;y', '4']
      ]
    ],
    [
      'escape',
      'a;b\n"x ^"y^" z";2\n"v";4\n',
      { quote: '"', escape: '^' },
      [
        ['a', 'b'],
        ['x "y" z', '2'],
        ['v', '4']
      ]
    ],
    [
      'skip',
      'a;b\nc;d\n1;2\n3;4\n',
      { skip: 1 },
      [
        ['c', 'd'],
        ['1', '2'],
        ['3', '4']
      ]
    ],
    [
      'no header',
      'a;b\n1;2\n3;4\n',
      { headerRows: 0 },
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4']
      ]
    ],
    [
      'two header rows',
      'a;b\nx;y\n1;2\n3;4\n',
      { headerRows: 2 },
      [
        ['a x', 'b y'],
        ['1', '2'],
        ['3', '4']
      ]
    ],
    [
      'comment',
      'a;b\n!n;o\n1;2\n3;4\n',
      { comment: '!' },
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4']
      ]
    ],
    [
      'no comment',
      '#a;b\n1;2\n3;4\n',
      { comment: null },
      [
        ['#a', 'b'],
        ['1', '2'],
        ['3', '4']
      ]
    ]
  ])('takes the chosen %s as it is', async (_, text, choices, want) => {
    expect((await files.load(text, { choices })).rows).toEqual(want)
    const seen = await files.sniff(text, { choices })
    expect(seen.rows).toEqual(want.slice(choices.headerRows === 0 ? 0 : 1))
  })

  it('takes the chosen encoding as it is', async () => {
    const bytes = Buffer.from('ville;note\nOrléans;3\nNîmes;4\n', 'utf8')
    const { rows, report } = await files.load(bytes, { choices: { encoding: 'latin1' } })
    expect(report.encoding.encoding).toBe('windows-1252')
    expect(rows[1]).toEqual(['OrlÃ©ans', '3'])
  })

  it.each<[string, Choices, RegExp]>([
    ['an unknown encoding', { encoding: 'klingon' }, /klingon/],
    ['a delimiter that is the quote', { delimiter: '"', quote: '"' }, /same sign/],
    ['a delimiter that is the escape', { delimiter: '\\', escape: '\\' }, /same sign/],
    ['a delimiter that ends lines', { delimiter: '\n' }, /end of line/],
    ['a comment that is the delimiter', { delimiter: ';', comment: ';' }, /comment sign/],
    ['lines to skip beyond the end', { skip: 50 }, /only 21/],
    ['header rows beyond the end', { headerRows: 20, skip: 5 }, /header rows/]
  ])('refuses %s', async (_, choices, message) => {
    await expect(files.load(TEXT, { choices })).rejects.toMatchObject({ data: { kind: 'input' } })
    await expect(files.sniff(TEXT, { choices })).rejects.toThrow(message)
  })

  it.each([
    ['plain', TEXT],
    ['an introduction', `Export\n\n${TEXT}`],
    ['no header', `${BODY}\n`],
    ['no quotes and tabs', TEXT.replaceAll(';', '\t')],
    ['a framed table', TEXT.replace(/^|$/gm, '|').replaceAll(';', '|').replace(/\|\|$/, '')],
    ['backslashes', TEXT.replaceAll('bien', '\\"bien\\"').replace(/;(oui.*)$/gm, ';"$1"')]
  ])('reads the same with what it found as choices: %s', async (_, text) => {
    const { dialect, rows } = await files.sniff(text)
    if (!dialect) throw new Error('no dialect')
    const { preambleLines, newline, ...rest } = dialect
    expect(newline).toBe('\n')
    const again = await files.sniff(text, { choices: { ...rest, skip: preambleLines } })
    expect(again.rows).toEqual(rows)
    expect(again.dialect).toEqual(dialect)
  })

  it('tells the faults among the rows seen, and works on a file cut anywhere', async () => {
    const text = `Export du jour\n\n${TEXT.replace('C5;5,5;', 'C5;;5,5;')}`
    const { faults } = await files.sniff(text)
    expect(faults.map(({ line, repaired }) => [line, repaired])).toEqual([
      [1, false],
      [9, true]
    ])
    const cut = await files.sniff(text.slice(0, 150))
    expect(cut.columns.map((column) => column.name)).toEqual(['Client', 'Note', 'Avis'])
  })

  it('skips more lines than a sample holds', async () => {
    const text = `${'ligne d’introduction assez longue pour compter ;;; ,,\n'.repeat(30_000)}a;b\n1;2\n3;4\n`
    const { rows } = await files.load(text, { choices: { skip: 30_000 } })
    expect(rows).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4']
    ])
  })
})
