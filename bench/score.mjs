import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildIfNeeded, root } from '../bin/build-if-needed.mjs'
import { readCsv } from './read-csv.mjs'
import { compareSpectrum } from './spectrum.mjs'

/** `npm run score`: scores the command line on third-party data with known answers; `CHANTIER_DATA` names the folder that holds `data/` and `tools/`. */
const shared = resolve(process.env.CHANTIER_DATA ?? join(root, '..', 'shared'))
if (!existsSync(join(shared, 'data'))) {
  console.log(`skipped: no data at ${shared}; set CHANTIER_DATA to the folder that holds data/`)
  process.exit(0)
}
const AT_ONCE = 2
const work = mkdtempSync(join(tmpdir(), 'chantier-score-'))
try {
  buildIfNeeded()
  await scoreLoading()
  await scoreSpectrum()
  await scoreCells()
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** Blind loading: the reference scorer's ten numbers, and how many files were read in the right dialect. */
async function scoreLoading() {
  const files = join(shared, 'data', 'loading', 'csv')
  const clean = join(shared, 'data', 'loading', 'clean')
  const names = readdirSync(files)
  const begun = Date.now()
  const results = await inTurns(names, (name) => convert(join(files, name), join(work, name)))
  console.log(`loading (blind), ${names.length} files in ${Math.round((Date.now() - begun) / 1000)} s:`)
  console.log(python(join(shared, 'tools', 'score_loading.py'), files, clean, work).trimEnd())
  const failed = names.filter((_, place) => results[place].code !== 0)
  console.log(`refused: ${failed.length ? failed.join(', ') : 'none'}`)
  const wrong = names.filter((name) => !sameShape(join(clean, name), join(work, name)))
  console.log(
    `dialect success: ${names.length - wrong.length} of ${names.length}${wrong.length ? ` (not: ${wrong.join(', ')})` : ''}`
  )
}

/** csv-spectrum: every file read to the records of its JSON. */
async function scoreSpectrum() {
  const folder = join(shared, 'data', 'csv-spectrum')
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv'))
  await inTurns(names, (name) => convert(join(folder, name), join(work, name)))
  const { equal, total, failed, remarks } = compareSpectrum(folder, work)
  console.log(`csv-spectrum: ${equal} of ${total}${failed.length ? ` (not: ${failed.join(', ')})` : ''}`)
  for (const remark of remarks) console.log(`  ${remark}`)
}

/** Wrong cells found without labels: precision, recall and F1 of both views, and the share of cells flagged in the clean versions. */
async function scoreCells() {
  const folder = join(shared, 'data', 'cells')
  const sets = readdirSync(folder)
  const views = { sure: [], doubtful: ['--doubtful'] }
  for (const set of sets) {
    const [dirty, clean] = ['dirty.csv', 'clean.csv'].map((name) => join(folder, set, name))
    for (const [view, options] of Object.entries(views)) {
      const [found, alarms] = [`${set}.${view}.dirty.csv`, `${set}.${view}.clean.csv`].map((name) => join(work, name))
      const runs = await inTurns(
        [
          [dirty, found],
          [clean, alarms]
        ],
        ([from, to]) => cli('anomalies', from, '--cells', to, ...options)
      )
      const refused = runs.filter(({ code }) => code !== 0)
      if (refused.length) {
        console.log(`cells ${set} (${view}): failed: ${refused[0].messages.trim()}`)
        continue
      }
      const score = python(join(shared, 'tools', 'score_cells.py'), dirty, clean, found).trim()
      const table = readCsv(clean)
      const share = (readCsv(alarms).length - 1) / ((table.length - 1) * table[0].length)
      console.log(`cells ${set} (${view}): ${score}; clean version flagged ${(100 * share).toFixed(2)} %`)
    }
  }
}

/**
 * A dialect is right when what was written has the clean table's header and rows all of its width: delimiter, quotes,
 * escapes, preamble and header were then all told right, whatever single cells lost.
 */
function sameShape(clean, written) {
  const [want, got] = [readCsv(clean), readCsv(written)]
  const names = (rows) => JSON.stringify((rows[0] ?? []).map((name) => name.trim()))
  return names(want) === names(got) && got.every((row) => row.length === want[0].length)
}

/** Does `task` for every item, a few at once; the results stand in the items' order. */
async function inTurns(items, task) {
  const results = []
  let next = 0
  const worker = async () => {
    for (let place = next++; place < items.length; place = next++) results[place] = await task(items[place])
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return results
}

function convert(from, to) {
  return cli('convert', from, '--to', to)
}

function cli(...args) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(root, 'out', 'main', 'cli.js'), ...args])
    let messages = ''
    child.stderr.on('data', (chunk) => (messages += chunk))
    child.on('close', (code) => done({ code, messages }))
  })
}

function python(...args) {
  const { stdout, stderr } = spawnSync('python3', args, { encoding: 'utf8' })
  return stdout + stderr
}
