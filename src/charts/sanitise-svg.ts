const ELEMENTS = new Set(['svg', 'g', 'path', 'rect', 'line', 'circle', 'text', 'tspan', 'defs', 'clipPath'])
const ATTRIBUTES = new Set([
  'xmlns',
  'class',
  'width',
  'height',
  'viewBox',
  'transform',
  'd',
  'x',
  'y',
  'x1',
  'x2',
  'y1',
  'y2',
  'dx',
  'dy',
  'cx',
  'cy',
  'r',
  'rx',
  'ry',
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-dashoffset',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-miterlimit',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'clip-path',
  'id',
  'display',
  'aria-hidden'
])
const TAG = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>/y

/**
 * Keeps of an SVG picture what a chart is made of: shapes and texts, presentation attributes, clips of its own.
 * Links, styles, scripts, images, handlers and foreign addresses do not come through; broken markup is refused whole.
 * @throws when the text is not the plain well-formed markup that Vega writes.
 */
export function sanitiseSvg(svg: string, ids: string): string {
  let out = ''
  let at = 0
  const open: { name: string; kept: boolean }[] = []
  while (at < svg.length) {
    const next = svg.indexOf('<', at)
    const kept = open.every((element) => element.kept)
    const text = svg.slice(at, next < 0 ? svg.length : next)
    if (kept) out += text.replaceAll('>', '&gt;')
    if (next < 0) break
    TAG.lastIndex = next
    const found = TAG.exec(svg)
    if (!found) throw new Error(`unexpected markup in a chart: ${svg.slice(next, next + 40)}`)
    const [whole, closing, name = '', attributes = '', empty] = found
    at = next + whole.length
    if (closing) {
      const element = open.pop()
      if (element?.name !== name) throw new Error(`unbalanced markup in a chart: ${name}`)
      if (kept) out += `</${name}>`
      continue
    }
    const keep = kept && ELEMENTS.has(name)
    if (keep) out += `<${name}${safeAttributes(attributes, ids)}${empty ? '/' : ''}>`
    if (!empty) open.push({ name, kept: keep })
  }
  if (open.length) throw new Error('unbalanced markup in a chart')
  return out
}

function safeAttributes(attributes: string, ids: string): string {
  let out = ''
  for (const [, name = '', value = ''] of attributes.matchAll(/([\w:.-]+)="([^"]*)"/g)) {
    if (!ATTRIBUTES.has(name)) continue
    if (name === 'id') out += ` id="${ids}-${value.replace(/[^\w-]/g, '')}"`
    else if (name === 'clip-path') {
      const clip = /^url\(#([\w-]+)\)$/.exec(value)
      if (clip) out += ` clip-path="url(#${ids}-${clip[1]})"`
    } else if (
      name === 'xmlns' ? value === 'http://www.w3.org/2000/svg' : !/url\s*\(|:\/\/|javascript:|data:/i.test(value)
    )
      out += ` ${name}="${value}"`
  }
  return out
}
