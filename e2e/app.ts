import { test as base, expect, type FileChooser, type Page } from '@playwright/test'
import { CASE_NAME, copyCase } from './case'
import { startHost, type Host } from './host'
import { watch } from './watch'

/** A running Chantier: its folder of projects, and what the page did that it should not. */
export interface App {
  page: Page
  folder: string
  /** Console errors, refused calls, policy violations and requests outside seen so far; a flow ends with none. */
  faults: string[]
}

export { expect, watch }

type Options = {
  /** True where the bundled case lies in the folder of projects and is opened from the list, as a user would. */
  withCase: boolean
  /** True where the flow asks for things that the engine refuses. */
  withRefusals: boolean
}

const REFUSED = /^answered 4(03|22) /

/** Each flow finds an empty folder of projects, and a page that has entered; the program goes on from flow to flow. */
export const test = base.extend<Options & { app: App }, { host: Host }>({
  withCase: [false, { option: true }],
  withRefusals: [false, { option: true }],
  host: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs
    async ({}, use) => {
      const host = await startHost()
      await use(host)
      await host.stop()
    },
    { scope: 'worker' }
  ],
  app: async ({ page, host, withCase, withRefusals }, use) => {
    const { folder, origin } = host
    if (withCase) await copyCase(folder)
    const faults = watch(page, origin)
    if (process.env.CHANTIER_E2E_DELAYS) await delayCalls(page)
    await host.enter(page)
    if (withCase) await openRecent(page)
    await use({ page, folder, faults })
    const seen = faults.filter((fault) => !(withRefusals && REFUSED.test(fault)))
    await host.clear(page)
    expect(seen, 'console errors, refused calls, policy violations, requests outside').toEqual([])
  }
})

/**
 * Where CHANTIER_E2E_DELAYS is set: every call is held back for a while of its own, so that answers come late and in another
 * order than they were asked for. It shows what holds only on a quick machine.
 */
async function delayCalls(page: Page): Promise<void> {
  await page.route(/\/(rpc|arrow|upload|export)\b/, async (route) => {
    const most = Math.random() < 0.3 ? 1_500 : 150
    await new Promise((resolve) => setTimeout(resolve, Math.random() * most))
    // What the page gave up meanwhile is not sent.
    await route.continue().catch(() => {})
  })
}

/** Opens the case from the list of recent projects. */
export async function openRecent(page: Page): Promise<void> {
  await page.locator('.start-open', { hasText: CASE_NAME }).click()
  await expect(page.getByRole('navigation', { name: /Étapes|Steps/ })).toBeVisible()
}

/** Goes to a screen by its name in the rail. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page
    .getByRole('navigation', { name: /Étapes|Steps/ })
    .getByRole('link', { name })
    .click()
  await expect(page.getByRole('main', { name, exact: true })).toBeVisible()
}

/** Chooses files by the browser's own dialog: the import view opens. */
export async function addFiles(page: Page, files: Parameters<FileChooser['setFiles']>[0]): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Ajouter des fichiers' }).click()
  await (await chooser).setFiles(files)
}

/** Loads the tables of the import view, which are as many as said. */
export async function loadTables(page: Page, count: number): Promise<void> {
  await page.getByRole('button', { name: count === 1 ? 'Charger 1 table' : `Charger ${count} tables` }).click()
}

/** Waits until nothing of the screen is still coming. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('.skeleton, .progress, .grid-coming')).toHaveCount(0, { timeout: 60_000 })
}

/** Names of the screens there are, in the order of the rail. */
export async function screenNames(page: Page): Promise<string[]> {
  await expect(page.locator('.rail-name').first()).toBeVisible()
  return page.locator('.rail-name').allTextContents()
}

/** A value of the grid by its place, counted from 0 over data rows and columns. */
export function cell(page: Page, row: number, column: number) {
  return page.getByRole('grid').locator(`[data-row="${row}"] [data-column="${column}"]`)
}

/** Writes a query by pasting it over the one before, as a user does, and runs it. */
export async function runSql(page: Page, sql: string): Promise<void> {
  const editor = page.getByRole('textbox', { name: 'Requête SQL' })
  await editor.press('Control+a')
  await editor.evaluate((element, text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, sql)
  await editor.press('Control+Enter')
}
