import { expect, test } from 'vitest'
import { detectDialect } from './detectDialect'

test.each(['~|~', '|#|', '^|', '<>'])(
  '%s is one separator, also beside empty cells and decimal commas',
  (delimiter) => {
    const rows = Array.from({ length: 30 }, (_, i) => [`C${i}`, `0${1000 + i}`, i % 5 ? `${i},5` : '', 'oui'])
    const text = [['réf', 'code', 'montant', 'abonné'], ...rows].map((cells) => cells.join(delimiter)).join('\n') + '\n'
    const dialect = detectDialect([text])
    expect(dialect.syntax.delimiter).toBe(delimiter)
    expect(dialect.header).toEqual(['réf', 'code', 'montant', 'abonné'])
  }
)

test.each([
  ['a|b|c', '|'],
  ['a||b||c', '||'],
  ['a;b;c', ';']
])('%s keeps its own', (line, delimiter) => {
  const text = `${line}\n`.repeat(5) + line.replace(/[abc]/g, (c) => `${c}+=1`) + '\n'
  expect(detectDialect([text]).syntax.delimiter).toBe(delimiter)
})

test.each([
  ['decimal commas between colons', 'nom:montant:ville', (i: number) => `n${i}:${i},50:Lyon`, ':'],
  ['colons inside cells between commas', 'id,tag,note', (i: number) => `${i},foo:b${i},${i % 5}`, ',']
])('%s', (_what, header, line, delimiter) => {
  const text = [header, ...Array.from({ length: 40 }, (_, i) => line(i)), ''].join('\n')
  expect(detectDialect([text])).toMatchObject({ syntax: { delimiter }, header: header.split(delimiter) })
})

test('records that end in CR may hold cells of several lines that end in LF', () => {
  const text = `a;b\r${Array.from({ length: 30 }, (_, i) => `${i};"l\nb ${i}"\r`).join('')}`
  expect(detectDialect([text])).toMatchObject({ syntax: { newline: '\r', quote: '"' }, width: 2, header: ['a', 'b'] })
})
