import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { addFiles, cell, expect, goTo, loadTables, settled, test } from './app'

const ROWS = 3_000
const TOWNS = ['Lyon', 'Paris', 'Nantes']

test('the view of a table by keyboard alone: sort, filter, find, go to, columns, copy, export', async ({
  app: { page }
}) => {
  await load(page, 'ventes.csv', [
    'id,ville,montant,note',
    ...Array.from(
      { length: ROWS },
      (_, i) => `${i},${i % 7 ? TOWNS[i % 3] : ''},${(i * 37) % 1000}.5,${i % 500 === 499 ? '=1+1' : `note ${i}`}`
    )
  ])
  const grid = page.getByRole('grid')
  await grid.focus()

  await test.step('sort by two columns, both written', async () => {
    await press(page, 'Home', 'ArrowUp', 'ArrowRight', 'Enter')
    await expect(page.getByRole('columnheader', { name: /^ville/ })).toHaveAttribute('aria-sort', 'ascending')
    await press(page, 'ArrowRight', 'Shift+Enter', 'Shift+Enter')
    await expect(page.getByRole('columnheader', { name: /montant.*tri n° 2/ })).toHaveAttribute(
      'aria-sort',
      'descending'
    )
    await settled(page)
    await expect(cell(page, 0, 1)).toHaveText('Lyon')
    await expect(cell(page, 0, 2)).toHaveText('999,5')
    await expect(chips(page).getByRole('listitem')).toHaveCount(2)
  })

  await test.step('the panel beside it comes and goes: sort and active cell stay', async () => {
    await press(page, 'ArrowDown', 'ArrowDown')
    const at = await active(page).getAttribute('id')
    for (const name of ['Masquer le profil', 'Afficher les facettes', 'Masquer les facettes', 'Afficher le profil']) {
      await page.getByRole('button', { name }).press('Enter')
      await settled(page)
      await expect(chips(page).getByRole('listitem')).toHaveCount(2)
      await expect(cell(page, 0, 2)).toHaveText('999,5')
      expect(await active(page).getAttribute('id')).toBe(at)
      // Nothing sticks out: neither what is told to screen readers, nor the chips beside list and panel.
      expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0)
      expect(await chips(page).evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
    }
    await grid.focus()
    await press(page, 'ArrowUp', 'ArrowUp')
  })

  await test.step('this value only, from the menu; then missing of another column', async () => {
    await press(page, 'ArrowDown', 'ArrowLeft', 'Alt+ArrowDown')
    await page.getByRole('menuitem', { name: /Seulement « Lyon »/ }).press('Enter')
    await expect(grid).toBeFocused()
    await expect(chips(page).getByText('ville = Lyon')).toBeVisible()
    await expect(grid).toHaveAttribute('aria-rowcount', String(count((i) => i % 7 > 0 && i % 3 === 0) + 1))
    await page.getByRole('button', { name: /Retirer le filtre\s?: ville = Lyon/ }).press('Enter')
    await expect(grid).toHaveAttribute('aria-rowcount', String(ROWS + 1))
    await grid.focus()
    await press(page, 'Alt+ArrowDown')
    await page.getByRole('menuitem', { name: 'Entre deux valeurs…' }).press('Enter')
    await page.keyboard.type('M')
    await page.keyboard.press('Tab')
    await page.keyboard.type('O')
    await page.keyboard.press('Enter')
    await expect(grid).toHaveAttribute('aria-rowcount', String(count((i) => i % 7 > 0 && i % 3 === 2) + 1))
    await expect(chips(page).getByText('ville entre M et O')).toBeVisible()
  })

  await test.step('find counts over all rows and goes round', async () => {
    await grid.focus()
    await press(page, 'Control+f')
    await page.keyboard.type('note 29')
    await page.keyboard.press('Enter')
    const found = count((i) => i % 7 > 0 && i % 3 === 2 && `note ${i}`.includes('note 29') && i % 500 !== 499)
    await expect(page.locator('.grid-find-count')).toHaveText(new RegExp(`^1 sur ${found} cellules`))
    await expect(active(page)).toContainText('note 29')
    await page.keyboard.press('Shift+Enter')
    await expect(page.locator('.grid-find-count')).toHaveText(new RegExp(`^${found} sur ${found} cellules`))
    await page.keyboard.press('Escape')
    await expect(grid).toBeFocused()
    await press(page, 'F3')
    await expect(page.getByRole('search')).toBeVisible()
    await page.keyboard.press('Escape')
  })

  await test.step('go to a row; a row that is not there is said', async () => {
    await page.getByRole('button', { name: /Retirer le filtre/ }).press('Enter')
    await grid.focus()
    await press(page, 'Control+g')
    await page.keyboard.type('9 999')
    await expect(page.getByText(/nombre entier de 1 à/)).toBeVisible()
    await press(page, 'Control+a')
    await page.keyboard.type('2 000')
    await page.keyboard.press('Enter')
    await expect(grid).toBeFocused()
    await expect(active(page).locator('..')).toHaveAttribute('aria-rowindex', '2001')
  })

  await test.step('pin, move, hide and show columns', async () => {
    await press(page, 'Home', 'End', 'Alt+ArrowDown')
    await page.getByRole('menuitem', { name: 'Épingler à gauche' }).press('Enter')
    await expect(page.getByRole('columnheader').first()).toContainText('note')
    await expect(page.getByRole('columnheader', { name: /note.*épinglée/ })).toHaveAttribute('aria-colindex', '1')
    // The active cell goes with its column.
    expect(await grid.getAttribute('aria-activedescendant')).toMatch(/-0$/)
    await page.getByRole('button', { name: 'Choisir les colonnes' }).press('Enter')
    await page.keyboard.type('vil')
    await picker(page).getByRole('listbox').press('Enter')
    await expect(picker(page)).toHaveCount(0)
    await expect(grid).toBeFocused()
    await expect(active(page)).toHaveText(/Lyon|Paris|Nantes|∅/)
    await grid.focus()
    await press(page, 'End', 'Alt+Shift+ArrowLeft')
    await expect(page.getByRole('columnheader').nth(2)).toContainText('montant')
    await page.getByRole('button', { name: 'Choisir les colonnes' }).press('Enter')
    await expect(picker(page).getByRole('searchbox')).toBeFocused()
    await page.keyboard.type('vil')
    await picker(page).getByRole('listbox').press(' ')
    await expect(page.getByText('3 colonnes affichées sur 4')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(grid).toHaveAttribute('aria-colcount', '3')
  })

  await test.step('a copy that the browser refuses is told on the screen, until one moves on', async () => {
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('denied', 'NotAllowedError'))
    })
    await grid.focus()
    await press(page, 'Control+c')
    await expect(page.getByRole('alert')).toContainText('Rien n’a été copié')
    await press(page, 'ArrowDown')
    await expect(page.getByRole('alert')).toHaveCount(0)
    await page.evaluate(() => Reflect.deleteProperty(navigator.clipboard, 'writeText'))
  })

  await test.step('copy has headers, in the order shown, and no formulas that run', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    for (const name of ['montant', 'ville'])
      await page.getByRole('button', { name: `Retirer ${name} du tri` }).press('Enter')
    await settled(page)
    await grid.focus()
    await press(page, 'Control+g')
    await page.keyboard.type('500')
    await page.keyboard.press('Enter')
    await settled(page)
    await press(page, 'Home', 'Shift+End', 'Control+c')
    await expect(page.getByText('1 × 3 cellules copiées')).toBeAttached()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toBe("note\tid\tmontant\n'=1+1\t499\t463,5")
    await press(page, 'Alt+ArrowDown')
    const item = page.getByRole('menuitem', { name: 'Copier les cellules' })
    await expect(item).toContainText('Virgule décimale')
    await page.evaluate(() => navigator.clipboard.writeText(''))
    await item.press('Enter')
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(copied)
  })

  await test.step('the view is exported as it stands, and told', async () => {
    await page.getByRole('button', { name: 'Exporter la vue…' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Exporter la vue' })
    await expect(dialog).toContainText('3 sur 4')
    const download = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Exporter', exact: true }).press('Enter')
    const file = await download
    expect(file.suggestedFilename()).toBe('ventes.csv')
    const lines = (await readFile(await file.path(), 'utf8')).split('\n')
    expect(lines[0]?.startsWith('\ufeffnote;')).toBe(true)
    expect(lines).toHaveLength(ROWS + 2)
    await expect(dialog.getByText(/Exporté\s?: 3.000 lignes, 3 colonnes/)).toBeVisible()
    await expect(dialog.getByText('6 textes précédés d’une apostrophe')).toBeVisible()
    await page.screenshot({ path: join('screenshots', '30-grille-export-light.png') })
    await page.keyboard.press('Escape')
  })
})

test('among many columns, some are chosen by name', async ({ app: { page } }) => {
  test.slow()
  const columns = Array.from({ length: 1_500 }, (_, i) => `c${i}`)
  await load(page, 'large.csv', [
    columns.join(','),
    ...[1, 2, 3].map((row) => columns.map((_, i) => i + row).join(','))
  ])
  const grid = page.getByRole('grid')
  await expect(grid).toHaveAttribute('aria-colcount', '1500')
  await page.getByRole('button', { name: 'Choisir les colonnes' }).click()
  await page.getByRole('button', { name: 'Tout masquer' }).click()
  await picker(page).getByRole('searchbox').fill('c149')
  await expect(page.getByText('11 trouvées')).toBeVisible()
  await page.getByRole('button', { name: 'Afficher les trouvées' }).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(grid).toHaveAttribute('aria-colcount', '12')
  await settled(page)
  await expect(page.getByRole('columnheader').nth(1)).toContainText('c149')
  await expect(cell(page, 0, 1)).toHaveText('150')
})

test.describe('with the case', () => {
  test.use({ withCase: true })

  test('anomalies are marked in the rows on show; pictures', async ({ app: { page } }) => {
    await goTo(page, 'Explorer')
    await settled(page)
    await page.getByRole('button', { name: 'Marquer les anomalies' }).click()
    await expect(page.locator('.grid-mark').first()).toBeVisible({ timeout: 60_000 })
    expect(await page.locator('.grid-mark').first().getAttribute('title')).toBeTruthy()
    const header = page.getByRole('columnheader').nth(1)
    await header.click()
    await page
      .getByRole('columnheader')
      .nth(2)
      .click({ modifiers: ['Shift'] })
    await settled(page)
    await page.getByRole('grid').press('Alt+ArrowDown')
    await page.getByRole('menuitem', { name: 'Épingler à gauche' }).press('Enter')
    await page.getByRole('grid').press('ArrowDown')
    await page.getByRole('grid').press('Alt+ArrowDown')
    await page.getByRole('menuitem', { name: 'Seulement les valeurs renseignées' }).press('Enter')
    await page.getByRole('grid').press('Control+f')
    await page.keyboard.type('a')
    await page.keyboard.press('Enter')
    await expect(page.locator('.grid-find-count')).not.toHaveText('')
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await settled(page)
      await page.screenshot({ path: join('screenshots', `31-grille-${colorScheme}.png`) })
      await page.getByRole('grid').press('Alt+ArrowDown')
      await expect(page.getByRole('menu')).toBeVisible()
      await page.screenshot({ path: join('screenshots', `32-grille-menu-${colorScheme}.png`) })
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Choisir les colonnes' }).click()
      await page.screenshot({ path: join('screenshots', `33-grille-colonnes-${colorScheme}.png`) })
      await page.keyboard.press('Escape')
    }
    await page.getByRole('button', { name: 'Ne plus marquer les anomalies' }).click()
    await expect(page.locator('.grid-mark')).toHaveCount(0)
  })
})

async function load(page: Page, name: string, lines: string[]): Promise<void> {
  await page.getByRole('textbox', { name: 'Nom du projet' }).fill('Grille')
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  await addFiles(page, { name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n') + '\n') })
  await loadTables(page, 1)
  await page.getByRole('button', { name: 'Explorer cette table' }).click()
  await settled(page)
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

function picker(page: Page) {
  return page.getByRole('dialog', { name: 'Choisir les colonnes' })
}

/** The filter and the sort as they are written above the grid. */
function chips(page: Page) {
  return page.getByRole('list', { name: 'Filtre et tri de la vue' })
}

/** The cell that the grid says is active. */
function active(page: Page) {
  return page.locator('.grid-active')
}

function count(keeps: (row: number) => boolean): number {
  return Array.from({ length: ROWS }, (_, row) => row).filter(keeps).length
}
