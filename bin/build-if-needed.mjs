import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'out', '.built')

/** Builds `out/` when a source is newer than the last build. An installed package carries `out/` and no sources. */
export function buildIfNeeded() {
  if (existsSync(join(root, 'src')) && !isFresh()) build()
}

/** Builds `out/` and notes when. */
export function build() {
  process.stderr.write('Construction de Chantier… / Building Chantier…\n')
  const built = spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'],
    { cwd: root, encoding: 'utf8' }
  )
  if (built.status !== 0) {
    process.stderr.write(`${built.stdout}${built.stderr}`)
    process.exit(1)
  }
  writeFileSync(stamp, '')
}

function isFresh() {
  if (!existsSync(stamp)) return false
  const built = statSync(stamp).mtimeMs
  const inputs = ['src', 'datasets', 'package-lock.json', 'electron.vite.config.ts']
  return inputs.every((input) => newest(join(root, input)) <= built)
}

function newest(path) {
  const facts = statSync(path, { throwIfNoEntry: false })
  if (!facts) return 0
  if (!facts.isDirectory()) return facts.mtimeMs
  return Math.max(facts.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}
