import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './build-if-needed.mjs'

/** `npm run dev`: rebuilds on every change and serves the app in the browser; reload the page to see a change of the UI. */
const builder = spawn(
  process.execPath,
  [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--watch'],
  { cwd: root, stdio: 'inherit' }
)
const server = spawn(process.execPath, ['--watch', join(root, 'out', 'main', 'cli.js'), 'serve', '--port', '4321'], {
  cwd: root,
  stdio: 'inherit'
})
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => [builder, server].forEach((child) => child.kill(signal)))
