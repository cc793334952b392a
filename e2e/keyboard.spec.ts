import type { Locator, Page } from '@playwright/test'
import { expect, screenNames, settled, test } from './app'
import { tabTo } from './keys'

test.describe('without a mouse', () => {
  test('from the start screen to the rows of a file', async ({ app: { page } }) => {
    await tabTo(page, page.getByRole('textbox', { name: 'Nom du projet' }))
    await page.keyboard.type('Clavier')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main', { name: 'Sources' })).toBeVisible()
    const add = page.getByRole('button', { name: 'Ajouter des fichiers' })
    await tabTo(page, add)
    const chooser = page.waitForEvent('filechooser')
    await page.keyboard.press('Enter')
    await (
      await chooser
    ).setFiles({
      name: 'notes.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('ville,note\n' + Array.from({ length: 90 }, (_, i) => `Ville ${i},${i}\n`).join(''))
    })
    await test.step('the main button waits for Enter as soon as the first rows are there', async () => {
      await expect(page.getByRole('cell', { name: 'Ville 0', exact: true })).toBeVisible()
      await expect(page.getByRole('button', { name: 'Charger 1 table' })).toBeFocused()
      await page.keyboard.press('Enter')
    })
    await tabTo(page, page.getByRole('button', { name: 'Explorer cette table' }))
    await page.keyboard.press('Enter')
    await settled(page)
    await tabTo(page, page.getByRole('grid'))
    await page.keyboard.press('End')
    await expect(active(page)).toHaveText('0')

    await test.step('Ctrl+Z undoes the load, Ctrl+Shift+Z brings it back', async () => {
      await page.keyboard.press('Control+z')
      await expect(page.getByText('Aucune table encore')).toBeVisible()
      await page.keyboard.press('Control+Shift+Z')
      await expect(page.getByRole('grid')).toBeVisible()
    })
  })

  test.describe('with the case', () => {
    test.use({ withCase: true })

    test('palette, steps, list of shortcuts, and the focus that comes back', async ({ app: { page } }) => {
      await test.step('Ctrl+K finds a screen, Enter goes, Escape gives the focus back', async () => {
        await tabTo(page, page.getByRole('link', { name: 'SQL' }))
        await page.keyboard.press('Control+k')
        await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toHaveCount(0)
        await expect(page.getByRole('link', { name: 'SQL' })).toBeFocused()
        await page.keyboard.press('Control+k')
        await page.keyboard.type('prepar')
        await page.keyboard.press('ArrowDown')
        await page.keyboard.press('Enter')
        await expect(page.getByRole('main', { name: 'Préparer' })).toBeVisible()
        await page.keyboard.press('Control+k')
        await page.keyboard.type('aucune action de ce nom')
        await expect(page.getByText('Rien de ce nom.')).toBeVisible()
        await page.keyboard.press('Escape')
      })

      await test.step('Ctrl+1 to Ctrl+9 go to the first nine steps', async () => {
        const order = [
          'Sources',
          'Explorer',
          'Anomalies',
          'Préparer',
          'Satisfaction',
          'Chantiers',
          'Priorités',
          'Calendrier',
          'Graphiques'
        ]
        const there = await screenNames(page)
        for (const [place, name] of order.entries()) {
          if (!there.includes(name)) continue
          await page.keyboard.press(`Control+${place + 1}`)
          await expect(page.getByRole('main', { name, exact: true })).toBeVisible()
        }
      })

      await test.step('? lists the shortcuts, Escape gives the focus back', async () => {
        const link = page.getByRole('link', { name: 'Journal' })
        await tabTo(page, link)
        await page.keyboard.press('?')
        await expect(page.getByRole('dialog', { name: 'Raccourcis clavier' })).toBeVisible()
        await page.keyboard.press('Escape')
        await expect(link).toBeFocused()
      })
    })

    test('the grid by its keys', async ({ app: { page } }) => {
      await page.keyboard.press('Control+2')
      await settled(page)
      const grid = page.getByRole('grid')
      await tabTo(page, grid)
      const rows = Number(await grid.getAttribute('aria-rowcount')) - 1
      const columns = Number(await grid.getAttribute('aria-colcount'))
      await test.step('arrows move one cell', async () => {
        await page.keyboard.press('ArrowDown')
        await page.keyboard.press('ArrowRight')
        expect(await place(page)).toEqual([1, 1])
        await page.keyboard.press('ArrowUp')
        await page.keyboard.press('ArrowLeft')
        expect(await place(page)).toEqual([0, 0])
      })
      await test.step('PageDown moves by what is seen', async () => {
        await page.keyboard.press('PageDown')
        const [row] = await place(page)
        expect(row).toBeGreaterThan(5)
        expect(row).toBeLessThan(60)
        await expect(active(page)).toBeInViewport({ ratio: 0.9 })
      })
      await test.step('Ctrl+End and Ctrl+Home reach the corners', async () => {
        await page.keyboard.press('Control+End')
        expect(await place(page)).toEqual([rows - 1, columns - 1])
        await settled(page)
        await expect(active(page)).toBeInViewport({ ratio: 0.9 })
        await page.keyboard.press('Control+Home')
        expect(await place(page)).toEqual([0, 0])
      })
      await test.step('F2 opens the whole cell and gives the focus back to the grid', async () => {
        const value = await active(page).textContent()
        await page.keyboard.press('F2')
        const dialog = page.getByRole('dialog')
        await expect(dialog.locator('.cell-full')).toHaveText(value ?? '')
        await page.keyboard.press('Escape')
        await expect(grid).toBeFocused()
        expect(await place(page)).toEqual([0, 0])
      })
      await test.step('Enter on a header sorts, and the sort is told', async () => {
        await page.keyboard.press('ArrowUp')
        await page.keyboard.press('Enter')
        await expect(page.getByRole('columnheader').first()).toHaveAttribute('aria-sort', 'ascending')
        await page.keyboard.press('Enter')
        await expect(page.getByRole('columnheader').first()).toHaveAttribute('aria-sort', 'descending')
        await expect(page.locator('#chantier-announcer')).toContainText('décroissant')
      })
    })
  })
})

function active(page: Page): Locator {
  return page.locator('.grid-cell.grid-active')
}

/** Row and column of the grid's active descendant, counted from 0. */
async function place(page: Page): Promise<[number, number]> {
  const id = await page.getByRole('grid').getAttribute('aria-activedescendant')
  const found = /-(\d+)-(\d+)$/.exec(id ?? '')
  return [Number(found?.[1]), Number(found?.[2])]
}
