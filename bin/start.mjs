import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfNeeded, root } from './build-if-needed.mjs'

/** `npm start`: the desktop shell where Electron's binary is there or can be fetched, else the same app in the browser. */
buildIfNeeded()
const electron = process.env.CHANTIER_HOST === 'web' ? null : (findElectron() ?? fetchElectron())
const args = process.argv.slice(2)
if (electron) run(electron, [root, ...args])
else {
  process.stderr.write(
    'Electron n’est pas disponible ici : Chantier s’ouvre dans le navigateur. / No Electron here: Chantier opens in the browser.\n'
  )
  run(process.execPath, [join(root, 'bin', 'chantier.mjs'), 'serve', '--browser', ...args])
}

function findElectron() {
  const folder = join(root, 'node_modules', 'electron')
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron'
  const binary = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name)
  return existsSync(binary) ? binary : null
}

function fetchElectron() {
  const installer = join(root, 'node_modules', 'electron', 'install.js')
  if (!existsSync(installer)) return null
  spawnSync(process.execPath, [installer], { stdio: 'ignore', timeout: 180_000 })
  return findElectron()
}

function run(command, commandArgs) {
  const child = spawn(command, commandArgs, { stdio: 'inherit', cwd: process.cwd() })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
