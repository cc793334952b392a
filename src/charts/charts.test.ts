import { readdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest'
import { ChartData, ChartIntent } from '../contract'
import { chartDescription, chartExtreme, chartSpec, chartTable, LIGHT, DARK } from '.'
import { sanitiseSvg } from './sanitise-svg'
import { chartSvg } from './view'

const CASES = join(import.meta.dirname, 'cases')

interface Case {
  intent: ChartIntent
  data: ChartData
}

let warned: MockInstance
beforeEach(() => void (warned = vi.spyOn(console, 'warn')))
afterEach(() => warned.mockRestore())

it('shows truth values in words of the language, and a text that reads like one as it is written', () => {
  const intent = ChartIntent.parse({ table: { schema: 'raw', name: 't' }, kind: 'bar', x: { column: 'actif' } })
  const path = join(CASES, 'bar-top-and-others', 'input.json')
  const { data: example } = JSON.parse(readFileSync(path, 'utf8')) as Case
  const bars = ['true', 'false'].map((value) => [value, 0, null, 0, 2, 2])
  const data = ChartData.parse({ ...example, rows: bars, others: { x: 0, colour: 0 } })
  const names = (shown: ChartData, language: 'fr' | 'en') =>
    chartTable(intent, shown, language).rows.map(([name]) => name)
  expect(names({ ...data, truth: ['x'] }, 'fr')).toEqual(['oui', 'non'])
  expect(names({ ...data, truth: ['x'] }, 'en')).toEqual(['yes', 'no'])
  expect(names(data, 'fr')).toEqual(['true', 'false'])
})

it('tells the rows of the mark that stands out, not those of all marks', () => {
  const path = join(CASES, 'bar-means-beside', 'input.json')
  const { intent, data } = JSON.parse(readFileSync(path, 'utf8')) as Case
  const of = (aggregate: ChartIntent['y']['aggregate']) => ({ ...intent, y: { ...intent.y, aggregate } })
  expect(chartExtreme(intent, data, 'fr')).toBe('web, A\u00a0: 7,251 (n = 25\u00a0; maximum de 3\u00a0valeurs)')
  expect(chartExtreme(intent, data, 'en')).toBe('web, A: 7.251 (n = 25; highest of 3 values)')
  // A share is of the rows of its x; a count is its own n.
  expect(chartExtreme(of('share'), data, 'en')).toContain('(n = 100; highest of 3 values)')
  expect(chartExtreme(of('count'), data, 'en')).not.toContain('n =')
})

/** A folder is a case: `input.json` holds intent and numbers; `spec.json`, `table.json` and `chart.svg` are what they make. */
describe.each(readdirSync(CASES))('%s', (name) => {
  const folder = join(CASES, name)
  const input = JSON.parse(readFileSync(join(folder, 'input.json'), 'utf8')) as { language: 'fr' | 'en' } & Case
  const intent = ChartIntent.parse(input.intent)
  const data = ChartData.parse(input.data)

  it('makes the spec, the table and the words of the case', () => {
    const spec = chartSpec(intent, data, { language: input.language })
    same(folder, 'spec.json', JSON.stringify(spec, null, 2))
    same(
      folder,
      'table.json',
      JSON.stringify(
        { description: chartDescription(intent, data, input.language), ...chartTable(intent, data, input.language) },
        null,
        2
      )
    )
  })

  it('draws the picture of the case, with nothing in it but shapes and texts', async () => {
    const svg = await chartSvg(chartSpec(intent, data, { language: input.language }), input.language, 'k')
    expect(
      svg.match(/<[a-z]+/gi)?.every((tag) => /^<(svg|g|path|rect|line|text|tspan|defs|clipPath|circle)$/.test(tag))
    ).toBe(true)
    expect(svg).not.toMatch(/<[^>]*(NaN|undefined|\son\w+=|href|style=)/i)
    expect(warned).not.toHaveBeenCalled()
    same(folder, 'chart.svg', svg.replaceAll('><', '>\n<'))
  })
})

describe('the sanitiser', () => {
  it('drops links, handlers, styles, images and foreign elements with all they hold', () => {
    const hostile =
      '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><style>a</style><a xlink:href="javascript:x()"><text>in</text></a><g style="a:b" fill="url(http://x/)" clip-path="url(#c1)" id="c&quot;1"><image href="http://x/"/><text onclick="x()">a &lt;b&gt;</text></g></svg>'
    expect(sanitiseSvg(hostile, 'k')).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg"><g clip-path="url(#k-c1)" id="k-cquot1"><text>a &lt;b&gt;</text></g></svg>'
    )
  })

  it.each([
    '<svg><g></svg>',
    '<svg',
    '<svg><!-- x --></svg>',
    '<svg a=b></svg>',
    '<svg><g>',
    '<svg><![CDATA[<b>]]></svg>'
  ])('refuses broken markup %s', (svg) => {
    expect(() => sanitiseSvg(svg, 'k')).toThrow(/markup/)
  })
})

describe('the palettes', () => {
  it('are those of the page', () => {
    const css = readFileSync(join(import.meta.dirname, '../ui/parts/chart/chart.css'), 'utf8')
    const named = (theme: typeof LIGHT): string[] => [
      theme.ink,
      theme.muted,
      theme.line,
      theme.surface,
      ...theme.palette
    ]
    const declared = [...css.matchAll(/--chart-\w+: light-dark\((#\w+), (#\w+)\)/g)]
    expect(declared.map((found) => found[1])).toEqual(named(LIGHT))
    expect(declared.map((found) => found[2])).toEqual(named(DARK))
  })

  it.each([['light', LIGHT] as const, ['dark', DARK] as const])(
    '%s: marks stand 3:1 and texts 4.5:1 against their surface',
    (_, theme) => {
      for (const colour of theme.palette) expect(contrast(colour, theme.surface), colour).toBeGreaterThanOrEqual(3)
      for (const colour of [theme.ink, theme.muted])
        expect(contrast(colour, theme.surface), colour).toBeGreaterThanOrEqual(4.5)
    }
  )

  it.each([['light', LIGHT] as const, ['dark', DARK] as const])(
    '%s: colours stay apart for deuteranopes and protanopes',
    (_, theme) => {
      for (const matrix of [DEUTERANOPIA, PROTANOPIA]) {
        const seen = theme.palette.map((colour) => lab(apply(matrix, linear(colour))))
        for (let i = 0; i < seen.length; i++) {
          for (let j = 0; j < i; j++)
            expect(distance(seen[i]!, seen[j]!), `${theme.palette[i]} ${theme.palette[j]}`).toBeGreaterThanOrEqual(20)
        }
      }
    }
  )
})

/** Compares with the golden file; where it differs, writes what came beside it. `UPDATE_CASES=1` accepts. */
function same(folder: string, file: string, text: string): void {
  const golden = join(folder, file)
  if (process.env.UPDATE_CASES || (!existsSync(golden) && !process.env.CI)) writeFileSync(golden, `${text}\n`)
  const expected = readFileSync(golden, 'utf8')
  if (expected !== `${text}\n`) writeFileSync(golden.replace(/(\.\w+)$/, '-changed$1'), `${text}\n`)
  expect(`${text}\n`).toBe(expected)
}

type Triple = [number, number, number]

function linear(hex: string): Triple {
  return [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as Triple
}

function contrast(a: string, b: string): number {
  const [one, two] = [a, b].map((hex) =>
    linear(hex).reduce((sum, value, place) => sum + value * [0.2126, 0.7152, 0.0722][place]!, 0.05)
  ) as [number, number]
  return Math.max(one, two) / Math.min(one, two)
}

/** Machado, Oliveira and Fernandes (2009), full severity, on linear RGB. */
const DEUTERANOPIA = [
  [0.367322, 0.860646, -0.227968],
  [0.280085, 0.672501, 0.047413],
  [-0.01182, 0.04294, 0.968881]
] as const
const PROTANOPIA = [
  [0.152286, 1.052583, -0.204868],
  [0.114503, 0.786281, 0.099216],
  [-0.003882, -0.048116, 1.051998]
] as const

function apply(matrix: readonly (readonly number[])[], [r, g, b]: Triple): Triple {
  return matrix.map((row) => Math.min(1, Math.max(0, row[0]! * r + row[1]! * g + row[2]! * b))) as Triple
}

function lab([r, g, b]: Triple): Triple {
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047)
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b)
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

function distance(a: Triple, b: Triple): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}
