import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, goTo, loadTables, settled, test } from './app'

/** Showings by room and day; tickets that refer to them (one day in eleven has no showing); members of some tickets. */
async function importCinema(page: Page, folder: string): Promise<void> {
  const day = (n: number): string => `2024-01-${String(n + 1).padStart(2, '0')}`
  const showings = Array.from({ length: 120 }, (_, i) => `S${i % 12};${day(Math.floor(i / 12))};Film ${i % 5}`)
  const tickets = Array.from({ length: 500 }, (_, i) => `B${i};S${i % 12};${day(i % 11)};M${100 + (i % 41)}`)
  const members = Array.from({ length: 40 }, (_, i) => `M${100 + i};Ville ${i % 6}`)
  const files: [string, string][] = [
    ['seances.csv', ['code_salle;jour;film', ...showings].join('\n')],
    ['billets.csv', ['billet;code_salle;jour;id_membre', ...tickets].join('\n')],
    ['membres.csv', ['id_membre;ville', ...members].join('\n')]
  ]
  const paths = await Promise.all(
    files.map(async ([name, content]) => {
      const path = join(folder, name)
      await writeFile(path, `${content}\n`)
      return path
    })
  )
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  await goTo(page, 'Sources')
  await page.locator('input[type="file"]').first().setInputFiles(paths)
  await loadTables(page, 3)
  await expect(page.locator('.split-list .list-item')).toHaveCount(3, { timeout: 30_000 })
  await settled(page)
}

test('relations are found, read by keyboard, joined by two keys after a match report, and undone', async ({
  app: { page, folder }
}) => {
  await importCinema(page, folder)
  await page.evaluate(() => (location.hash = '#/sources?view=relations'))
  const diagram = page.getByRole('group', { name: 'Diagramme des relations : 3 tables, 2 liens' })
  await expect(diagram).toBeVisible()

  // By keyboard alone: into the diagram, zoom and pan, to the link of two keys, its details.
  await diagram.focus()
  const world = page.locator('.relation-world')
  const before = await world.getAttribute('style')
  await page.keyboard.press('+')
  await page.keyboard.press('ArrowRight')
  await expect(world).not.toHaveAttribute('style', before ?? '')
  await page.keyboard.press('0')
  await expect(world).toHaveAttribute('style', before ?? '')
  const link = page.getByRole('button', { name: /^billets, code_salle \+ jour, renvoie à seances/ })
  for (let presses = 0; presses < 8 && !(await link.evaluate((it) => it === document.activeElement)); presses++)
    await page.keyboard.press('Tab')
  await expect(link).toBeFocused()
  await page.keyboard.press('Enter')
  const details = page.getByRole('complementary', { name: 'Détail' })
  await expect(details).toContainText('91 %')
  await expect(details).toContainText('45 orphelines')

  // A figure opens its rows.
  await details.getByRole('button', { name: /^Lignes orphelines de/ }).click()
  const evidence = page.getByRole('complementary', { name: 'Preuve' })
  await expect(evidence).toContainText('45 observations')
  await expect(evidence.getByRole('grid')).toBeVisible()
  await page.keyboard.press('Escape')

  await details.getByRole('button', { name: 'Garder cette relation' }).click()
  await expect(details).toContainText('gardée')

  // The join: both keys are there, the match report comes before anything is changed.
  await details.getByRole('button', { name: 'Joindre…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Joindre deux tables' })
  const report = dialog.getByRole('region', { name: 'Correspondances' })
  await expect(report).toContainText('455')
  await expect(report).toContainText('500 contre 500 avant')
  await dialog.getByRole('button', { name: 'Retirer la clé 2' }).click()
  await expect(report).toContainText('Lignes répétées')
  await dialog.getByRole('button', { name: 'Ajouter une clé' }).click()
  await expect(dialog.getByRole('button', { name: 'Ajouter la jointure à la recette' })).toBeDisabled()
  for (const side of ['gauche', 'droite']) {
    await dialog.getByRole('button', { name: new RegExp(`Colonne de ${side}, clé 2`) }).click()
    await page.getByRole('option', { name: 'jour' }).click()
  }
  await expect(report).toContainText('500 contre 500 avant')

  // A figure of the report opens its rows in its place, and Escape comes back to the report.
  await dialog.getByRole('button', { name: /^Sans correspondance, 45/ }).click()
  await expect(report).toContainText('Lignes de « billets » sans correspondance')
  await expect(report.getByRole('grid')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog.getByRole('button', { name: /^Sans correspondance, 45/ })).toBeFocused()
  await report.getByRole('button', { name: 'et 7 autres valeurs…' }).click()
  await expect(report).toContainText('12 observations')
  await report.getByRole('button', { name: 'Retour aux correspondances' }).click()

  await dialog.getByRole('button', { name: 'Ajouter la jointure à la recette' }).click()
  await expect(dialog).toBeHidden()

  // What was done is said, with the way there; the columns brought make no new link.
  const notice = page.getByRole('status').filter({ hasText: 'Jointure faite' })
  await expect(notice).toContainText('1 colonne de « seances » est maintenant dans « billets » : film')
  await expect(diagram).toBeVisible()
  await expect(link).toContainText('jointe')
  await notice.getByRole('button', { name: 'Voir la table' }).click()
  await expect(page.getByRole('main', { name: 'Explorer' })).toBeVisible()

  await goTo(page, 'Préparer')
  await page.getByRole('button', { name: /^billets/ }).click()
  const step = page.getByRole('list', { name: 'Étapes de la recette' }).getByRole('listitem').last()
  await expect(step).toContainText('Joindre 1 colonne de « seances » par « code_salle » et « jour »')
  await expect(step).toContainText('455 lignes reliées, 45 sans correspondance · 500 lignes après')
  await page.keyboard.press('Control+z')
  await expect(page.locator('.recipe-step', { hasText: 'Joindre 1 colonne' })).toHaveCount(0)
})

test('a join of the recipe takes the keys of a found relation, shows it, stays half made meanwhile, and is added by Enter', async ({
  app: { page, folder }
}) => {
  await importCinema(page, folder)
  await page.evaluate(() => (location.hash = '#/recipe?table=clean.billets'))
  await page.getByRole('button', { name: 'Ajouter une étape' }).click()
  await page.getByRole('menuitem', { name: /Joindre une table/ }).click()
  await page.getByRole('button', { name: /Table à joindre/ }).click()
  await page.getByRole('option', { name: /^seances/ }).click()
  const editor = page.getByRole('region', { name: 'Joindre une table' })
  const key = (side: string, n: number) => editor.getByRole('button', { name: new RegExp(`de ${side}, clé ${n}`) })
  await expect(key('droite', 2)).toContainText('jour')
  await expect(editor).toContainText('Relation trouvée')
  await editor.getByRole('button', { name: /Lignes gardées/ }).click()
  await page.getByRole('option', { name: 'Celles qui ont une correspondance' }).click()

  await editor.getByRole('button', { name: 'Voir les relations trouvées' }).click()
  const details = page.getByRole('complementary', { name: 'Détail' })
  await expect(details.getByRole('heading', { name: /billets .* → seances/ })).toBeVisible()
  await page.getByRole('button', { name: 'Retour à la recette' }).click()
  await expect(key('gauche', 1)).toContainText('code_salle')
  await expect(editor.getByRole('button', { name: /Lignes gardées/ })).toContainText('une correspondance')

  await editor.getByRole('checkbox', { name: /Comparer les textes/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'Étapes de la recette' })).toContainText('455 lignes reliées')
  await expect(editor).toHaveCount(0)
})

test('sixteen tables open whole and by name; keys are shown when asked for, and 0 goes back to all of them', async ({
  app: { page, folder }
}) => {
  const count = 16
  const paths = await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const parent = Math.floor((i - 1) / 3)
      const rows = Array.from({ length: 60 + i * 3 }, (_, r) =>
        [`O${i}-${r}`, ...(i ? [`O${parent}-${(r * 7 + i) % 58}`] : []), `L${r % 9}`].join(';')
      )
      const path = join(folder, `table_${i}.csv`)
      const header = [`id_objet${i}`, ...(i ? [`id_objet${parent}`] : []), 'libelle']
      await writeFile(path, `${[header.join(';'), ...rows].join('\n')}\n`)
      return path
    })
  )
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  await goTo(page, 'Sources')
  await page.locator('input[type="file"]').first().setInputFiles(paths)
  await loadTables(page, count)
  await expect(page.locator('.split-list .list-item')).toHaveCount(count, { timeout: 60_000 })
  await settled(page)
  await page.evaluate(() => (location.hash = '#/sources?view=relations'))
  const frame = page.locator('.relation-frame')
  await expect(frame).toHaveAttribute('data-level', 'names', { timeout: 60_000 })
  await settled(page)
  const seen = () =>
    frame.evaluate((element) => {
      const room = element.getBoundingClientRect()
      const inside = [...element.querySelectorAll('.relation-card')].filter((card) => {
        const { left, right, top, bottom } = card.getBoundingClientRect()
        return left >= room.left && right <= room.right && top >= room.top && bottom <= room.bottom
      })
      const name = element.querySelector('.relation-card-name')
      const scale = name ? name.getBoundingClientRect().height / (name as HTMLElement).offsetHeight : 0
      return { cards: inside.length, text: name ? parseFloat(getComputedStyle(name).fontSize) * scale : 0 }
    })
  expect((await seen()).cards).toBe(count)
  expect((await seen()).text).toBeGreaterThan(9.5)

  await frame.focus()
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  expect((await seen()).cards).toBeLessThan(count)
  await page.keyboard.press('0')
  expect((await seen()).cards).toBe(count)
  await page.keyboard.press('k')
  await expect(frame).toHaveAttribute('data-level', 'keys')
  await expect(frame.getByText('clé', { exact: true }).first()).toBeVisible()
  await page.keyboard.press('k')
  await expect(frame).toHaveAttribute('data-level', 'names')
  expect((await seen()).cards).toBe(count)
  await page.getByRole('button', { name: /^Table, \d+ liens? : table_5/ }).click()
  await expect(page.getByRole('complementary', { name: 'Détail' })).toContainText('id_objet5')
})
