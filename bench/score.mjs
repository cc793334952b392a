import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { root } from '../bin/build-if-needed.mjs'
import { compareSpectrum } from './spectrum.mjs'

/** `npm run score`: scores the command line on third-party data with known answers; `CHANTIER_DATA` names their folder. */
const shared = resolve(process.env.CHANTIER_DATA ?? join(root, '..', 'shared'))
if (!existsSync(join(shared, 'data'))) {
  console.log(`skipped: no data at ${shared}; set CHANTIER_DATA to their folder`)
  process.exit(0)
}

scoreLoading()
scoreSpectrum()

function scoreLoading() {
  const files = join(shared, 'data', 'loading', 'csv')
  const out = mkdtempSync(join(tmpdir(), 'chantier-score-'))
  const names = readdirSync(files)
  for (const name of names) chantier('convert', join(files, name), '--to', join(out, name))
  console.log('loading (blind):')
  console.log(python(join(shared, 'tools', 'score_loading.py'), files, join(shared, 'data', 'loading', 'clean'), out))
  rmSync(out, { recursive: true, force: true })
}

function scoreSpectrum() {
  const files = join(shared, 'data', 'csv-spectrum')
  const out = mkdtempSync(join(tmpdir(), 'chantier-score-'))
  for (const name of readdirSync(files)) {
    if (name.endsWith('.csv')) chantier('convert', join(files, name), '--to', join(out, name))
  }
  const { equal, total, failed, remarks } = compareSpectrum(files, out)
  console.log(`csv-spectrum: ${equal} of ${total}${failed.length ? ` (${failed.join(', ')})` : ''}`)
  for (const remark of remarks) console.log(`  ${remark}`)
  rmSync(out, { recursive: true, force: true })
}

function chantier(...args) {
  return spawnSync(process.execPath, [join(root, 'bin', 'chantier.mjs'), ...args], { encoding: 'utf8' })
}

function python(...args) {
  const { stdout, stderr } = spawnSync('python3', args, { encoding: 'utf8' })
  return stdout + stderr
}
