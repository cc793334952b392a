import { describe, expect, test } from 'vitest'
import { missingProposals } from '../index'
import { columnOf, KINDS } from '../testing/corpus'
import { Random } from '../testing/random'

const random = new Random(8)
const others = new Random(9)
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const ages = times(300, () => String(random.int(18, 79)))
const marks = times(300, () => String(random.int(1, 5)))
const temperatures = times(300, () => String(random.int(-80, 250) / 10))
const days = times(200, () => `${random.int(10, 28)}/0${random.int(1, 9)}/20${random.int(10, 24)}`)
const births = times(200, () => `19${random.int(40, 99)}-0${random.int(1, 9)}-${random.int(10, 28)}`)
const cities = times(200, () => random.pick(['Lyon', 'Paris', 'Lille', 'Nantes']))

describe('texts that say "no answer" are proposed', () => {
  test.each<[string, (string | null)[], [string, number][]]>([
    ['words in text', [...cities, 'Non renseigné', 'NSP', 'NSP', '-'], [['NSP', 2], ['-', 1], ['Non renseigné', 1]]], // prettier-ignore
    ['words among numbers', [...ages, 'NC', 'ne sait pas', '#N/A', '#N/A', null], [['#N/A', 2], ['NC', 1], ['ne sait pas', 1]]], // prettier-ignore
    ['a label among numbers', [...ages, 'Refus', 'Refus', 'Refus'], [['Refus', 3]]],
    ['999 beside ages', [...ages, '999', '999', '999'], [['999', 3]]],
    ['99 above ages up to 72', [...times(600, () => String(random.int(18, 72))), ...times(6, () => '99')], [['99', 6]]],
    ['99 above ages up to 90, which thin out', [...times(900, () => String(18 + others.int(0, 18) + others.int(0, 18) + others.int(0, 18) + others.int(0, 18))), ...times(12, () => '99')], [['99', 12]]], // prettier-ignore
    ['1900 beside years', [...times(900, () => String(others.int(1970, 2025))), ...times(12, () => '1900')], [['1900', 12]]], // prettier-ignore
    ['-1 beside ages', [...ages, '-1', '-1'], [['-1', 2]]],
    ['-1 below numbers that begin with 0', [...times(900, () => String(random.int(0, 399))), ...times(12, () => '-1')], [['-1', 12]]], // prettier-ignore
    ['99 on a scale', [...marks, '99', '99'], [['99', 2]]],
    ['0 beside marks from 1 to 5', [...marks, '0', '0', '0'], [['0', 3]]],
    ['0 beside marks, in a quarter of the rows', [...marks, ...times(100, () => '0')], [['0', 100]]],
    ['99 on a scale, in a quarter of the rows', [...marks, ...times(100, () => '99')], [['99', 100]]],
    ['9 on a scale, in a quarter of the rows', [...marks, ...times(100, () => '9')], [['9', 100]]],
    ['9 on a scale, seldom', [...marks, '9', '9', '9'], [['9', 3]]],
    ['-999 beside temperatures below zero', [...temperatures, '-999', '-999', '-999'], [['-999', 3]]],
    ['9999 with a decimal comma', [...ages.map((age) => `${age},5`), '9999', '9999'], [['9999', 2]]],
    ['01/01/1900 beside days', [...days, '01/01/1900', '01/01/1900'], [['01/01/1900', 2]]],
    [
      '9999-12-31 beside births',
      [...births, '9999-12-31', '1900-01-01'],
      [
        ['1900-01-01', 1],
        ['9999-12-31', 1]
      ]
    ],
    ['00/00/0000', [...days, '00/00/0000'], [['00/00/0000', 1]]],
    ['zeros among telephones', [...times(40, () => `06${random.digits(8)}`), '0000000000', '0000000000'], [['0000000000', 2]]] // prettier-ignore
  ])('%s', (_name, values, expected) => {
    expect(missingProposals(values)).toEqual(expected.map(([text, rows]) => ({ text, rows })))
  })

  test.each<[string, (string | null)[]]>([
    ['an outlier alone', [...ages, '112']],
    ['99 among numbers up to 200', times(300, () => String(random.int(0, 200)))],
    ['0 on a scale from 0 to 10', times(400, () => String(random.int(0, 10)))],
    ['99 that ends a row of ages', [...times(600, () => String(random.int(18, 95))), ...times(6, () => '99')]],
    ['1900 among years of old houses', times(900, () => String(1850 + 10 * others.int(0, 17)))],
    ['1900 among numbers that are no years', [...times(900, () => String(others.int(2600, 3900))), ...times(12, () => '1900')]], // prettier-ignore
    [
      'a price of 99 above others',
      [...times(600, () => `${random.int(5, 60)},${random.int(10, 99)}`), ...times(6, () => '99,00')]
    ],
    ['counts with zeros', times(300, () => String(random.int(0, 40)))],
    ['identifiers that pass 99 and 999', times(1_500, (index) => String(index))],
    ['codes of states', times(200, () => random.pick(['NC', 'NY', 'TX', 'CA', 'NH']))],
    ['an answer "aucun"', times(200, () => random.pick(['Aucun', 'Un', 'Plusieurs']))],
    ['as many zeros as other marks', times(300, () => String(random.int(0, 5)))],
    [
      'many zeros of counts that fade out',
      times(400, () => String(random.pick([0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 5])))
    ],
    ['9 among marks up to 10', times(400, () => String(random.int(1, 10)))],
    ['-99 among balances', times(900, () => String(random.int(-120, 50)))],
    ['-1 and -2 that end a row of numbers', [...times(900, () => String(random.int(0, 399))), ...times(12, () => '-1'), '-2', '-2']], // prettier-ignore
    ['negative balances', times(300, () => String(random.int(-50, 50)))],
    ['old births', [...times(200, () => `19${random.digits(2)}-01-0${random.int(1, 9)}`)]],
    ['first names', [...times(50, () => random.pick(['Léa', 'Tom', 'Noé'])), 'Nan']]
  ])('but not %s', (_name, values) => {
    expect(missingProposals(values)).toEqual([])
  })

  test('no false alarm on clean columns of all kinds, every marker on those that have some', () => {
    const alarms: string[] = []
    const missed: string[] = []
    for (const kind of KINDS) {
      for (let seed = 1; seed <= 3; seed += 1) {
        const clean = columnOf(kind, 'clean', 400, new Random(seed))
        for (const { text } of missingProposals(clean, kind.options)) alarms.push(`${kind.name}: ${text}`)
        if (['states', 'sentences'].includes(kind.name)) continue
        const holes = columnOf(kind, 'missing', 400, new Random(seed))
        const told = new Set(missingProposals(holes, kind.options).map(({ text }) => text))
        for (const marker of ['NC', 'N/A', '-', 'NSP', 'Non renseigné', 'null', '?'])
          if (holes.filter((cell) => cell === marker).length >= 2 && !told.has(marker))
            missed.push(`${kind.name}: ${marker}`)
      }
    }
    expect({ alarms, missed }).toEqual({ alarms: [], missed: [] })
  })
})
