import { describe, expect, it } from 'vitest'
import { listBundledCases, loadBundledSpec } from './bundled'
import { parseCaseSpec } from './spec'

describe('parseCaseSpec', () => {
  const good = loadBundledSpec('velmorane')

  it('takes back what it gave', () => {
    expect(parseCaseSpec(structuredClone(good))).toEqual(good)
  })

  it('names the faulty place', () => {
    const wrong = structuredClone(good)
    wrong.effects[0]!.theme = 'wify'
    wrong.lines[2]!.region = 'Atlantide'
    expect(() => parseCaseSpec(wrong)).toThrow(
      /lines\.2\.region: unknown region: Atlantide.*effects\.0\.theme: unknown theme: wify/s
    )
  })

  it('refuses NaN, sizes without bounds, unknown keys and paths as file names', () => {
    const spoil = (change: (spec: typeof good) => void): (() => unknown) => {
      const spec = structuredClone(good)
      change(spec)
      return () => parseCaseSpec(spec)
    }
    expect(spoil((spec) => (spec.surveys.overall.base = Number.NaN))).toThrow(/surveys\.overall\.base/)
    expect(spoil((spec) => (spec.size.trips = 1e12))).toThrow(/size\.trips/)
    expect(spoil((spec) => Object.assign(spec.size, { trps: 3 }))).toThrow(/trps/)
    expect(spoil((spec) => (spec.exports[0]!.parts[0]!.name = '../lignes.csv'))).toThrow(/exports\.0\.parts\.0\.name/)
  })
})

describe('loadBundledSpec', () => {
  it('knows its cases, and says which it does not', () => {
    expect(listBundledCases().map((each) => each.slug)).toEqual(['velmorane'])
    expect(() => loadBundledSpec('toString')).toThrow('no bundled case: toString')
  })
})
