import type { Page } from '@playwright/test'
import { inBrowser } from './browser'

const ROUNDS = 7

/**
 * Milliseconds from choosing a file of so many rows in the import view to the frame that shows its first 100 rows, in a
 * real browser against the built program; null where no browser is installed. Rounds after the first, which compiles.
 */
export function paintTimes(rows: number): Promise<number[] | null> {
  return inBrowser(rows, everyRound, watchFirstRows)
}

async function everyRound(page: Page, path: string): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round <= ROUNDS; round++) times.push(await chooseOnce(page, path))
  return times.slice(1)
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
