import { describe, expect, it } from 'vitest'
import { jsonFiles } from './fixture'

const { read, refusal } = jsonFiles()

describe('values', () => {
  it('keeps numbers as they are written', async () => {
    const numbers = ['12345678901234567890', '1.10', '1e400', '-0', '0.1e-7', '1E+2', 'NaN', '-Infinity']
    const { rows } = await read(`[${numbers.map((number) => `{"n":${number}}`).join(',')}]`)
    expect(rows.map((row) => row[0])).toEqual(numbers)
  })

  it('tells null and missing from empty text, and reads booleans and escapes', async () => {
    const { header, rows } = await read(
      '[{"a":null,"b":"","c":true},{"b":"\\u00e9\\ud83d\\ude00\\n\\"\\\\","d":false}]'
    )
    expect(header).toEqual(['a', 'b', 'c', 'd'])
    expect(rows).toEqual([
      [null, '', 'true', null],
      [null, 'é😀\n"\\', null, 'false']
    ])
  })

  it('keeps nested values as compact JSON text, numbers as written', async () => {
    const { rows } = await read('[{"a": { "b" : [ 1.10 , null, {"c": "é\\u00e9\\""} ], "b": 2 } }]')
    expect(rows).toEqual([['{"b":[1.10,null,{"c":"éé\\""}],"b":2}']])
  })

  it('unfolds nested objects into columns, lists staying text', async () => {
    const text = '[{"a":{"b":{"c":1},"d":[1,{"x":2}]},"e":{}},{"a":5,"a.d":"plat"}]'
    const { header, rows } = await read(text, { unfold: true })
    expect(header).toEqual(['a.b.c', 'a.d', 'e', 'a', 'a.d'])
    expect(rows).toEqual([
      ['1', '[1,{"x":2}]', '{}', null, null],
      [null, null, null, '5', 'plat']
    ])
  })

  it('gives a key that comes twice in an object a second column, and says so', async () => {
    const { header, rows, notes } = await read('[{"a":1,"a":2,"b":3,"a":4},{"a":5}]')
    expect(header).toEqual(['a', 'a', 'b', 'a'])
    expect(rows).toEqual([
      ['1', '2', '3', '4'],
      ['5', null, null, null]
    ])
    expect(notes[0]?.fr).toContain('« a »')
  })

  it('takes any name for a name', async () => {
    const { header, rows } = await read('[{"__proto__":{"x":1},"constructor":2,"toString":3,"":4,"hasOwnProperty":5}]')
    expect(header).toEqual(['__proto__', 'constructor', 'toString', '', 'hasOwnProperty'])
    expect(rows).toEqual([['{"x":1}', '2', '3', '4', '5']])
    expect(Object.prototype).not.toHaveProperty('x')
  })

  it('keeps what is no object among objects', async () => {
    const { header, rows } = await read('[{"a":1},"seul",null,[2]]')
    expect(header).toEqual(['a', ''])
    expect(rows).toEqual([
      ['1', null],
      [null, 'seul'],
      [null, null],
      [null, '[2]']
    ])
  })

  it.each([
    ['utf-8 with a BOM', Buffer.from('\ufeff[{"é":"à"}]')],
    ['utf-16le', Buffer.from('\ufeff[{"é":"à"}]', 'utf16le')],
    ['utf-16be', Buffer.from('\ufeff[{"é":"à"}]', 'utf16le').swap16()],
    ['latin-1', Buffer.from('[{"é":"à"}]', 'latin1')]
  ])('reads %s', async (_, bytes) => {
    expect(await read(bytes)).toMatchObject({ header: ['é'], rows: [['à']] })
  })

  it('follows a chosen encoding, and refuses an unknown one', async () => {
    const { rows } = await read(Buffer.from('[{"a":"\x8e"}]', 'latin1'), { encoding: 'macintosh' })
    expect(rows).toEqual([['é']])
    expect(await refusal(read('[{"a":1}]', { encoding: 'klingon' }))).toMatchObject({ kind: 'input' })
  })
})

describe('broken documents', () => {
  it.each([
    ['[{"a":1},\n{"a":}]', 2, 6],
    ['[{"a":1},\n {"a":2}\n', 3, 1],
    ['[\n{"a":01}]', 2, 6],
    ["[{'a':1}]", 1, 3],
    ['{"a":[1 2]}', 1, 9],
    ['[{"a":1}}', 1, 9],
    ['[{"a":"\\x"}]', 1, 7],
    ['[\n\n {"a":"jamais fermé}]', 3, 7],
    ['[{"a":1}] et la suite', 1, 11],
    ['[{"a" 1}]', 1, 7],
    ['[tru]', 1, 2],
    ['{"items":[\n{"a":1},\n{"a":oups},\n{"a":2},\n{"a":2},\n{"a":2},\n{"a":3}]}', 3, 6]
  ])('%j is refused at line %i, column %i', async (text, line, column) => {
    expect(await refusal(read(text))).toMatchObject({ kind: 'input', place: { line, column } })
  })

  it('refuses a file of nothing', async () => {
    for (const text of ['', ' \n', '[]', '[{}]']) expect(await refusal(read(text))).toMatchObject({ kind: 'input' })
  })

  it('ignores stray commas and says so', async () => {
    const { rows, notes } = await read('[{"a":1,},{"a":[2,]},]')
    expect(rows).toEqual([['1'], ['[2]']])
    expect(notes[0]?.fr).toContain('3 virgules')
  })
})

describe('lines', () => {
  it('sets broken lines aside with number, reason and raw text', async () => {
    const text = '{"a":1}\r\n\r\n{"a":2,"zut":\r\n{"b":"x"}\r\n{"a":3} reste\r\nnull\r\n{"a":4},\r\n{"b'
    const { header, rows, faults } = await read(text)
    expect(header).toEqual(['a', 'b'])
    expect(rows).toEqual([
      ['1', null],
      [null, 'x'],
      [null, null],
      ['4', null]
    ])
    expect(faults).toEqual([
      { line: 3, reason: 'broken_json', raw: '{"a":2,"zut":' },
      { line: 5, reason: 'broken_json', raw: '{"a":3} reste' },
      { line: 8, reason: 'broken_json', raw: '{"b' }
    ])
  })

  it('reads them when the first one is broken', async () => {
    const { rows, faults } = await read('oups\n{"a":1}\n{"a":2}\n')
    expect([rows, faults.length]).toEqual([[['1'], ['2']], 1])
  })

  it('reads values one behind another', async () => {
    expect((await read('{"a":1}{"a":2}\n{"a":\n3}')).rows).toEqual([['1'], ['2'], ['3']])
    expect((await read('\x1e{"a":1}\n\x1e{"a":2}\n')).rows).toEqual([['1'], ['2']])
    expect((await read('{\n "a": 1\n}\n{\n "a": 2\n}\n')).rows).toEqual([['1'], ['2']])
  })

  it('finds that a second value follows a long first one', async () => {
    const long = `{"a":"${'x'.repeat(400_000)}"}`
    expect((await read(`${long}\n${long}\n`)).rows.length).toBe(2)
  })
})
