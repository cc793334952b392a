import { linkSync } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'
import { createEngine, finish, type Engine } from '../src/engine'
import { profileTable } from '../src/engine/profile'

const SIZES = (process.env.CHANTIER_BENCH_ROWS ?? '100000,1000000').split(',').map(Number)
const ROUNDS = 3
const COLUMNS = `{id:'BIGINT', client:'VARCHAR', jour:'DATE', montant:'DECIMAL(18,2)', note:'BIGINT', ville:'VARCHAR', commentaire:'VARCHAR'}`

/** Seconds of one run of `work`. */
async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

/** A plain CSV of so many rows, the same at each run. */
async function writeCsv(path: string, rows: number): Promise<void> {
  const file = await open(path, 'w')
  const towns = ['Lyon', 'Paris', 'Marseille', 'Nantes', 'Lille']
  await file.write('id;client;jour;montant;note;ville;commentaire\n')
  let lines: string[] = []
  for (let row = 0; row < rows; row++) {
    const day = new Date(1_700_000_000_000 + (row % 700) * 86_400_000).toISOString().slice(0, 10)
    lines.push(
      `${row};C${row % 9_000};${day};${(((row * 7919) % 50_000) / 100).toFixed(2)};${row % 11};${towns[row % 5]};texte libre ${row % 977}\n`
    )
    if (lines.length < 20_000) continue
    await file.write(lines.join(''))
    lines = []
  }
  await file.write(lines.join(''))
  await file.close()
}

async function withEngine(work: (engine: Engine, folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'chantier-bench-'))
  const engine = createEngine({ folder, settings: folder })
  try {
    await engine.client.project.create({ name: 'mesures' })
    await work(engine, folder)
  } finally {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  }
}

test.each(SIZES)('%i rows', async (rows) => {
  await withEngine(async (engine, folder) => {
    const path = join(folder, 'mesures.csv')
    await writeCsv(path, rows)
    const { project } = engine.session
    const staged = join(project.staging, 'file-00000000-0000-0000-0000-000000000000')
    linkSync(path, staged)
    const plain = `CREATE OR REPLACE TABLE raw."~plain" AS SELECT * FROM read_csv('${staged}', auto_detect=false, header=true, delim=';', quote='"', columns=${COLUMNS})`
    const imports: number[] = []
    const ctas: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      ctas.push(await seconds(() => project.database.run(plain)))
      imports.push(
        await seconds(async () =>
          finish(
            await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: `m${round}.csv` }] })
          )
        )
      )
    }
    const profiles: number[] = []
    const summaries: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      summaries.push(await seconds(() => project.database.run(`SUMMARIZE raw.m${round}`)))
      profiles.push(await seconds(() => profileTable(project, { schema: 'clean', name: `m${round}` })))
    }
    console.log(
      `${rows} rows: import ${median(imports).toFixed(2)} s / CREATE TABLE AS ${median(ctas).toFixed(2)} s = ${(median(imports) / median(ctas)).toFixed(2)}`
    )
    console.log(
      `${rows} rows: profile ${median(profiles).toFixed(2)} s / SUMMARIZE ${median(summaries).toFixed(2)} s = ${(median(profiles) / median(summaries)).toFixed(2)}`
    )
  })
})
