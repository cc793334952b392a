import { readFile } from 'node:fs/promises'
import { expect, goTo, settled, test } from './app'
import { call } from './furnish'

test.use({ withCase: true })

test('a column is noted by keyboard, told in the profile and its header, searched, exported and undone', async ({
  app: { page }
}) => {
  await goTo(page, 'Explorer')
  await page.getByRole('button', { name: 'Dictionnaire des données' }).press('Enter')
  await settled(page)
  await page.screenshot({ path: 'screenshots/43-dictionnaire-1280-light.png' })
  const tables = await call<{ ref: { name: string }; columns: { name: string }[] }[]>(page, 'tables/list', {})
  const name = await page.locator('.codebook-table h2').first().textContent()
  const column = tables.find(({ ref }) => ref.name === name)?.columns[1]?.name ?? ''

  await test.step('typed in place', async () => {
    await page
      .getByRole('button', { name: `Noter ${column}`, exact: true })
      .first()
      .press('Enter')
    const form = page.getByRole('form', { name: `Note sur ${column}` })
    await expect(form.getByRole('textbox', { name: 'Libellé' })).toBeFocused()
    await page.keyboard.type('Ce que dit la personne')
    await form.getByRole('textbox', { name: 'Codes' }).fill('1 = oui\n2 = =non')
    await form.getByRole('textbox', { name: 'Doute' }).fill('Recopié à la main')
    await page.screenshot({ path: 'screenshots/44-dictionnaire-note-1280-light.png' })
    await page.keyboard.press('Control+Enter')
    await expect(page.locator('.note-text').first()).toContainText('Ce que dit la personne')
    await expect(page.getByRole('button', { name: `Modifier la note sur ${column}` })).toBeFocused()
  })

  await test.step('searched', async () => {
    await page.getByRole('searchbox').fill('recopié')
    await expect(page.locator('.codebook-columns tbody tr')).toHaveCount(1)
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.screenshot({ path: 'screenshots/45-dictionnaire-1280-dark.png' })
    await page.emulateMedia({ colorScheme: 'light' })
  })

  await test.step('exported', async () => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Exporter' }).press('Enter')
    await page.getByRole('menuitem', { name: /CSV français/ }).press('Enter')
    const file = await download
    expect(file.suggestedFilename()).toBe('velmorane-dictionnaire.csv')
    const written = await readFile(await file.path(), 'utf8')
    expect(written.startsWith('\ufefftable;colonne;')).toBe(true)
    expect(written).toContain('Ce que dit la personne')
  })

  await test.step('opened from another table, it begins there, with the frame where it was', async () => {
    const last = (await page.locator('.codebook-table h2').last().textContent()) ?? ''
    await page.getByRole('button', { name: 'Retour aux lignes' }).press('Enter')
    await page.getByRole('button', { name: new RegExp(`^${last}`) }).click()
    await page.getByRole('button', { name: 'Dictionnaire des données' }).press('Enter')
    await expect(page.getByRole('heading', { name: last, exact: true })).toBeInViewport()
    await expect(page.getByRole('searchbox')).toBeInViewport()
    await expect(page.getByRole('button', { name: 'Exporter' })).toBeInViewport()
  })

  await test.step('told beside the rows, and undone', async () => {
    await page.getByRole('button', { name: 'Retour aux lignes' }).press('Enter')
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
    const header = page.locator('.grid-header', { hasText: column }).first()
    await expect(header).toHaveAttribute('title', /Ce que dit la personne/)
    await settled(page)
    await page.locator('.profile-row', { hasText: column }).first().press('Enter')
    await expect(page.locator('.profile-details')).toContainText('Recopié à la main')
    await page.screenshot({ path: 'screenshots/46-dictionnaire-profil-1280-light.png' })
    await page.keyboard.press('Control+z')
    await expect(page.locator('.profile-details .note-text')).toHaveCount(0)
  })
})
