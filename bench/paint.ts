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
const ROUNDS = 7

/**
 * Milliseconds from choosing a file of so many rows in the import view to the frame that shows its first 100 rows, in a
 * real browser against the built program; null where no browser is installed. Rounds after the first, which compiles.
 */
export async function paintTimes(rows: number): Promise<number[] | null> {
  if (!BROWSER) return null
  buildIfNeeded()
  const folder = await mkdtemp(join(tmpdir(), 'chantier-paint-'))
  const path = join(folder, 'mesures.csv')
  await writeFile(path, PLAIN, rows)
  const server = spawn(process.execPath, [join(root, 'out', 'main', 'cli.js'), 'serve', '--folder', folder])
  const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'fr-FR' })
    await page.addInitScript(watchFirstRows)
    await page.goto(await addressOf(server.stdout))
    await page.getByRole('textbox').first().fill('mesures')
    await page.keyboard.press('Enter')
    const times: number[] = []
    for (let round = 0; round <= ROUNDS; round++) times.push(await chooseOnce(page, path))
    return times.slice(1)
  } finally {
    await browser.close()
    server.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

async function chooseOnce(page: Page, path: string): Promise<number> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Ajouter des fichiers' }).click()
  await (await chooser).setFiles(path)
  const shown = await page.waitForFunction(() => (globalThis as { firstRowsShown?: number }).firstRowsShown, null, {
    timeout: 60_000
  })
  const time = Number(await shown.jsonValue())
  await page.getByRole('button', { name: 'Annuler' }).first().click()
  await page.getByRole('button', { name: 'Ajouter des fichiers' }).waitFor()
  return time
}

/** Runs in the page: from the choice of a file to the frame after its hundredth row came. */
function watchFirstRows(): void {
  const here = globalThis as { firstRowsShown?: number }
  let chosen = 0
  document.addEventListener(
    'change',
    (event) => {
      if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'file') return
      chosen = performance.now()
      here.firstRowsShown = undefined
    },
    true
  )
  const look = (): void => {
    if (!chosen || document.querySelectorAll('.preview-table tbody tr').length < 100) return
    const begun = chosen
    chosen = 0
    requestAnimationFrame(() => setTimeout(() => (here.firstRowsShown = performance.now() - begun), 0))
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true })
}

/** The address that a started server prints. */
export function addressOf(stdout: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => {
    let printed = ''
    stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /http:\/\/\S+/.exec(printed)
      if (found) resolve(found[0])
    })
  })
}
