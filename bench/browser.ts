import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Page } from '@playwright/test'
import { buildIfNeeded, root } from '../bin/build-if-needed.mjs'
import { PLAIN, writeFile } from './files'

/** The installed browser, if any. */
export const BROWSER = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path)
)

/** The event loop of the server under measure. */
export interface ServerLoop {
  /** The longest time in milliseconds that the loop was held since the last time this was asked. */
  longest(): Promise<number>
}

/**
 * Measures in a real browser against the built program, in an empty project, with the path of a file of so many rows; null
 * where no browser is installed. `watch` runs in the page before anything of the program.
 */
export async function inBrowser<T>(
  rows: number,
  measure: (page: Page, path: string, server: ServerLoop) => Promise<T>,
  watch: () => void = () => undefined
): Promise<T | null> {
  if (!BROWSER) return null
  buildIfNeeded()
  const folder = await mkdtemp(join(tmpdir(), 'chantier-bench-'))
  const path = join(folder, 'mesures.csv')
  await writeFile(path, PLAIN, rows)
  const loop = pathToFileURL(join(root, 'bench', 'watch-loop.mjs')).href
  const server = spawn(
    process.execPath,
    ['--import', loop, join(root, 'out', 'main', 'cli.js'), 'serve', '--folder', folder],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] }
  )
  const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'fr-FR' })
    await page.addInitScript(watch)
    await page.goto(await addressOf(server))
    await page.getByRole('textbox').first().fill('mesures')
    await page.keyboard.press('Enter')
    return await measure(page, path, { longest: () => longestOf(server) })
  } finally {
    await browser.close()
    server.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Loads the file and opens its table in Explore, without waiting for its profile. */
export async function openInExplore(
  page: Page,
  path: string,
  beforeOpening: () => Promise<unknown> = noWork
): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Ajouter des fichiers' }).click()
  await (await chooser).setFiles(path)
  await page.getByRole('button', { name: 'Charger 1 table' }).click({ timeout: 120_000 })
  const explore = page.getByRole('button', { name: 'Explorer cette table' })
  await explore.waitFor({ timeout: 300_000 })
  await beforeOpening()
  await explore.click()
  await page.locator('[data-row="0"] [data-column="0"]').waitFor({ timeout: 60_000 })
}

/** Waits until nothing of the screen is still coming. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('.skeleton, .progress, .grid-coming'), null, {
    timeout: 600_000
  })
}

/** Waits until nothing has been coming for some seconds: what begins by itself after something else is over, too. */
export async function atRest(page: Page): Promise<void> {
  for (let quiet = 0; quiet < 10; quiet++) {
    const isComing = await page.evaluate(() => document.querySelector('.skeleton, .progress, .grid-coming') !== null)
    if (isComing) quiet = 0
    await settled(page)
    await page.waitForTimeout(500)
  }
}

function noWork(): Promise<void> {
  return Promise.resolve()
}

function longestOf(server: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    server.once('message', (longest) => resolve(Number(longest)))
    server.send('longest')
  })
}

/** The address that a started server prints. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    server.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /http:\/\/\S+/.exec(printed)
      if (found) resolve(found[0])
    })
    server.once('exit', (code) => reject(new Error(`the server stopped (${code}): ${printed}`)))
  })
}
