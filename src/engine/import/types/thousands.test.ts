import { describe, expect, test } from 'vitest'
import { choicesFor, inferColumns, inferReading, readingInWords } from './index'
import { Random } from './testing/random'

const times = (count: number, make: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => make(index))
const grouped = (value: number, mark: string): string => String(value).replace(/\B(?=(\d{3})+$)/g, mark)
const marks = [',', '.'] as const

describe.each(marks)('a “%s” before three digits', (mark) => {
  const asDecimal = { kind: 'number', decimal: mark, grouping: '', unit: null, ambiguous: true }

  test.each<[string, string[]]>([
    ['beside whole numbers of the same size', ['12', '3?125', '7', '2?250', '9', '1?500']],
    [
      'in half of the values',
      times(200, (i) => (i % 2 ? `${1 + (i % 11)}?${(i * 125) % 1000 || 625}` : String(i % 13)))
    ],
    ['in few of the values', times(200, (i) => (i % 20 ? String(5 + (i % 20)) : `4?${375 + i}`))],
    ['in one of 200 values', times(200, (i) => (i ? String(i) : '1?234'))]
  ])('%s is decimal, the doubt told and thousands offered', (_name, texts) => {
    const values = texts.map((value) => value.replace('?', mark).replace(/([,.]\d{2})$/, '$10'))
    expect(inferReading(values)).toEqual(asDecimal)
    expect(choicesFor(values).map(({ reading }) => reading)).toContainEqual({ kind: 'integer', grouping: mark })
    expect(readingInWords(inferReading(values))?.fr).toContain(
      `(à vérifier : « 1${mark}234 » peut vouloir dire mille deux cent trente-quatre ou un virgule deux cent trente-quatre)`
    )
  })

  test('the decimal mark of other columns settles it', () => {
    const prices = { name: 'a', values: times(40, (i) => `${i}${mark}${10 + i}`) }
    const weights = { name: 'b', values: ['12', `3${mark}125`, '7', `2${mark}250`, '9', `1${mark}500`] }
    expect(inferColumns([prices, weights])[1]).toEqual({ kind: 'number', decimal: mark, grouping: '', unit: null })
  })

  test('with a unit behind, it is the same', () => {
    const values = ['12 kg', `3${mark}125 kg`, '7 kg', `2${mark}250 kg`, '9 kg', `1${mark}500 kg`]
    expect(inferReading(values)).toEqual({ ...asDecimal, unit: 'kg' })
  })

  test('round values are no proof of thousands', () => {
    const values = times(40, (i) => `${1 + (i % 9)}${mark}${(i * 3) % 10}00`)
    expect(inferReading(values)).toMatchObject({ kind: 'number', decimal: mark, ambiguous: true })
  })
})

test('numbers of one column are never read a thousand times too large without a word', () => {
  const random = new Random(11)
  for (let round = 0; round < 200; round += 1) {
    const mark = random.pick(marks)
    const most = random.pick([5, 20, 100, 999])
    const share = random.next()
    const values = times(random.int(5, 300), () =>
      random.next() < share ? `${random.int(1, most)}${mark}${random.digits(3)}` : String(random.int(0, most))
    )
    const reading = inferReading(values)
    if (reading.kind !== 'integer' || reading.grouping !== mark) continue
    expect([values.slice(0, 20), reading]).toEqual([values.slice(0, 20), { ...reading, ambiguous: true }])
  }
})

test('counts that go on from hundreds to thousands are whole numbers, without a doubt where most are no larger', () => {
  const random = new Random(12)
  for (let round = 0; round < 100; round += 1) {
    const mark = random.pick(marks)
    const most = random.pick([4_000, 20_000, 400_000])
    const counts = times(400, () => String(random.int(1, 990))).concat(
      times(400, () => grouped(random.int(1_000, most), mark))
    )
    expect(inferReading(counts)).toEqual({
      kind: 'integer',
      grouping: mark,
      ...(most > 20_000 ? { ambiguous: true } : {})
    })
  }
})
