import { describe, expect, test } from 'vitest'
import { inferColumns, inferReading } from './index'
import { readsText } from './reads-text'
import { columnOf, KINDS, NOISES } from './testing/corpus'
import { Random } from './testing/random'
import { UNSEEN } from './testing/unseen'

const SIZES = [20, 150, 2_500]

describe('the kind of a column is found', () => {
  const missed: string[] = []
  let tried = 0

  test.each(KINDS.map((kind) => [kind.name, kind] as const))('%s', (name, kind) => {
    const wrong: string[] = []
    for (const noise of NOISES)
      for (const rows of SIZES.filter((size) => size >= (kind.atLeast ?? 0)))
        for (let seed = 1; seed <= 2; seed += 1) {
          const column = columnOf(kind, noise, rows, new Random(seed * 1_000 + rows))
          const reading = inferReading(column, kind.options)
          tried += 1
          if (!kind.right(reading))
            wrong.push(
              `${name} (${noise}, ${rows}, ${seed}): ${JSON.stringify(reading)} ${JSON.stringify(column.slice(0, 8))}`
            )
        }
    missed.push(...wrong)
    expect(wrong).toEqual([])
  })

  test('all over the corpus', () => {
    process.stderr.write(`readings found: ${tried - missed.length} of ${tried} columns\n`)
    expect(missed.length).toBeLessThan(tried * 0.01)
  })
})

test('kinds that no rule was made for are found too', () => {
  const wrong: string[] = []
  let tried = 0
  for (const [name, cell, kind, column] of UNSEEN)
    for (const noise of NOISES)
      for (const rows of [40, 1_000]) {
        const values = columnOf({ name, cell, right: () => true }, noise, rows, new Random(rows + 847))
        const reading = inferReading(values, column ? { name: column } : {})
        tried += 1
        if (reading.kind !== kind) wrong.push(`${name} (${noise}, ${rows}): ${JSON.stringify(reading)}`)
      }
  process.stderr.write(`readings found: ${tried - wrong.length} of ${tried} columns of unseen kinds\n`)
  // Thousands parted by one comma are also decimals: a few of these columns leave it open.
  expect(wrong.length, wrong.join('\n')).toBeLessThan(tried * 0.01)
})

test.each<[string, (string | null)[], object]>([
  [
    'days in both orders: the usual one, the others are lost',
    [
      '13/12/2024',
      '14/11/2024',
      '25/10/2024',
      '21/10/2024',
      '22/10/2024',
      '23/10/2024',
      '24/10/2024',
      '26/10/2024',
      '27/10/2024',
      '12/13/2024'
    ],
    { kind: 'date', shapes: ['%d/%m/%Y'] }
  ],
  [
    'the order of another shape decides',
    ['12/25/2024', '01-02-2024', '03-04-2024'],
    { kind: 'date', shapes: ['%m-%d-%Y', '%m/%d/%Y'] }
  ],
  ['the order of the file decides', ['01/02/2024', '03/04/2024'], { kind: 'date', shapes: ['%d/%m/%Y'] }],
  ['shares with many bare numbers', ['12 %', '15 %', '20', '30 %', '40'], { kind: 'number', unit: '%', bare: true }],
  [
    'shares with few bare numbers',
    [...Array.from({ length: 20 }, (_, index) => `${index + 5} %`), '0,12'],
    { kind: 'number', unit: '%' }
  ],
  ['short numbers, E and digits are codes', ['1E1', '2E2', '9E0', '12E3', '29e8'], { kind: 'text' }],
  [
    'scientific notation is a number',
    ['1.5E+03', '2E+02', '9.25E-01', '1E3', '4.0E8'],
    { kind: 'number', decimal: '.', grouping: '', unit: null }
  ],
  ['crosses and empty cells stay text', ['X', '', '', 'X', 'x'], { kind: 'text' }],
  [
    'numbers of 64 bits and more',
    ['1', '22', '333', '4444444444444444444444', '55555', '666666'],
    { kind: 'number', decimals: 0, width: 38 }
  ]
])('%s', (_name, values, expected) => {
  expect(
    inferReading(values, { dayFirst: _name === 'the order of the file decides' ? true : undefined })
  ).toMatchObject(expected)
})

test.each(['déce.', 'dece', 'décem', 'DÉCEMB.', 'Decembr'])('a month cut to “%s” is read', (month) => {
  const days = Array.from({ length: 30 }, (_, i) => `${(i % 28) + 1} ${i % 3 ? month : 'janvi.'} 2024`)
  const reading = inferReading(days)
  expect(reading).toMatchObject({ kind: 'date', shapes: ['%d %B %Y'] })
  expect(days.filter((day) => !readsText(reading)(day))).toEqual([])
})

describe('the order of days and months', () => {
  const dates = (write: (day: string, month: string) => string): string[] =>
    Array.from({ length: 60 }, (_, i) =>
      write(String(1 + ((i * 11) % 28)).padStart(2, '0'), String(1 + (i % 12)).padStart(2, '0'))
    )

  test.each<[string, string[], string]>([
    ['days before years', dates((day, month) => `${day}.${month}.24`), '%d.%m.%y'],
    ['years before days', dates((day, month) => `24.${month}.${day}`), '%y.%m.%d']
  ])('is in no doubt where the few numbers are the years: %s', (_what, values, shape) => {
    const reading = inferReading(values)
    expect(reading).toMatchObject({ kind: 'date', shapes: [shape] })
    expect(reading).not.toHaveProperty('ambiguous')
  })

  test('is to be checked where another column alone puts months first', () => {
    const open = dates((day, month) => `${month}/${String(1 + (Number(day) % 12)).padStart(2, '0')}/2024`)
    const us = dates((day, month) => `${month}/${day}/2024`)
    const [, settled] = inferColumns([us, open].map((values, i) => ({ name: `d${i}`, values })))
    expect(settled).toMatchObject({ shapes: ['%m/%d/%Y'], ambiguous: true })
    const french = dates((day, month) => `${day}/${month}/2024`)
    const [, known] = inferColumns([french, open].map((values, i) => ({ name: `d${i}`, values })))
    expect(known).toMatchObject({ shapes: ['%d/%m/%Y'] })
    expect(known).not.toHaveProperty('ambiguous')
  })
})

test('amounts of which some have the sign of their money are read whole, those of a few are not', () => {
  const amounts = (share: number): string[] =>
    Array.from({ length: 200 }, (_, i) => `1 ${String(i).padStart(3, '0')},50${i % 100 < share ? ' €' : ''}`)
  expect(inferReading(amounts(40), {})).toMatchObject({ kind: 'number', decimal: ',', unit: '€' })
  expect(inferReading(amounts(5), {})).toMatchObject({ kind: 'number', decimal: ',', unit: null })
})

test.each(['pièce', 'Pièce', 'unité', 'Unité', 'boîte'])('one %s and several are of one unit', (one) => {
  const column = Array.from({ length: 60 }, (_, i) => `${1 + (i % 3)} ${one}${i % 3 ? 's' : ''}`)
  expect(inferReading(column)).toMatchObject({ kind: 'number' })
})

test('an hour beyond the day does not make lengths of times of day; hours that thin out are lengths', () => {
  const random = new Random(11)
  const clock = (hour: number): string =>
    `${String(hour).padStart(2, '0')}:${String(random.int(0, 59)).padStart(2, '0')}`
  const cells = (hour: () => number, odd: string[]): string[] => [...Array.from({ length: 990 }, () => clock(hour())), ...odd] // prettier-ignore
  const kindOf = (column: string[]): string => inferReading(column).kind
  expect(kindOf(cells(() => random.int(8, 19), ['27:15']))).toBe('time')
  expect(
    kindOf(
      cells(
        () => random.int(8, 19),
        Array.from({ length: 10 }, () => '27:15')
      )
    )
  ).toBe('time')
  expect(kindOf(cells(() => random.int(0, 23), ['25:70', '31:00']))).toBe('time')
  const swing = (): number => random.int(-10, 10) / 12.1
  const long = (): number => Math.round(8 * Math.exp(0.43 * (swing() + swing() + swing() + swing())))
  expect(kindOf(cells(long, ['25:10', '26:40', '27:05', '24:30']))).toBe('duration')
  expect(kindOf(cells(() => random.int(0, 9), ['27:15']))).toBe('duration')
  expect(kindOf(cells(() => random.int(8, 30), []))).toBe('duration')
})

describe('clocks with few beyond the day', () => {
  const r = new Random(7)
  const clock = (from: number, to: number): string =>
    [r.int(from, to), r.int(0, 59)].map((part) => String(part).padStart(2, '0')).join(':')
  const many = (n: number, cell: () => string): string[] => Array.from({ length: n }, cell)

  test.each<[string, string[]]>([
    ['one in a thousand', [...many(999, () => clock(8, 19)), '27:15']],
    ['hours of the whole day', [...many(300, () => clock(0, 23)), '28:30', '31:05', '27:15']],
    ['one below zero', [...many(300, () => clock(6, 22)), '-08:15']],
    ['written with h', [...many(99, () => clock(8, 19).replace(':', 'h')), '27h15']]
  ])('are times of day, the others unread: %s', (_what, values) => {
    const reading = inferReading(values)
    expect(reading.kind).toBe('time')
    expect(values.filter((value) => !readsText(reading)(value))).toEqual(values.filter((value) => /^(-|2[5-9]|3)/.test(value))) // prettier-ignore
  })

  test('are times of day in a short column too where its name says so', () => {
    const values = [...many(19, () => clock(8, 19)), '27:15']
    expect(inferReading(values, { name: 'heure_depart' }).kind).toBe('time')
    expect(inferReading(values, { name: 'durée' }).kind).toBe('duration')
  })

  test('are times of day where the name says so and nobody is there before midnight; a service that runs past it has lengths', () => {
    const afternoons = [...many(950, () => clock(7, 19)), ...many(30, () => clock(24, 30))]
    expect(inferReading(afternoons, { name: 'Heure départ' }).kind).toBe('time')
    const late = [...many(950, () => clock(5, 23)), ...many(30, () => clock(24, 26))]
    expect(inferReading(late, { name: 'heure_depart' }).kind).toBe('duration')
  })

  test('one long length does not make minutes of the hours of the others', () => {
    const values = [...many(200, () => clock(0, 12)), '27:15']
    expect(inferReading(values, { name: 'durée' })).toEqual({ kind: 'duration', pair: 'h:m' })
    expect(inferReading(many(200, () => clock(14, 45)))).toEqual({ kind: 'duration', pair: 'm:s' })
  })

  test.each<[string, string[]]>([
    ['many beyond 24 hours', [...many(950, () => clock(5, 23)), ...many(50, () => clock(25, 60))]],
    ['mostly short, few long', [...many(295, () => clock(0, 9)), '27:15', '31:40']],
    ['a service past midnight', [...many(990, () => clock(5, 23)), ...many(7, () => clock(24, 24)), '25:05', '25:20', '25:40']], // prettier-ignore
    ['minutes and seconds', many(300, () => clock(14, 45))]
  ])('are lengths: %s', (_what, values) => {
    expect(inferReading(values).kind).toBe('duration')
  })
})
