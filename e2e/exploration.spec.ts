import type { Locator, Page } from '@playwright/test'
import { addFiles, expect, goTo, loadTables, settled, test } from './app'
import { call } from './furnish'

/** Answers with a score, a region, a delay and a day. */
const ROWS = Array.from({ length: 120 }, (_, i) => {
  const day = new Date(Date.UTC(2025, 0, 1 + i * 3)).toISOString().slice(0, 10)
  return `${i % 11},${['Nord', 'Sud', 'Est'][i % 3]},${(i * 7) % 40},${day}`
})

test('a guess is written before the look, the map tells what was seen, and the guess is confronted, by keyboard', async ({
  app: { page }
}) => {
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  await addFiles(page, {
    name: 'avis.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`note,region,retard,jour\n${ROWS.join('\n')}\n`)
  })
  await loadTables(page, 1)
  await expect(page.getByRole('article', { name: 'Rapport de chargement' })).toBeVisible()

  await test.step('nothing was looked at', async () => {
    await goTo(page, 'Carte')
    const name = page.getByRole('rowheader', { name: 'avis' })
    // On one line, whatever the width that the kinds of look take.
    expect((await name.boundingBox())?.height).toBeLessThan(36)
    await expect(page.getByText('Aucune comparaison encore.')).toBeVisible()
    await press(page, page.getByRole('button', { name: 'avis', exact: true }))
    await expect(page.getByRole('row', { name: /^retard/ })).toContainText('jamais')
  })

  await test.step('a guess about a column, from its row', async () => {
    await press(page, page.getByRole('button', { name: 'Écrire une supposition sur retard' }))
    await expect(page.getByRole('textbox', { name: 'Ce que vous pensez trouver' })).toBeFocused()
    await page.keyboard.type('Le retard dépasse rarement 30 minutes')
    await expect(page.getByText('Aucune de ces colonnes n’a été regardée')).toBeVisible()
    await press(page, page.getByRole('button', { name: 'Enregistrer' }))
    const card = page.getByRole('article', { name: 'Le retard dépasse rarement 30 minutes' })
    await expect(card).toContainText('écrite avant tout regard')
    await expect(card).toContainText('Pas encore regardée depuis.')
  })

  await test.step('a blind column opens in Explorer, unfolded; a segment is compared', async () => {
    await press(page, page.getByRole('tab', { name: 'Couverture' }))
    await press(page, page.getByRole('button', { name: 'retard', exact: true }))
    await expect(page.getByRole('main', { name: 'Explorer' })).toBeVisible()
    await settled(page)
    await expect(page.locator('.profile-row[aria-expanded="true"]')).toContainText('retard')
    // Left before its figures are there, it was not looked at.
    await expect(page.locator('.profile-details .figure-open').first()).toBeVisible()
    // Nor are values seen that did not stay in the grid for a moment.
    await expect
      .poll(async () => (await call<{ tables: { inView: number }[] }>(page, 'exploration/map', {})).tables[0]?.inView)
      .toBeGreaterThan(0)
    await goTo(page, 'Carte')
    await press(page, page.getByRole('tab', { name: 'Encore aveugle' }))
    await press(page, page.getByRole('button', { name: /^Comparer – .*region/ }))
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
    await expect(page.getByText(/3\scomparaisons faites dans ce projet/)).toBeVisible()
  })

  await test.step('the map knows; a second guess about the same column comes after the fact', async () => {
    await goTo(page, 'Carte')
    await expect(page.getByText('3 comparaisons faites', { exact: true })).toBeVisible()
    await press(page, page.getByRole('button', { name: 'avis', exact: true }))
    await expect(page.getByRole('row', { name: /^retard/ })).toContainText('1')
    await expect(page.getByRole('row', { name: /^jour/ })).toContainText('jamais')
    // Its values stayed in the grid for a moment: that is said, and is no look at a figure of it.
    await expect(page.getByRole('row', { name: /^jour/ })).toContainText('vue')
    await press(page, page.getByRole('button', { name: 'Écrire une supposition sur retard' }))
    await page.keyboard.type('Après avoir vu')
    await expect(page.getByText('Déjà regardée')).toBeVisible()
    await press(page, page.getByRole('button', { name: 'Enregistrer' }))
    await expect(page.getByRole('article', { name: 'Après avoir vu' })).toContainText('après coup')
  })

  await test.step('the first guess is confronted; undo reopens it and takes no look back', async () => {
    const card = page.getByRole('article', { name: 'Le retard dépasse rarement 30 minutes' })
    await expect(card).toContainText('1 regard')
    await press(page, card.getByRole('button', { name: 'Confronter' }))
    await card.getByRole('textbox', { name: 'Chiffre lu' }).focus()
    await page.keyboard.type('21 % au-delà de 30')
    await press(page, card.getByRole('button', { name: 'Confronter' }))
    await expect(card).toContainText('confirmée')
    await expect(card).toContainText('21 % au-delà de 30')
    await goTo(page, 'Journal')
    await press(page, page.getByRole('tab', { name: 'Regards par jour' }))
    const told = page.getByRole('list', { name: 'Suppositions du jour' })
    await expect(told).toContainText('Le retard dépasse rarement 30 minutes')
    await expect(told).toContainText('confirmée')
    await goTo(page, 'Carte')
    await press(page, page.getByRole('tab', { name: /Suppositions/ }))
    await page.keyboard.press('Control+z')
    await expect(card).toContainText('à confronter')
    await expect(page.getByText('3 comparaisons faites', { exact: true })).toBeVisible()
  })

  await test.step('the journal tells the day', async () => {
    await goTo(page, 'Journal')
    await press(page, page.getByRole('tab', { name: 'Regards par jour' }))
    const days = page.getByRole('list', { name: 'Regards par jour' })
    await expect(days).toContainText('2 suppositions écrites')
    await expect(days).toContainText('retard')
  })
})

async function press(page: Page, target: Locator): Promise<void> {
  await target.focus()
  await page.keyboard.press((await target.getAttribute('role')) === 'tab' ? 'Space' : 'Enter')
}
