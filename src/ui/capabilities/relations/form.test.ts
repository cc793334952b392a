import { describe, expect, it, test } from 'vitest'
import type { Evidence, Link, RelationsFound } from '../../../contract'
import { fittedScale, formFor, READABLE } from './form'
import { layoutDiagram } from './layout'

const ROOM = { width: 820, height: 620 }
const evidence: Evidence = { title: { fr: '', en: '' }, definition: { fr: '', en: '' }, n: 0, filter: { fr: '', en: '' }, sql: '', rowsSql: null, table: null, columns: [] } // prettier-ignore

function link(from: number, to: number): Link {
  return {
    id: `${from}>${to}`,
    from: { schema: 'clean', name: `table_${from}` },
    to: { schema: 'clean', name: `table_${to}` },
    on: [{ left: `id_${to}`, right: `id_${to}` }],
    normalise: false,
    cardinality: 'n:1',
    keyDuplicates: 0,
    differences: [],
    rows: 1,
    present: 1,
    matchedRows: 1,
    orphanRows: 0,
    values: 1,
    orphanValues: 0,
    keys: 1,
    usedKeys: 1,
    score: 1,
    state: 'found',
    evidence: { matched: evidence, orphans: evidence, orphanValues: evidence, unused: evidence }
  }
}

function found(count: number): RelationsFound {
  const names = Array.from({ length: count }, (_, i) => `table_${i}`)
  return {
    tables: names.map((name, i) => ({
      table: { schema: 'clean', name },
      rows: 1,
      columns: [`id_${i}`, ...names.map((_, to) => `id_${to}`).filter((other) => other !== `id_${i}`)]
    })),
    keys: names.map((name, i) => ({ table: { schema: 'clean', name }, columns: [`id_${i}`], rows: 1, missing: 0, duplicates: 0, unique: true, score: 1, weak: false, evidence })), // prettier-ignore
    links: [],
    joins: [],
    notes: [],
    seconds: 0
  }
}

const others = (count: number): number[] => Array.from({ length: count - 1 }, (_, i) => i + 1)
const star = (count: number): Link[] => others(count).map((i) => link(i, 0))
const facts = (count: number): Link[] => others(count).map((i) => link(0, i))
const tree = (count: number): Link[] => others(count).map((i) => link(i, Math.floor((i - 1) / 3)))
const crossed = (count: number): Link[] => [
  ...tree(count),
  ...others(count)
    .filter((i) => i % 4 === 3 && Math.floor(i / 2) !== Math.floor((i - 1) / 3))
    .map((i) => link(i, Math.floor(i / 2)))
]
const pairs = (count: number): Link[] => others(count).flatMap((i) => (i % 2 ? [link(i, i - 1)] : []))

describe.each([2, 6, 16, 40])('%i tables', (count) => {
  it.each([
    ['star', star],
    ['facts', facts],
    ['tree', tree],
    ['crossed', crossed],
    ['pairs', pairs]
  ])('of a %s are all seen at once, large enough to be read', (_shape, linksOf) => {
    const [all, links] = [found(count), linksOf(count)]
    const form = formFor(all, links, ROOM)
    const { cards, edges, width, height } = layoutDiagram(all, links, new Set(), form)
    expect(form.level).toBe(count > 6 ? 'names' : 'keys')
    expect(cards).toHaveLength(count)
    expect(edges).toHaveLength(links.length)
    for (const { x, y, width: wide, height: high } of cards) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
      expect(x + wide).toBeLessThanOrEqual(width)
      expect(y + high).toBeLessThanOrEqual(height)
    }
    for (const [place, one] of cards.entries())
      for (const other of cards.slice(place + 1))
        expect(
          one.x + one.width <= other.x ||
            other.x + other.width <= one.x ||
            one.y + one.height <= other.y ||
            other.y + other.height <= one.y
        ).toBe(true)
    expect(fittedScale({ width, height }, ROOM)).toBeGreaterThanOrEqual(READABLE[form.level])
  })
})

test('what the reader chose is drawn, whether it fits or not', () => {
  expect(formFor(found(40), star(40), ROOM, 'keys').level).toBe('keys')
  expect(formFor(found(2), star(2), ROOM, 'names').level).toBe('names')
})

test('hundreds of tables have a form too', () => {
  const [all, links] = [found(120), star(120)]
  const { cards, width, height } = layoutDiagram(all, links, new Set(), formFor(all, links, ROOM))
  expect(cards).toHaveLength(120)
  expect(fittedScale({ width, height }, ROOM)).toBeGreaterThan(0.4)
})
