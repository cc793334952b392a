import { test as base, expect, type FileChooser, type Page } from '@playwright/test'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CASE_NAME, copyCase } from './case'
import { startServer } from './server'

/** A running Chantier: its folder of projects, and what the page did that it should not. */
export interface App {
  page: Page
  folder: string
  server: ChildProcess
  address: string
  /** Console errors, policy violations and requests outside seen so far; a flow ends with none. */
  faults: string[]
}

export { expect }

type Options = {
  /** True where the bundled case lies in the folder of projects and is opened from the list, as a user would. */
  withCase: boolean
  /** True where the flow asks for things that the engine refuses: the browser itself reports those answers in the console. */
  withRefusals: boolean
}

const REFUSED = /^console: Failed to load resource: the server responded with a status of 4(03|22)/

/** Each test gets a server of its own on a free port, and a page that has entered by the one-time address. */
export const test = base.extend<Options & { app: App }>({
  withCase: [false, { option: true }],
  withRefusals: [false, { option: true }],
  app: async ({ page, withCase, withRefusals }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'chantier-e2e-'))
    if (withCase) await copyCase(folder)
    const { server, address } = await startServer(folder)
    const faults = watch(page, new URL(address).origin)
    await page.goto(address)
    if (withCase) await openRecent(page)
    await use({ page, folder, server, address, faults })
    const seen = faults.filter((fault) => !(withRefusals && REFUSED.test(fault)))
    server.kill('SIGTERM')
    await new Promise((resolve) => (server.exitCode === null ? server.once('exit', resolve) : resolve(null)))
    await rm(folder, { recursive: true, force: true })
    expect(seen, 'console errors, policy violations, requests outside').toEqual([])
  }
})

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

/** Gathers the faults of a page from now on. */
export function watch(page: Page, origin: string): string[] {
  const faults: string[] = []
  page.on('console', (message) => {
    // Playwright's own script, kept out of the report's sandboxed preview; that the report has none is tested on its file.
    if (message.text().startsWith("Blocked script execution in 'about:srcdoc'")) return
    if (message.type() === 'error' || /Content Security Policy/i.test(message.text()))
      faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (!['blob:', 'data:'].includes(url.protocol) && url.origin !== origin) faults.push(`outside: ${request.url()}`)
  })
  return faults
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
