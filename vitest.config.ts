import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const electronStub = resolve(import.meta.dirname, 'test/electron-stub.ts')
const NODE = ['src/{contract,engine,charts,server,main,preload,cli}/**/*.test.ts', 'test/**/*.test.ts']
const UI = ['src/ui/**/*.test.{ts,tsx}']
const ALONE = replacing('src')

/**
 * Two kinds of tests: `node` for engine, server and shell (with a stubbed electron), `ui` for components. Files share what
 * their worker has loaded, which halves the time of the whole; those that replace modules have a worker of their own.
 */
export default defineConfig({
  test: {
    env: { TZ: 'Europe/Paris' },
    testTimeout: 30_000,
    reporters: ['default', './test/last-words.ts'],
    // The default leaves one core to the process that hands the files out, which has little to do.
    maxWorkers: availableParallelism(),
    projects: [
      { name: 'node', environment: 'node', include: NODE, exclude: ALONE, isolate: false },
      { name: 'ui', environment: 'happy-dom', include: UI, exclude: ALONE, isolate: false },
      { name: 'node-alone', environment: 'node', include: ALONE, exclude: UI, isolate: true },
      { name: 'ui-alone', environment: 'happy-dom', include: ALONE, exclude: NODE, isolate: true }
    ].map((test, groupOrder) => ({
      extends: true,
      resolve: { alias: { electron: electronStub } },
      // One kind after another: a worker that meets a file of another kind starts anew.
      test: {
        ...test,
        sequence: { groupOrder },
        setupFiles: ['test/fixed-seed.ts', ...(test.environment === 'node' ? [] : ['test/patient.ts'])]
      }
    }))
  }
})

/** Test files that put other modules in the place of the program's, by `vi.mock` or by the stub of Electron. */
function replacing(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .filter((path) => /\bvi\.(mock|doMock|resetModules)\(|from 'electron'/.test(readFileSync(path, 'utf8')))
}
