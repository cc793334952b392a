import { defineConfig } from '@playwright/test'
import { existsSync } from 'node:fs'

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path)
)

/** Real Chromium against the real engine, through the local web host; each flow has a folder of its own. */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/setup.ts',
  fullyParallel: true,
  timeout: 120_000,
  // A flow that passes at the second try only is told as such in the last lines: it is to be mended.
  retries: 1,
  expect: { timeout: 15_000 },
  workers: 2,
  reporter: [['list'], ['./e2e/last-words.ts']],
  outputDir: 'test-results',
  use: {
    // Without it, what cannot be pressed is waited for until the flow's end, which does not say what it was.
    actionTimeout: 40_000,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1280, height: 800 },
    // A trace costs a sixth of the time of all flows, so it is taken when asked for: `npm run test:e2e -- --trace on`.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: installed,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run'
      ]
    }
  }
})
