import { describe, expect, test } from 'vitest'
import { choicesFor, inferReading, missingProposals, readingInWords } from './index'
import { readsText } from './reads-text'
import { Random } from './testing/random'

const repeated = (words: string[], times: number): string[] => words.flatMap((word) => Array<string>(times).fill(word))

describe('a reading that would empty answers is offered, not chosen', () => {
  test('yes and no beside several words of other kinds', () => {
    const values = repeated(['oui', 'non', 'Ne sait pas', '?', '#N/A', 'NULL', 'null', '-', '.'], 40)
    expect(inferReading(values)).toEqual({ kind: 'text' })
    expect(choicesFor(values).map(({ reading }) => reading)).toContainEqual({ kind: 'boolean', yes: 'oui', no: 'non' })
    const told = missingProposals(values).map(({ text }) => text)
    expect(told).toEqual(expect.arrayContaining(['?', '#N/A', 'NULL', 'null', '-', '.']))
  })

  test('a third answer beside yes and no', () => {
    const values = [...repeated(['oui', 'non'], 40), ...repeated(['Ne sait pas'], 20)]
    expect(inferReading(values)).toEqual({ kind: 'text' })
    expect(inferReading([...values.slice(0, 80), 'Ne sait pas'])).toMatchObject({ kind: 'boolean' })
  })

  test('numbers stay numbers beside what one program writes for nothing', () => {
    expect(inferReading([...repeated(['12', '15'], 10), ...repeated(['NA'], 80)])).toMatchObject({ kind: 'integer' })
    expect(inferReading([...repeated(['12', '15'], 10), ...repeated(['NA', '-', 'inconnu', '?'], 20)])).toEqual({
      kind: 'text'
    })
  })
})

test('spellings of one word for "missing" are one word', () => {
  expect(inferReading([...repeated(['12', '15'], 10), ...repeated(['NA', 'na', 'N/A', '#N/A'], 20)])).toMatchObject({
    kind: 'integer'
  })
  const cities = repeated(['Lyon', 'Paris', 'Lille'], 30)
  expect(missingProposals([...cities, 'N/A', 'NA', 'na']).map(({ text }) => text)).toEqual(['N/A', 'NA', 'na'])
  expect(missingProposals([...cities, 'NA'])).toEqual([])
})

describe('an amount that begins with a group of zero', () => {
  const random = new Random(4)
  const amount = (low: number, high: number): string => random.int(low, high).toLocaleString('fr').replace(/\s/gu, ' ')
  const amounts = (count: number, low: number, high: number): string[] =>
    Array.from({ length: count }, () => amount(low, high))

  test.each([
    ['amounts of any size', amounts(2_000, 1, 900_000)],
    ['amounts of four digits', amounts(1_000, 1_000, 9_999)]
  ])('is a value not read among many %s', (_name, values) => {
    const odd = values.toSpliced(700, 0, '0 450')
    const reading = inferReading(odd)
    expect(reading).toMatchObject({ kind: 'integer', grouping: ' ' })
    expect(odd.filter((value) => !readsText(reading)(value))).toEqual(['0 450'])
  })

  test.each([
    ['a few amounts', [...amounts(20, 1_000, 9_999), '0 450']],
    [
      'as many others',
      [...amounts(200, 1_000, 900_000), ...Array.from({ length: 20 }, () => `0 ${random.int(100, 999)}`)]
    ],
    ['post codes of another department', [...amounts(2_000, 75_001, 75_020), '01 000']],
    ['SIREN of which few are grouped', [...Array.from({ length: 400 }, () => `${random.int(300, 999)}${random.digits(6)}`), '028 372 924']] // prettier-ignore
  ])('keeps it among %s', (_name, values) => {
    expect(inferReading(values)).toEqual({ kind: 'text' })
  })
})

describe('codes in groups keep their zeros', () => {
  test.each([
    ['SIREN', ['028 372 924', '919 031 077', '838 062 154']],
    ['post codes', ['01 001', '75 012', '69 003']],
    ['with narrow spaces', ['01\u202f001', '75\u202f012', '69\u202f003']]
  ])('%s', (_name, values) => {
    expect(inferReading(values)).toEqual({ kind: 'text' })
  })

  test('no reading of groups takes a number that begins with 0', () => {
    const random = new Random(3)
    for (const grouping of [' ', "'", '.', ','] as const)
      for (let round = 0; round < 50; round += 1) {
        const groups = Array.from({ length: random.int(1, 4) }, () => random.digits(3)).join(grouping)
        const value = `0${random.digits(random.int(0, 2))}${grouping}${groups}`
        expect(readsText({ kind: 'integer', grouping })(value)).toBe(false)
        expect(readsText({ kind: 'integer', grouping })(`1${value.slice(1)}`)).toBe(true)
      }
  })
})

test('words and initials for yes and no are read together', () => {
  const values = repeated(['OUI', 'Non', 'o', 'n'], 20)
  const reading = inferReading(values)
  expect(reading).toEqual({ kind: 'boolean', yes: 'oui', no: 'non', also: [{ yes: 'o', no: 'n' }] })
  expect(readingInWords(reading)?.fr).toBe('oui, o / non, n')
  expect(values.filter((value) => !readsText(reading)(value))).toEqual([])
  expect(inferReading(repeated(['Oui', 'Non', 'Yes', 'No'], 20))).toMatchObject({
    kind: 'boolean',
    also: [{ yes: 'yes' }]
  })
  expect(inferReading(repeated(['o', 'n', 'a', 'e'], 20))).toEqual({ kind: 'text' })
})

test.each(['00/00/0000', '0000-00-00', '00000000'])(
  '“%s” in a fifth of the cells is no day, and the others are',
  (none) => {
    const day = (index: number): string => {
      const [m, d] = [String(1 + (index % 12)).padStart(2, '0'), String(1 + (index % 28)).padStart(2, '0')]
      return none.includes('/') ? `${d}/${m}/2023` : none.includes('-') ? `2023-${m}-${d}` : `2023${m}${d}`
    }
    const values = Array.from({ length: 200 }, (_, index) => (index % 5 ? day(index) : none))
    expect(inferReading(values)).toMatchObject({ kind: 'date' })
    expect(missingProposals(values)).toEqual([{ text: none, rows: 40 }])
  }
)

test('crosses in most of the cells are ticks, and stay; a few among numbers are none', () => {
  const column = (crosses: number, numbers: number) => [
    ...new Array<string>(crosses).fill('X'),
    ...Array.from({ length: numbers }, (_, i) => String(10 + i))
  ]
  expect(inferReading(column(21, 1))).toEqual({ kind: 'text' })
  expect(inferReading(column(3, 40)).kind).toBe('integer')
  expect(inferReading([...new Array<string>(60).fill('NA'), ...column(0, 40)]).kind).toBe('integer')
})
