import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'
import { FacetSpec, type BrushIndex, type FacetCounts } from '../src/contract'
import { brushIndex } from '../src/engine/filters/brush'
import { makeCodes } from '../src/engine/filters/codes'
import { readFacets } from '../src/engine/filters/facets'
import { closeProject, openProject } from '../src/engine/project'
import { resolveTable } from '../src/engine/tables'
import { brushedCounts } from '../src/ui/capabilities/facets/brushed'

const SIZES = (process.env.CHANTIER_BENCH_ROWS ?? '1000000,10000000').split(',').map(Number)
const FACETS = [
  { kind: 'text', column: 'ville' },
  { kind: 'text', column: 'client' },
  { kind: 'number', column: 'montant' },
  { kind: 'number', column: 'note' },
  { kind: 'date', column: 'jour', unit: 'day' },
  { kind: 'missing', column: 'commentaire' },
  ...(process.env.CHANTIER_BENCH_WORDS ? [{ kind: 'word', column: 'commentaire' }] : [])
].map((spec) => FacetSpec.parse(spec))

/** Answers of a brush: the first, which makes the index, and all others, which the page computes from it; milliseconds. */
test('brush updates over six facets of one table', async () => {
  const lines: string[] = []
  for (const size of SIZES) lines.push(await measure(size))
  const page = brushPage(lines)
  writeFileSync(join(import.meta.dirname, 'BRUSH.md'), page)
  console.log(page)
})

async function measure(size: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chantier-brush-'))
  const project = await openProject(join(folder, 'p.chantier'), { create: true })
  try {
    await project.database.run(
      `CREATE TABLE raw.t AS SELECT i AS id, 'C' || (i % 9000) AS client, DATE '2022-11-14' + (hash(i) % 700)::INTEGER AS jour, ((hash(i, 2) % 5000000) / 100)::DECIMAL(18, 2) AS montant, (hash(i, 3) % 11)::BIGINT AS note, ['Lyon', 'Paris', 'Marseille', 'Nantes', 'Lille'][1 + (hash(i, 4) % 5)::BIGINT] AS ville, CASE WHEN hash(i, 5) % 3 > 0 THEN 'texte libre ' || (hash(i, 6) % 977) || ' du client' END AS commentaire FROM range(${size}) r(i)`
    )
    const ref = { schema: 'raw' as const, name: 't' }
    const table = await resolveTable(project, ref)
    const read = () => readFacets(project, { table: ref, filter: { all: [] }, facets: FACETS })
    const [plain] = await timed(read)
    const [made] = await timed(() => makeCodes(project, table, FACETS, () => undefined))
    const onCodes: number[] = []
    let facets: FacetCounts[] = []
    for (let round = 0; round < 7; round++) {
      const [taken, found] = await timed(read)
      onCodes.push(taken)
      facets = found.facets
    }
    const shown = facets.map(({ spec, bins }) => ({
      spec,
      values: [...bins.map(({ value }) => value), ...(spec.kind === 'text' ? [null] : [])]
    }))
    const grabs: number[] = []
    const moves: number[] = []
    for (let round = 0; round < 30; round++) {
      const active = [2, 3, 4][round % 3] ?? 2
      const filter = { all: round % 2 ? [{ column: 'ville', op: 'in' as const, values: ['Lyon', 'Lille'] }] : [] }
      const [taken, index] = await timed(() => brushIndex(project, { table: ref, filter, facets: shown, active }))
      grabs.push(taken)
      // As it comes over the wire.
      const arrived = JSON.parse(JSON.stringify(index)) as BrushIndex
      const bins = arrived.kept.length - 1
      for (let move = 0; move < 200; move++) {
        const begun = performance.now()
        brushedCounts(arrived, move % bins, Math.min(bins, (move % bins) + 1 + (move % 7)))
        moves.push(performance.now() - begun)
      }
    }
    const both = (values: number[]): string => `${at(values, 0.5)} / ${at(values, 0.95)}`
    return `| ${size.toLocaleString('en-US')} | ${(made / 1000).toFixed(2)} | ${plain.toFixed(0)} | ${at(onCodes, 0.5)} | ${both(grabs)} | ${both(moves)} |`
  } finally {
    await closeProject(project)
    await rm(folder, { recursive: true, force: true })
  }
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const begun = performance.now()
  const result = await work()
  return [performance.now() - begun, result]
}

function at(values: readonly number[], share: number): string {
  const sorted = [...values].sort((a, b) => a - b)
  const found = sorted[Math.ceil(share * sorted.length) - 1] ?? NaN
  return found < 10 ? found.toFixed(3) : found.toFixed(0)
}

function brushPage(lines: readonly string[]): string {
  const [cpu] = cpus()
  return [
    '# Measures of facets and of their brush',
    '',
    'Written by `npm run bench -- bench/brush.bench.ts`; not to be edited.',
    '',
    `- ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, ${cpus().length} cores (${cpu?.model.trim() || process.arch}), load average at the end ${loadavg()[0]?.toFixed(1)} (above the number of cores, other work disturbed the clock)`,
    '- Six facets of one table (two texts, of 5 and 9,000 values; two numbers; days; missing values), half of the time under a filter of another facet.',
    '- A move of the brush is the difference of two vectors, without a query; drawing it is measured in `e2e/facets.spec.ts`.',
    '- The grab of a brush makes these vectors: it is asked for when a histogram is pointed at or focused, before it is dragged.',
    '',
    '| rows | codes made s | first counts, on the table ms | counts on codes ms | grab p50 / p95 ms | move p50 / p95 ms |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
    ''
  ].join('\n')
}
