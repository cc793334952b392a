import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FacetSpec, type BrushIndex, type FacetCounts } from '../src/contract'
import { brushIndex } from '../src/engine/filters/brush'
import { makeCodes } from '../src/engine/filters/codes'
import { readFacets } from '../src/engine/filters/facets'
import { closeProject, openProject } from '../src/engine/project'
import { resolveTable } from '../src/engine/tables'
import { brushedCounts } from '../src/ui/capabilities/facets/brushed'

/** Times in milliseconds of the facets of a table and of their brush, without a page. */
export interface BrushResult {
  rows: number
  /** The first counts of all facets, before there are codes; making the codes; the counts after. */
  plain: number
  coding: number
  coded: number[]
  /** Making the index of a brush, without and with a filter of another facet; a move on it. */
  grabs: number[]
  moves: number[]
}

/** Two texts, of 5 and 9,000 values; two numbers; days; missing values. */
const FACETS = [
  { kind: 'text', column: 'ville' },
  { kind: 'text', column: 'client' },
  { kind: 'number', column: 'montant' },
  { kind: 'number', column: 'note' },
  { kind: 'date', column: 'jour', unit: 'day' },
  { kind: 'missing', column: 'commentaire' },
  ...(process.env.CHANTIER_BENCH_WORDS ? [{ kind: 'word', column: 'commentaire' }] : [])
].map((spec) => FacetSpec.parse(spec))

/** Measures the engine's part of the brush at one size. */
export async function measureBrush(rows: number): Promise<BrushResult> {
  const folder = await mkdtemp(join(tmpdir(), 'chantier-brush-'))
  const project = await openProject(join(folder, 'p.chantier'), { create: true })
  try {
    await project.database.run(
      `CREATE TABLE raw.t AS SELECT i AS id, 'C' || (i % 9000) AS client, DATE '2022-11-14' + (hash(i) % 700)::INTEGER AS jour, ((hash(i, 2) % 5000000) / 100)::DECIMAL(18, 2) AS montant, (hash(i, 3) % 11)::BIGINT AS note, ['Lyon', 'Paris', 'Marseille', 'Nantes', 'Lille'][1 + (hash(i, 4) % 5)::BIGINT] AS ville, CASE WHEN hash(i, 5) % 3 > 0 THEN 'texte libre ' || (hash(i, 6) % 977) || ' du client' END AS commentaire FROM range(${rows}) r(i)`
    )
    const ref = { schema: 'raw' as const, name: 't' }
    const table = await resolveTable(project, ref)
    const read = () => readFacets(project, { table: ref, filter: { all: [] }, facets: FACETS })
    const [plain] = await timed(read)
    const [coding] = await timed(() => makeCodes(project, table, FACETS, () => undefined))
    const coded: number[] = []
    let facets: FacetCounts[] = []
    for (let round = 0; round < 7; round++) {
      const [taken, found] = await timed(read)
      coded.push(taken)
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
    return { rows, plain, coding, coded, grabs, moves }
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
