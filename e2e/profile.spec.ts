import { mkdirSync } from 'node:fs'
import { expect, goTo, test } from './app'

test.use({ withCase: true })

test('the profile goes deeper by keyboard: full depth, pairs, gaps, rules and their evidence', async ({ app }) => {
  const { page } = app
  mkdirSync('screenshots', { recursive: true })
  await goTo(page, 'Explorer')
  const pane = page.getByRole('complementary', { name: 'Profil', exact: true })
  await expect(pane.getByText('Cellules vides')).toBeVisible()
  await pane.getByRole('button', { name: 'Profil complet' }).focus()
  await page.keyboard.press('Enter')
  await expect(pane.getByRole('tab', { name: /Associations/ })).toBeVisible({ timeout: 60_000 })
  const map = pane.getByRole('grid', { name: 'Force de chaque paire' })
  await map.locator('[tabindex="0"]').focus()
  await page.keyboard.press('ArrowDown')
  const cell = page.locator(':focus')
  await expect(cell).toHaveAttribute('aria-label', / et .*\s: /)
  await page.screenshot({ path: 'screenshots/profil-associations-clair.png' })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: 'screenshots/profil-associations-sombre.png' })
  await page.emulateMedia({ colorScheme: 'light' })
  await page.keyboard.press('Enter')
  await expect(
    page
      .locator('.evidence')
      .getByText(/corrigé du biais|Pearson\s: de|Rapport de corrélation êta/)
      .first()
  ).toBeVisible()
  await page.keyboard.press('Escape')
  await pane.getByRole('tab', { name: /Associations/ }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(pane.getByRole('tab', { name: /Manques/ })).toHaveAttribute('aria-selected', 'true')
  await page.screenshot({ path: 'screenshots/profil-manques.png' })
  await page.keyboard.press('ArrowRight')
  await expect(pane.getByRole('button', { name: 'Clés et liens entre tables' })).toBeVisible()
  await page.screenshot({ path: 'screenshots/profil-dependances.png' })
  const narrow = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
  expect(narrow).toBe(true)
})
