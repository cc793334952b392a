import { defineConfig } from 'vitest/config'

/** `npm run calibrate`: fits the confidence of the detectors; some minutes. */
export default defineConfig({
  test: {
    include: ['bench/calibration/calibrate.ts'],
    environment: 'node',
    env: { TZ: 'Europe/Paris' },
    testTimeout: 3_600_000,
    disableConsoleIntercept: true
  }
})
