import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { buildIfNeeded, root } from '../bin/build-if-needed.mjs'
import { PLAIN, writeFile } from './files'

/** The installed browser, if any. */
export const BROWSER = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path)
)

/**
 * Measures in a real browser against the built program, in an empty project, with the path of a file of so many rows; null
 * where no browser is installed. `watch` runs in the page before anything of the program.
 */
export async function inBrowser<T>(
  rows: number,
  measure: (page: Page, path: string) => Promise<T>,
  watch: () => void = () => undefined
): Promise<T | null> {
  if (!BROWSER) return null
  buildIfNeeded()
  const folder = await mkdtemp(join(tmpdir(), 'chantier-bench-'))
  const path = join(folder, 'mesures.csv')
  await writeFile(path, PLAIN, rows)
  const server = spawn(process.execPath, [join(root, 'out', 'main', 'cli.js'), 'serve', '--folder', folder])
  const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'fr-FR' })
    await page.addInitScript(watch)
    await page.goto(await addressOf(server.stdout))
    await page.getByRole('textbox').first().fill('mesures')
    await page.keyboard.press('Enter')
    return await measure(page, path)
  } finally {
    await browser.close()
    server.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The address that a started server prints. */
function addressOf(stdout: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => {
    let printed = ''
    stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /http:\/\/\S+/.exec(printed)
      if (found) resolve(found[0])
    })
  })
}
