import { test } from 'vitest'
import { measureBrush, type BrushResult } from './brush'
import { brushInPage, type PageBrush } from './brush-page'
import { at, count, sizesOf, writePart } from './page'

const SIZES = sizesOf('1000000,10000000')
/** The most that an update may take, in milliseconds: beyond, a hand feels that the figures trail the brush. */
const LIMIT = 100

/** Updates of the brush over six facets of one table, with and without a page; written to bench/RESULTS.md. */
test('brush updates over six facets of one table', async () => {
  const results: { engine: BrushResult; page: PageBrush | null }[] = []
  for (const size of SIZES) results.push({ engine: await measureBrush(size), page: await brushInPage(size) })
  console.log(await writePart('brush', 'Measures of facets and of their brush', SIZES, brushLines(results)))
})

function brushLines(results: readonly { engine: BrushResult; page: PageBrush | null }[]): string[] {
  return [
    'Six facets of one table (two texts, of 5 and 9,000 values; two numbers; days; missing values or texts).',
    '',
    `## Brush update, p95 at most ${LIMIT} ms`,
    '',
    'In Chromium without a graphics processor, against the built program: from a move of the brush to the frame after the counts of all',
    'facets and of the rows kept have followed it. The first move follows the arrival of the pointer on the histogram at once, without rest.',
    '',
    '| rows | updates | p50 ms | p95 ms | limit ms | slowest ms | first ms |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...results.map(({ engine: { rows }, page }) =>
      page
        ? `| ${count(rows)} | ${page.updates.length} | ${ms(at(page.updates, 0.5))} | **${ms(at(page.updates, 0.95))}** | ${LIMIT} | ${ms(Math.max(...page.updates))} | ${ms(page.updates[0] ?? NaN)} |`
        : `| ${count(rows)} | no browser | | | ${LIMIT} | | |`
    ),
    '',
    '## The engine’s part',
    '',
    'A move of the brush is the difference of two vectors, without a query. The index of a brush holds these vectors: it is made before',
    'the brush is grabbed; here for each of three histograms, half of the time under a filter of another facet.',
    '',
    '| rows | codes made s | first counts, on the table ms | counts on codes ms | index p50 / p95 ms | move p50 / p95 ms |',
    '| --- | --- | --- | --- | --- | --- |',
    ...results.map(
      ({ engine: { rows, coding, plain, coded, grabs, moves } }) =>
        `| ${count(rows)} | ${(coding / 1000).toFixed(2)} | ${ms(plain)} | ${ms(at(coded, 0.5))} | ${both(grabs)} | ${both(moves)} |`
    )
  ]
}

const both = (values: readonly number[]): string => `${ms(at(values, 0.5))} / ${ms(at(values, 0.95))}`
const ms = (value: number): string => (value < 10 ? value.toFixed(3) : value.toFixed(0))
