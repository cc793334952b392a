import { expect, test } from 'vitest'
import type { Evidence, Link, RelationsFound } from '../../../contract'
import { CARD, layoutDiagram } from './layout'

const evidence: Evidence = { title: { fr: '', en: '' }, definition: { fr: '', en: '' }, n: 0, filter: { fr: '', en: '' }, sql: '', rowsSql: null, table: null, columns: [] } // prettier-ignore

function link(from: string, to: string, left: string, right: string): Link {
  return {
    id: `${from}.${left}>${to}.${right}`,
    from: { schema: 'clean', name: from },
    to: { schema: 'clean', name: to },
    on: [{ left, right }],
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

function found(names: string[]): RelationsFound {
  return {
    tables: names.map((name) => ({ table: { schema: 'clean', name }, rows: 1, columns: ['id', 'a', 'b'] })),
    keys: names.map((name) => ({ table: { schema: 'clean', name }, columns: ['id'], rows: 1, missing: 0, duplicates: 0, unique: true, score: 1, weak: false, evidence })), // prettier-ignore
    links: [],
    joins: [],
    notes: [],
    seconds: 0
  }
}

test('tables that refer stand left of those they refer to, and no card lies on another', () => {
  const links = [link('c', 'b', 'a', 'id'), link('b', 'a', 'a', 'id'), link('c', 'a', 'b', 'id')]
  const { cards, edges, width, height } = layoutDiagram(found(['a', 'b', 'c', 'd', '__proto__']), links)
  const of = (name: string) => cards.find((card) => card.name === name) ?? cards[0]!
  expect(of('c').x).toBeLessThan(of('b').x)
  expect(of('b').x).toBeLessThan(of('a').x)
  for (const [place, one] of cards.entries())
    for (const other of cards.slice(place + 1)) {
      const apart =
        one.x + CARD.width <= other.x ||
        other.x + CARD.width <= one.x ||
        one.y + one.height <= other.y ||
        other.y + other.height <= one.y
      expect(apart).toBe(true)
    }
  expect(edges).toHaveLength(3)
  for (const { x, y, height: tall } of cards) {
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x + CARD.width).toBeLessThanOrEqual(width)
    expect(y + tall).toBeLessThanOrEqual(height)
  }
})

test('an edge leaves at the row of its column, with a fork where many rows stand', () => {
  const { cards, edges } = layoutDiagram(found(['a', 'b']), [link('b', 'a', 'b', 'id')])
  const [edge] = edges
  const from = cards.find(({ name }) => name === 'b')
  expect(from?.shown).toEqual([
    { name: 'id', isKey: true, isLinked: false },
    { name: 'b', isKey: false, isLinked: true }
  ])
  expect(edge?.from).toMatchObject({ y: (from?.y ?? 0) + CARD.header + 1.5 * CARD.row, many: true, side: 1 })
  expect(edge?.to).toMatchObject({ many: false, side: -1 })
})

test('tables that refer to each other are drawn both ways', () => {
  const { edges } = layoutDiagram(found(['a', 'b']), [link('a', 'b', 'a', 'id'), link('b', 'a', 'b', 'id')])
  expect(edges.map(({ from, to }) => Math.sign(to.x - from.x)).sort()).toEqual([-1, 1])
})

test('tables without a link are listed, groups are laid out apart, and expanded cards show every column', () => {
  const links = [link('a', 'b', 'a', 'id'), link('c', 'd', 'a', 'id')]
  const names = ['a', 'b', 'c', 'd', 'alone']
  const folded = layoutDiagram(found(names), links)
  expect(folded.isolated).toEqual([{ name: 'alone', rows: 1, key: ['id'] }])
  expect(folded.cards.map(({ name }) => name).sort()).toEqual(['a', 'b', 'c', 'd'])
  const card = folded.cards.find(({ name }) => name === 'a')
  expect(card).toMatchObject({ others: 1, canExpand: true, isExpanded: false })
  const opened = layoutDiagram(found(names), links, new Set(['a'])).cards.find(({ name }) => name === 'a')
  expect(opened).toMatchObject({ others: 0, canExpand: true, isExpanded: true })
  expect(opened?.shown.map(({ name }) => name)).toEqual(['id', 'a', 'b'])
  for (const { link: drawn, from, to, path } of folded.edges) {
    const start = folded.cards.find(({ name }) => name === drawn.from.name)
    const end = folded.cards.find(({ name }) => name === drawn.to.name)
    expect([from.x, to.x]).toEqual([(start?.x ?? 0) + CARD.width, end?.x])
    expect(path.startsWith(`M ${from.x} ${from.y} `) && path.endsWith(` ${to.x} ${to.y}`)).toBe(true)
  }
})

test('thirty tables of forty columns stand in a shape that a screen can show', () => {
  const names = Array.from({ length: 30 }, (_, i) => `t${i}`)
  const all = found(names)
  all.tables = all.tables.map((table) => ({
    ...table,
    columns: ['id', ...Array.from({ length: 39 }, (_, i) => `c${i}`)]
  }))
  const links = names.slice(1).map((name, i) => link(name, `t${Math.floor(i / 2)}`, `c${i}`, 'id'))
  const { cards, width, height } = layoutDiagram(all, links)
  expect(Math.max(...cards.map(({ height: tall }) => tall))).toBeLessThan(200)
  expect(width * height).toBeLessThan(4_000 * 3_000)
})

test('a link of a table to itself is a loop around under its card, clear of the cards below', () => {
  const links = [link('a', 'a', 'a', 'id'), link('c', 'b', 'a', 'id'), link('a', 'b', 'b', 'id')]
  const { cards, edges, height } = layoutDiagram(found(['a', 'b', 'c']), links)
  const card = cards.find(({ name }) => name === 'a') ?? cards[0]!
  const loop = edges.find(({ link: drawn }) => drawn.to.name === 'a')!
  expect(edges).toHaveLength(3)
  expect([loop.from.x, loop.to.x]).toEqual([card.x + CARD.width, card.x])
  expect(loop.label.y).toBeGreaterThan(card.y + card.height)
  expect(loop.label.y).toBeLessThan(height)
  for (const other of cards.filter(({ name, x }) => name !== 'a' && x === card.x))
    expect(other.y > loop.label.y || other.y + other.height < card.y).toBe(true)
  expect(loop.path.startsWith(`M ${loop.from.x} ${loop.from.y} `)).toBe(true)
})

test('the columns of a key are told as one, and a link of several columns leaves amid them', () => {
  const [all, drawn] = [found(['a', 'b']), link('b', 'a', 'a', 'id')]
  all.keys = all.keys.map((key) => ({ ...key, columns: ['id', 'a'] }))
  drawn.on = [
    { left: 'a', right: 'id' },
    { left: 'b', right: 'a' }
  ]
  const { cards, edges } = layoutDiagram(all, [drawn])
  const to = cards.find(({ name }) => name === 'a')
  expect(to?.keyRows).toBe(2)
  expect(to?.shown.slice(0, 2).map(({ name }) => name)).toEqual(['id', 'a'])
  expect(edges[0]?.to.y).toBe((to?.y ?? 0) + CARD.header + CARD.row)
})

test('a diagram of names has all tables and links, each link from card to card', () => {
  const names = Array.from({ length: 12 }, (_, i) => `t${i}`)
  const links = names.slice(1).map((name) => link(name, 't0', 'a', 'id'))
  const { cards, edges } = layoutDiagram(found(names), links, new Set(), { level: 'names', spread: 3 })
  expect(new Set(cards.map(({ x }) => x)).size).toBe(4)
  const hub = cards.find(({ name }) => name === 't0')
  for (const { link: drawn, from, to, label } of edges) {
    const card = cards.find(({ name }) => name === drawn.from.name)
    expect(from).toMatchObject({ x: (card?.x ?? 0) + (card?.width ?? 0), side: 1 })
    expect(to).toMatchObject({ x: hub?.x, side: -1 })
    expect(cards.every(({ x, y, width, height }) => label.x < x || label.x > x + width || label.y < y || label.y > y + height)).toBe(true) // prettier-ignore
  }
})
