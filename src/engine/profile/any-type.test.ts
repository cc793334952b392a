import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anyTable, compareCells, createSql, UNORDERED, type AnyColumn, type Cell } from '../../../test/any-table'
import { TableProfile, type ColumnProfile } from '../../contract'
import { closeProject, openProject, type Project } from '../project'
import { ident } from '../sql'
import { profileTable } from './profile-table'

let folder: string
let project: Project
let made = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'any-profile-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

test.each([0, 1, 2, 30])('every figure of every column type is that of %i rows counted in JavaScript', async (rows) => {
  await fc.assert(
    fc.asyncProperty(anyTable(rows), async (columns) => {
      const name = `any${made++}`
      for (const sql of createSql(`raw.${name}`, columns)) await project.database.run(sql)
      const profile = TableProfile.parse(await profileTable(project, { schema: 'raw', name }))
      expect([profile.rows, profile.columns.length]).toEqual([rows, columns.length + 1])
      for (const [place, column] of columns.entries()) {
        const told = profile.columns[place + 1]
        if (!told) throw new Error(`no profile of ${column.name}`)
        const written = await writtenAs(name, column)
        checkCounts(told, column, written)
        if (told.numeric && !told.reading) checkNumbers(told, written)
      }
      expect(profile.missingCells).toBe(
        columns.reduce((sum, { cells }) => sum + cells.filter((cell) => cell === null).length, 0)
      )
    }),
    { numRuns: rows > 2 ? 2 : 1, endOnFailure: true }
  )
})

type Written = { text: string | null; measure: number | null }

/** Each value as SQL writes it, and as a number in the units that the contract says. */
async function writtenAs(table: string, { name, type }: AnyColumn): Promise<Written[]> {
  const c = ident(name)
  const measure = /^(DATE|TIME|INTERVAL)/.test(type)
    ? `epoch(${c})`
    : /INT|DECIMAL|FLOAT|DOUBLE|BOOLEAN/.test(type) && !/\(a|\]$/.test(type)
      ? `${c}::DOUBLE`
      : 'NULL::DOUBLE'
  return project.rows<Written>(`SELECT ${c}::VARCHAR AS text, ${measure} AS measure FROM raw.${table} ORDER BY id`)
}

function checkCounts(told: ColumnProfile, { cells, type }: AnyColumn, written: readonly Written[]): void {
  const present = cells.flatMap((cell, row) => (cell ? [{ cell, text: written[row]?.text ?? '' }] : []))
  const groups = new Map<Cell['order'], { n: number; texts: Set<string>; cell: Cell }>()
  for (const { cell, text } of present) {
    const group = groups.get(cell.order) ?? { n: 0, texts: new Set(), cell }
    groups.set(cell.order, { ...group, n: group.n + 1, texts: group.texts.add(text.slice(0, 200)) })
  }
  const sizes = [...groups.values()].map(({ n }) => n).sort((a, b) => b - a)
  expect(
    {
      missing: told.missing,
      distinct: told.distinct,
      duplicates: told.duplicates,
      top: told.top.map(({ n }) => n)
    },
    type
  ).toEqual({
    missing: cells.length - present.length,
    distinct: groups.size,
    duplicates: present.length - groups.size,
    top: sizes.slice(0, 20)
  })
  expect([told.unique, told.constant], type).toEqual([
    present.length > 0 && groups.size === present.length,
    groups.size === 1
  ])
  for (const { value, n } of told.top)
    expect(
      [...groups.values()].some((group) => group.n === n && group.texts.has(value)),
      `${type}: ${value} ×${n}`
    ).toBe(true)
  if (UNORDERED.includes(type)) return
  const sorted = [...groups.values()].sort((a, b) => compareCells(a.cell, b.cell))
  for (const [end, group] of [
    [told.min, sorted[0]],
    [told.max, sorted.at(-1)]
  ] as const)
    expect(group ? group.texts.has(end ?? '') : end === null, `${type}: ${end}`).toBe(true)
}

function checkNumbers({ type, numeric, histogram }: ColumnProfile, written: readonly Written[]): void {
  const present = written.flatMap(({ measure }) => (measure === null ? [] : [measure]))
  const x = present.filter(Number.isFinite).sort((a, b) => a - b)
  const mean = x.reduce((sum, value) => sum + value / x.length, 0)
  const variance = x.reduce((sum, value) => sum + ((value - mean) / Math.sqrt(x.length - 1)) ** 2, 0)
  expect(
    {
      n: numeric?.n,
      notFinite: numeric?.notFinite,
      zeros: numeric?.zeros,
      negatives: numeric?.negatives,
      integers: numeric?.integers
    },
    type
  ).toEqual({
    n: x.length,
    notFinite: present.length - x.length,
    zeros: x.filter((value) => value === 0).length,
    negatives: x.filter((value) => value < 0).length,
    integers: x.length > 0 && x.every(Number.isInteger)
  })
  near(numeric?.min, x[0], type)
  near(numeric?.max, x.at(-1), type)
  near(numeric?.mean, x.length ? mean : null, `mean of ${type}`, Math.max(...x.map(Math.abs), 0))
  near(numeric?.sd, x.length > 1 ? Math.sqrt(variance) : null, `sd of ${type}`, Math.max(...x.map(Math.abs), 0))
  expect(numeric?.quantiles.length ?? 0).toBe(x.length ? 9 : 0)
  for (const { p, value } of numeric?.quantiles ?? []) {
    const rank = p * (x.length - 1)
    const [low = NaN, high = NaN] = [x[Math.floor(rank)], x[Math.ceil(rank)]]
    near(value, low + (high - low) * (rank % 1), `quantile ${p} of ${type}`, Math.max(Math.abs(low), Math.abs(high)))
  }
  if (!histogram) return
  expect(
    histogram.bins.reduce((sum, { n }) => sum + n, 0),
    `bins of ${type}`
  ).toBe(x.length)
  for (const [place, { from, to, n }] of histogram.bins.entries()) {
    const isLast = place === histogram.bins.length - 1
    const inside = x.filter((v) => (from === null || v >= from) && (to === null || v < to || (isLast && v === to)))
    expect(n, `bin from ${from} of ${type}`).toBe(inside.length)
  }
}

/** Equal but for rounding at the size of the numbers it was made from. */
function near(actual: number | null | undefined, expected: number | null | undefined, what: string, size = 0): void {
  if (expected == null || !Number.isFinite(expected)) expect(actual ?? null, what).toBeNull()
  else
    expect(Math.abs((actual ?? NaN) - expected), `${what}: ${actual} for ${expected}`).toBeLessThanOrEqual(
      1e-9 * Math.max(Math.abs(expected), size, 1e-300)
    )
}
