import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Workstream, type Estimates } from '../../contract'
import { rankWorkstreams } from './index'

const manual = { kind: 'manual' as const }
const work = (id: string, estimates: Partial<Estimates>) => Workstream.parse({ id, title: id.toUpperCase(), estimates })
const rice = (id: string, people: number, impact: 0.25 | 0.5 | 1 | 2 | 3, confidence: number, effort: number) =>
  work(id, { reach: { people, source: manual }, impact, confidence, effort })
const worth = (id: string, amount: number, effort: number, unit: 'points' | 'eur' = 'points') =>
  work(id, { value: { unit, amount }, effort })

describe('RICE', () => {
  test('is reach × impact × confidence / effort, with the computation written out', () => {
    const { rows } = rankWorkstreams([rice('a', 500, 3, 100, 10), rice('b', 2000, 1, 80, 5)], 'rice')
    expect(rows.map(({ title, rank, score }) => [title, rank, score])).toEqual([
      ['B', 1, 320],
      ['A', 2, 150]
    ])
    expect(rows[0]?.computation.en).toBe('2,000 × 1 × 80% ÷ 5 = 320')
    expect(rows[0]?.inputs.map(({ name, value }) => [name, value])).toEqual([
      ['reach', 2000],
      ['impact', 1],
      ['confidence', 80],
      ['effort', 5]
    ])
  })

  test('ties share a rank and the next is skipped, floating-point noise notwithstanding', () => {
    const ranking = rankWorkstreams(
      [rice('a', 1, 1, 30, 1), rice('b', 3, 1, 10, 1), rice('c', 9, 1, 100, 1), rice('d', 0, 1, 9, 1)],
      'rice'
    )
    expect(ranking.rows.map(({ workstreamId, rank, tied }) => [workstreamId, rank, tied])).toEqual([
      ['c', 1, false],
      ['a', 2, true],
      ['b', 2, true],
      ['d', 4, false]
    ])
  })

  test('missing estimates are named and ranked apart; zero is an estimate', () => {
    const ranking = rankWorkstreams([work('a', { impact: 1, confidence: 0 }), rice('b', 0, 1, 0, 1)], 'rice')
    expect(ranking.rows.map(({ score }) => score)).toEqual([0])
    expect(ranking.missing).toMatchObject([{ workstreamId: 'a', reason: { fr: 'Il manque : portée, effort.' } }])
  })

  test('ranks are in the order of scores, and nobody is lost', () => {
    const estimate = fc.record({
      people: fc.option(fc.nat(10_000), { nil: null }),
      impact: fc.constantFrom(0.25, 0.5, 1, 2, 3) as fc.Arbitrary<0.25 | 0.5 | 1 | 2 | 3>,
      confidence: fc.nat(100),
      effort: fc.integer({ min: 1, max: 90 })
    })
    fc.assert(
      fc.property(fc.array(estimate, { maxLength: 12 }), (all) => {
        const list = all.map(({ people, ...others }, id) =>
          work(String(id), { ...others, reach: people === null ? null : { people, source: manual } })
        )
        const { rows, missing } = rankWorkstreams(list, 'rice')
        expect([...rows, ...missing].map(({ workstreamId }) => Number(workstreamId)).sort((a, b) => a - b)).toEqual(
          all.map((_, id) => id)
        )
        for (const { workstreamId, score, rank, tied } of rows) {
          const { people, impact, confidence, effort } = all[Number(workstreamId)]!
          expect(score).toBeCloseTo(((people ?? NaN) * impact * confidence) / 100 / effort, 9)
          const better = rows.filter((other) => Number(other.score.toPrecision(12)) > Number(score.toPrecision(12)))
          expect(rank).toBe(better.length + 1)
          expect(tied).toBe(rows.filter((other) => other.rank === rank).length > 1)
        }
      })
    )
  })
})

describe('value/effort', () => {
  test('quadrants are cut at the medians', () => {
    const { rows, medians } = rankWorkstreams(
      [worth('quick', 9, 2), worth('big', 8, 20), worth('fill', 2, 3), worth('pit', 1, 30)],
      'value-effort'
    )
    expect(medians).toMatchObject({ value: 5, effort: 11.5 })
    expect(Object.fromEntries(rows.map(({ workstreamId, quadrant }) => [workstreamId, quadrant]))).toEqual({
      quick: 'quick-win',
      big: 'big-bet',
      fill: 'fill-in',
      pit: 'money-pit'
    })
    expect(rows.map(({ workstreamId }) => workstreamId)).toEqual(['quick', 'fill', 'big', 'pit'])
  })

  test('on a median, value counts as high and effort as light', () => {
    expect(rankWorkstreams([worth('a', 5, 5)], 'value-effort').rows[0]?.quadrant).toBe('quick-win')
  })

  test('points and euros are never ranked together', () => {
    const ranking = rankWorkstreams(
      [worth('a', 50_000, 10, 'eur'), worth('b', 20_000, 1, 'eur'), worth('c', 9, 1)],
      'value-effort'
    )
    expect(ranking.valueUnit).toBe('eur')
    expect(ranking.rows.map(({ workstreamId }) => workstreamId)).toEqual(['b', 'a'])
    expect(ranking.missing[0]?.reason.fr).toContain('points')
  })
})
