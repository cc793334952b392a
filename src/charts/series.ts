import type { ChartData, ChartRole, Scalar } from '../contract'
import { inertLine } from './inert-text'
import type { ChartLanguage } from './locales'

/** One mark's numbers, read by role from a row of plain cells. */
export interface Point {
  x: number | string
  x2: number | null
  y: number | null
  n: number
  /** Place in `ChartReading.colours`. */
  colour: number
}

/** The data of a chart with its labels made: each label is unique, inert and never a name that an object inherits. */
export interface ChartReading {
  points: Point[]
  /** Categories of x in the order they stand, for text axes. */
  categories: string[]
  /** Names of the colours in order; one empty name where nothing is split. */
  colours: string[]
  /** True at the colours that stand for "others" or missing values. */
  rest: boolean[]
}

/** Reads the rows of a chart and gives every category and colour its label. */
export function readSeries(data: ChartData, split: boolean, language: ChartLanguage): ChartReading {
  const cell = cells(data.columns)
  const x = new Labels(language, data.others.x, data.truth?.includes('x'))
  const colours = new Labels(language, data.others.colour, data.truth?.includes('colour'))
  const points = data.rows.map((row) => ({
    x:
      data.xType === 'text'
        ? x.label(cell(row, 'x'), numberOf(cell(row, 'xKind')) ?? 0)
        : (numberOf(cell(row, 'x')) ?? 0),
    x2: numberOf(cell(row, 'x2')),
    y: numberOf(cell(row, 'y')),
    n: numberOf(cell(row, 'n')) ?? 0,
    colour: split ? colours.place(cell(row, 'colour'), numberOf(cell(row, 'colourKind')) ?? 0) : 0
  }))
  return { points, categories: x.names, colours: split ? colours.names : [''], rest: split ? colours.rest : [false] }
}

/** Truth values as the grid shows them. */
const TRUTH = { fr: { true: 'oui', false: 'non' }, en: { true: 'yes', false: 'no' } }

class Labels {
  readonly names: string[] = []
  readonly rest: boolean[] = []
  private readonly places = new Map<string, number>()

  constructor(
    private readonly language: ChartLanguage,
    private readonly others: number,
    private readonly isTruth = false
  ) {}

  place(value: Scalar | undefined, kind: number): number {
    const key = `${kind}${kind === 0 ? String(value) : ''}`
    const known = this.places.get(key)
    if (known !== undefined) return known
    this.places.set(key, this.names.length)
    this.names.push(this.unique(this.worded(value, kind)))
    this.rest.push(kind !== 0)
    return this.names.length - 1
  }

  label(value: Scalar | undefined, kind: number): string {
    return this.names[this.place(value, kind)] ?? ''
  }

  private worded(value: Scalar | undefined, kind: number): string {
    const french = this.language === 'fr'
    if (kind === 1) return french ? '(manquant)' : '(missing)'
    if (kind === 2) return french ? `Autres (${this.others})` : `Others (${this.others})`
    if (this.isTruth && (value === 'true' || value === 'false')) return TRUTH[this.language][value]
    const label = inertLine(String(value), 120)
    return label.trim() === '' ? (french ? '(vide)' : '(empty)') : label
  }

  private unique(label: string): string {
    // Vega keeps groups in plain objects: a label that every object inherits (`constructor`) would break it.
    let candidate = label in {} ? `\u2060${label}` : label
    while (this.names.includes(candidate)) candidate += '\u00a0*'
    return candidate
  }
}

function cells(columns: readonly ChartRole[]): (row: readonly Scalar[], role: ChartRole) => Scalar | undefined {
  const places = new Map(columns.map((role, place) => [role, place]))
  return (row, role) => row[places.get(role) ?? -1]
}

function numberOf(value: Scalar | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
