import { join } from 'node:path'
import { expect, goTo, screenNames, settled, test } from './app'
import { furnish } from './furnish'

const SIZES = [
  { width: 1280, height: 800, colorScheme: 'light' },
  { width: 1920, height: 1080, colorScheme: 'light' },
  { width: 1280, height: 800, colorScheme: 'dark' }
] as const

test.use({ withCase: true })

test('pictures of every screen', async ({ app: { page } }) => {
  test.slow()
  await furnish(page)
  const names = await screenNames(page)
  const titles = new Set<string>()
  for (const [place, name] of names.entries()) {
    await goTo(page, name)
    for (const { width, height, colorScheme } of SIZES) {
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await settled(page)
      await page.screenshot({ path: picture(place + 1, name, `${width}-${colorScheme}`) })
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(overflow, `${name} at ${width}: pixels beyond the right edge`).toBeLessThanOrEqual(0)
    }
    titles.add(await page.title())
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: 'light' })
  await goTo(page, 'Préparer')
  await page.getByRole('button', { name: 'Voir la preuve' }).first().click()
  await settled(page)
  await page.screenshot({ path: picture(20, 'preuve', '1280-light') })
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.screenshot({ path: picture(21, 'palette', '1280-light') })
})

test.describe('empty', () => {
  test.use({ withCase: false })

  test('pictures of the start screen and of empty screens', async ({ app: { page } }) => {
    await expect(page.getByRole('button', { name: 'Ouvrir le cas fourni' })).toBeVisible()
    await page.screenshot({ path: picture(0, 'accueil', '1280-light') })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.screenshot({ path: picture(0, 'accueil', '1280-dark') })
    await page.emulateMedia({ colorScheme: 'light' })
    await page.getByRole('button', { name: 'Créer un projet' }).click()
    for (const [place, name] of (await screenNames(page)).entries()) {
      await goTo(page, name)
      await settled(page)
      await page.screenshot({ path: picture(place + 1, name, 'vide') })
    }
  })
})

function picture(place: number, name: string, detail: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return join('screenshots', `${String(place).padStart(2, '0')}-${plain}-${detail}.png`)
}
