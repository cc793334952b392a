import { defineConfig } from 'vitest/config'

/** `npm run bench`: measures, not tests; one at a time, nothing fails but a crash. */
export default defineConfig({
  test: {
    include: ['bench/**/*.bench.ts'],
    environment: 'node',
    env: { TZ: 'Europe/Paris' },
    testTimeout: 1_800_000,
    fileParallelism: false,
    disableConsoleIntercept: true
  }
})
