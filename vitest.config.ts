import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const electronStub = resolve(import.meta.dirname, 'test/electron-stub.ts')

/** Two projects: `node` for engine, server and shell (with a stubbed electron), `ui` for components. */
export default defineConfig({
  test: {
    env: { TZ: 'Europe/Paris' },
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        resolve: { alias: { electron: electronStub } },
        test: {
          name: 'node',
          setupFiles: ['test/fixed-seed.ts'],
          environment: 'node',
          include: ['src/{contract,engine,charts,server,main,preload,cli}/**/*.test.ts', 'test/**/*.test.ts']
        }
      },
      {
        extends: true,
        test: { name: 'ui', environment: 'happy-dom', include: ['src/ui/**/*.test.{ts,tsx}'] }
      }
    ]
  }
})
