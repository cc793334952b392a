import { describe, expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { impossibleValue } from './impossible-value'

const { detect, rowids } = detectorBench()
const rows = (columns: string): string => `SELECT i, ${columns} FROM range(4000) r(i)`
const found = (columns: string, ...edits: string[]) => detect(impossibleValue, rows(columns), edits)

describe('so many values beyond a hard end that the outermost hundredths are theirs', () => {
  const CHARGE = `(30 + hash(i) % 71)::INTEGER AS "charge %"`
  test('of percents that stop at 100', async () => {
    const [one] = await found(CHARGE, `UPDATE $t SET "charge %" = 130 + 20 * (i % 4) WHERE i % 50 = 7`)
    expect(one).toMatchObject({ kind: 'impossible_value', rows: 80 })
    expect((await rowids(one)).every((id) => id % 50 === 7)).toBe(true)
  })

  test('no percents that go on past 100, change, or stay far below it', async () => {
    expect(await found(CHARGE, `UPDATE $t SET "charge %" = 100 + hash(i) % 30 WHERE i % 50 = 7`)).toEqual([])
    expect(await found(`(30 + hash(i) % 71)::INTEGER AS "évolution %"`, `UPDATE $t SET "évolution %" = 150 WHERE i % 50 = 7`)).toEqual([]) // prettier-ignore
    expect(await found(`(10 + hash(i) % 31)::INTEGER AS "pct"`, `UPDATE $t SET pct = 150 WHERE i % 50 = 7`)).toEqual([])
    expect(await found(`(50 + hash(i) % 51)::INTEGER AS heart_rate`, `UPDATE $t SET heart_rate = 150 WHERE i % 50 = 7`)).toEqual([]) // prettier-ignore
  })

  const AGE = `(18 + hash(i) % 60)::INTEGER AS age_years`
  test('of ages of grown persons', async () => {
    const [one] = await found(AGE, `UPDATE $t SET age_years = i % 4 WHERE i % 50 = 7`)
    expect(one).toMatchObject({ kind: 'impossible_value', rows: 80 })
    expect((await rowids(one)).every((id) => id % 50 === 7)).toBe(true)
  })

  test('ages that no one has stay sure beside a few of children', async () => {
    const all = await found(AGE, `UPDATE $t SET age_years = CASE i WHEN 5 THEN -3 WHEN 6 THEN 214 ELSE i % 2 END WHERE i < 9`) // prettier-ignore
    expect(all.map(({ confidence, rows, proposal }) => [confidence, rows, proposal?.repair])).toEqual([
      [0.95, 2, { kind: 'set_missing', column: 'age_years', values: ['-3', '214'] }],
      [0.4, 7, { kind: 'review' }]
    ])
    expect(new Set(all.map(({ id }) => id)).size).toBe(2)
  })

  test('no ages of children among others, nor of a few young ones', async () => {
    expect(await found(`(hash(i) % 90)::INTEGER AS age`)).toEqual([])
    expect(await found(AGE, `UPDATE $t SET age_years = i % 4 WHERE i % 10 = 7`)).toEqual([])
    expect(await found(AGE, `UPDATE $t SET age_years = i % 2 WHERE i % 50 = 7`)).toMatchObject([{ confidence: 0.4 }])
    expect(await found(AGE, `UPDATE $t SET age_years = 13 WHERE i % 50 = 7`)).toEqual([])
    expect(await found(`(60 + hash(i) % 30)::INTEGER AS age`, `UPDATE $t SET age = 2 WHERE i % 50 = 7`)).toEqual([])
  })
})

describe('marks of questions side by side', () => {
  const MARKS = [1, 2, 3, 4].map((at) => `(1 + (hash(i * 4 + ${at}) % 5))::INTEGER AS frage_${at}`).join(', ')
  test('are on one scale, though some beyond it come more than once in a hundred', async () => {
    const all = await found(MARKS, `UPDATE $t SET frage_3 = 6 + i % 2 WHERE i % 45 = 7`)
    expect(all).toMatchObject([{ columns: ['frage_3'], rows: 89 }])
  })

  test('have a scale that stray marks hide, where the others of their list have one', async () => {
    const items = [1, 2, 3].map((at) => `(1 + (hash(i * 4 + ${at}) % 7))::INTEGER AS item${at}`).join(', ')
    expect(await found(items, `UPDATE $t SET item2 = 8 + (i // 60) % 2 WHERE i % 60 = 7`)).toMatchObject([{ columns: ['item2'], rows: 67 }]) // prettier-ignore
  })

  test('persons beside them are no question', async () => {
    const persons = `least(7, 1 + floor(-ln(1 - (hash(i) % 1000) / 1000.0) * 1.6))::INTEGER AS persons`
    const named = (name: string, seed: number): string => `(1 + (hash(i * 4 + ${seed}) % 5))::INTEGER AS ${name}`
    expect(await found(`${named('service', 1)}, ${named('price', 2)}, ${persons}`)).toEqual([])
  })

  test('a question on a longer scale keeps it', async () => {
    const longer = `${MARKS}, (1 + (hash(i * 9) % 7))::INTEGER AS frage_5`
    expect(await found(longer)).toEqual([])
  })

  test('are whole where hardly any is not', async () => {
    const halves = MARKS.replaceAll('::INTEGER', '::DOUBLE')
    expect(await found(halves, `UPDATE $t SET frage_2 = 3.5 WHERE i % 100 = 7`)).toMatchObject([{ columns: ['frage_2'], rows: 40 }]) // prettier-ignore
    expect(await found(halves, `UPDATE $t SET frage_2 = least(5, frage_2 + 0.5) WHERE i % 6 = 1`)).toEqual([])
  })
})

describe('negative numbers of things', () => {
  const LINES = `(1 + hash(i) % 12)::INTEGER AS qty, 10.5 + i % 90 AS unit_price`
  const TURNED = `UPDATE $t SET qty = -qty WHERE i % 50 = 7`
  test('beside amounts that are none have a sign too many', async () => {
    const [one] = await found(`${LINES}, qty * unit_price AS total_amount`, TURNED)
    expect(one).toMatchObject({ columns: ['qty'], rows: 80 })
  })

  test('hardly any of which are, are as sure beside amounts as without', async () => {
    const few = `UPDATE $t SET quantite = -3 WHERE i % 400 = 7`
    const alone = await found(`(1 + hash(i) % 12)::INTEGER AS quantite`, few)
    const beside = await found(`(1 + hash(i) % 12)::INTEGER AS quantite, 10.5 + i % 90 AS montant`, few)
    expect(beside.map(({ proposal }) => proposal?.repair)).toEqual([
      { kind: 'set_missing', column: 'quantite', values: ['-3'] }
    ])
    expect(beside[0]?.confidence).toBe(alone[0]?.confidence)
  })

  test('are given back beside negative amounts, or prices alone', async () => {
    const back = `UPDATE $t SET qty = -qty, total_amount = -total_amount WHERE i % 50 = 7`
    expect((await found(`${LINES}, qty * unit_price AS total_amount`, back)).filter(({ columns }) => columns[0] === 'qty')).toEqual([]) // prettier-ignore
    expect(await found(LINES, TURNED)).toEqual([])
  })
})
