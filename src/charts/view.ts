import { parse, View, type Loader, type ViewOptions } from 'vega'
import { expressionInterpreter } from 'vega-interpreter'
import { compile, type TopLevelSpec } from 'vega-lite'
import { LOCALES, type ChartLanguage } from './locales'
import { sanitiseSvg } from './sanitise-svg'
import { estimateTextWidths } from './text-width'

if (typeof document === 'undefined') estimateTextWidths()

/**
 * A Vega view of a spec of ours: expressions are interpreted from their tree (no code is made), nothing can be loaded,
 * numbers and dates follow the language. Not for specs of others.
 */
export function chartView(spec: TopLevelSpec, language: ChartLanguage, options: ViewOptions = {}): View {
  const { spec: compiled } = compile(spec)
  const runtime = parse(compiled, undefined, { ast: true })
  // Vega's types name the formatters here, its code takes their definitions.
  const locale = LOCALES[language] as unknown as ViewOptions['locale']
  return new View(runtime, {
    renderer: 'none',
    ...options,
    loader: DENY_ALL,
    expr: expressionInterpreter,
    locale
  } as ViewOptions)
}

/** The spec as a sanitised SVG picture. `ids` is put before every id inside, so that several pictures share a page. */
export async function chartSvg(spec: TopLevelSpec, language: ChartLanguage, ids: string): Promise<string> {
  const view = chartView(spec, language)
  try {
    return sanitiseSvg(await view.toSVG(), ids)
  } finally {
    view.finalize()
  }
}

const DENY_ALL: Loader = {
  load: () => Promise.reject(new Error('charts load nothing')),
  sanitize: () => Promise.resolve({ href: '' }),
  http: () => Promise.reject(new Error('charts load nothing')),
  file: () => Promise.reject(new Error('charts load nothing'))
} as unknown as Loader
