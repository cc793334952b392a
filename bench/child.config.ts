import { defineConfig } from 'vitest/config'

/** The processes that `engine.bench.ts` starts. */
export default defineConfig({
  test: {
    include: ['bench/size.child.ts'],
    environment: 'node',
    env: { TZ: 'Europe/Paris' },
    pool: 'forks',
    testTimeout: 1_800_000,
    disableConsoleIntercept: true
  }
})
