import type { Page } from '@playwright/test'
import { addFiles, expect, goTo, loadTables, settled, test } from './app'

const csv = (name: string, rows: readonly (readonly (string | number)[])[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(rows.map((row) => row.join(';')).join('\n') + '\n')
})

/** A steady source of chance: the flow sees the same faults every time. */
function chance(): (n: number) => number {
  let state = 12_345
  return (n) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
}

const FIRST = ['Jean', 'Marie', 'Ahmed', 'Sophie', 'Lucas', 'Emma', 'Karim', 'Julie', 'Thomas', 'Manon']
const LAST = ['Martin', 'Bernard', 'Dubois', 'Moreau', 'Lefebvre', 'Garcia', 'Fournier', 'Lambert', 'Bonnet', 'Nguyen']

/** Clients of three countries, each with its post codes; one French code is written the Dutch way, two people are there twice. */
function clients(): (string | number)[][] {
  const below = chance()
  const rows = Array.from({ length: 600 }, (_, at): (string | number)[] => {
    const [first, last] = [FIRST[below(10)] ?? '', LAST[below(10)] ?? '']
    const country = ['FR', 'NL'][below(2)] ?? ''
    const code = country === 'FR' ? String(10_000 + below(80_000)) : `${1000 + below(8000)} AB`
    const town = ['Bordeaux', 'Montauban', 'Chartres', 'Roubaix'][below(4)] ?? ''
    const born = `19${50 + below(40)}-0${1 + below(9)}-1${below(10)}`
    return [`C${1000 + at}`, first, last, born, `${first}.${last}${below(9999)}@exemple.fr`.toLowerCase(), country, code, town] // prettier-ignore
  })
  const french = rows.find(([, , , , , country]) => country === 'FR')
  if (french) french[6] = '1017 AB'
  const [one, other] = [rows[40] ?? [], rows[80] ?? []]
  for (const place of [120, 130, 140]) if (rows[place]) rows[place][7] = 'Bordo'
  rows.push(['C9001', one[1] ?? '', String(one[2]).toUpperCase(), ...one.slice(3)])
  rows.push(['C9002', other[1] ?? '', `${String(other[2])}s`, ...other.slice(3)])
  return [['id_client', 'prenom', 'nom', 'naissance', 'courriel', 'pays', 'code_postal', 'ville'], ...rows]
}

/** Visits day after day, four days without any, one with far too many; scores of few in one shop. */
function visits(offers: readonly string[], from: number): (string | number)[][] {
  const below = chance()
  const rows: (string | number)[][] = []
  for (let day = 0; day < 120; day++) {
    const n = day >= 60 && day < 64 ? 0 : day === 90 ? 70 : 6 + below(5)
    const date = new Date(Date.UTC(2025, 0, 6 + day)).toISOString().slice(0, 10)
    for (let visit = 0; visit < n; visit++) {
      const shop = rows.length % 90 === 5 ? 'Corse' : ['Lyon', 'Lille', 'Nantes'][below(3)]
      rows.push([from + rows.length, date, shop ?? '', offers[below(offers.length)] ?? '', 1 + below(5)])
    }
  }
  return [['visite', 'le', 'magasin', 'offre', 'satisfaction'], ...rows]
}

test('new kinds of anomalies: list, reasons, rows, and the repair in the recipe', async ({ app: { page } }) => {
  test.slow()
  await page.getByRole('textbox', { name: 'Nom du projet' }).fill('Natures')
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  await addFiles(page, [csv('clients.csv', clients()), csv('visites.csv', visits(['Base', 'Plus'], 1))])
  await loadTables(page, 2)
  await page
    .getByRole('link', { name: /^visites/ })
    .or(page.getByRole('button', { name: /^visites/ }))
    .first()
    .click()
  await page.getByRole('button', { name: 'Nouvelle livraison…' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('menuitem', { name: /Remplacer/ }).click()
  await (await chooser).setFiles(csv('visites 2.csv', visits(['Base', 'Max'], 5001)))
  await expect(page.getByRole('button', { name: 'Appliquer la livraison' })).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('article', { name: 'Rapport de chargement' })).toContainText('visites 2.csv')
  await goTo(page, 'Anomalies')
  const kinds: [string, RegExp][] = [
    ['Quasi-doublons', /4 lignes semblent ne dire que 2 choses/],
    ['Ruptures dans le temps', /«.le.».: 4 jours sans aucune ligne/],
    ['Ruptures dans le temps', /«.le.».: 1 jour avec bien trop de lignes/],
    ['Dérive entre livraisons', /«.offre.».: une valeur apparue/],
    ['Échantillons fragiles', /«.magasin.».: un segment a moins de 30 lignes/],
    ['Règles enfreintes', /si pays = FR, alors 5 chiffres/],
    ['Fautes de frappe', /«.ville.».: 3 lignes où une valeur fréquente semble écrite comme on l’entend/]
  ]
  await expect(page.locator('.anomaly-item', { hasText: 'Quasi-doublons' })).toBeVisible({ timeout: 120_000 })
  await settled(page)
  for (const [place, [kind, message]] of kinds.entries()) {
    const item = page.locator('.anomaly-item', { hasText: message })
    await expect(item).toContainText(kind)
    await item.click()
    await expect(page.getByRole('heading', { name: message })).toBeVisible()
    await settled(page)
    await expect(page.locator('.anomaly-grid').getByRole('gridcell').first()).toBeVisible()
    await picture(page, place, ['light', 'dark'])
  }
  await page.getByRole('button', { name: 'Switch to English' }).click()
  await page.locator('.anomaly-item', { hasText: /“le”: 4 days without any row/ }).click()
  await settled(page)
  await picture(page, kinds.length, ['light'])
  await page.locator('.anomaly-item', { hasText: 'Near-duplicates' }).click()
  await settled(page)
  await picture(page, kinds.length + 1, ['dark'])
  await page.getByRole('button', { name: 'Passer en français' }).click()
  await page.locator('.anomaly-item', { hasText: 'Quasi-doublons' }).click()
  // What it would change is seen before it is added.
  await page.getByText('Voir ce que la réparation changerait').click()
  await expect(page.locator('.anomaly-repair-preview')).toContainText(/\d\s+lignes → [\d\s]+ lignes/)
  await page.screenshot({ path: 'test-results/anomaly-kinds-repair-preview.png' })
  await page.getByRole('button', { name: 'Ajouter cette réparation à la recette' }).click()
  await expect(page.getByRole('button', { name: 'Réparation ajoutée à la recette' })).toBeVisible()
  await expect(page.locator('.anomaly-item', { hasText: 'Quasi-doublons' })).toContainText('en réparation')
  // What the step did, the way to it, and that the list is of an earlier state.
  await expect(page.locator('.anomaly-repair')).toContainText(/En réparation par l’étape.*2 lignes retirées/)
  await expect(page.locator('.anomaly-header')).toContainText('cette liste est celle d’un état antérieur')
  await settled(page)
  await picture(page, kinds.length + 2, ['light', 'dark'])
  await page.getByRole('button', { name: 'Voir dans Préparer' }).click()
  await settled(page)
  await expect(page.locator('.recipe-step[data-asked]')).toBeFocused()
  await expect(page.getByRole('list', { name: 'Étapes de la recette' })).toContainText(
    /Ne garder qu’une ligne par .*la mieux remplie/
  )
  await page.screenshot({ path: 'test-results/anomaly-kinds-recipe.png' })
})

test('once a repair is added, the rows that it took away are told as gone, and the stale notice keeps its icon whole', async ({
  app: { page }
}) => {
  await page.getByRole('textbox', { name: 'Nom du projet' }).fill('Doubles')
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  const [head, ...rows] = clients()
  await addFiles(page, [csv('clients.csv', [head ?? [], ...rows, ...rows.slice(3, 9)])])
  await loadTables(page, 1)
  await goTo(page, 'Anomalies')
  const item = page.locator('.anomaly-item', { hasText: /en double exact/ })
  await expect(item).toBeVisible({ timeout: 120_000 })
  await settled(page)
  // Before any recipe the rows are those of the table as it was loaded: they stay.
  await page.locator('.anomaly-item', { hasText: /semble écrite comme on l’entend/ }).click()
  await page.getByRole('button', { name: 'Ajouter cette réparation à la recette' }).click()
  await expect(page.locator('.anomaly-repair')).toContainText(
    'de la table sans recette, datent de la dernière recherche'
  )
  const icon = await page.locator('.anomaly-header .badge-stale svg').boundingBox()
  expect([icon?.width, icon?.height]).toEqual([12, 12])
  await page.getByRole('button', { name: 'Chercher à nouveau' }).click()
  await expect(page.locator('.anomaly-header .badge-stale')).toHaveCount(0, { timeout: 60_000 })
  // A repair added while the search still runs would be searched too: its rows would be found no more.
  await settled(page)
  await item.click()
  await page.getByRole('button', { name: 'Ajouter cette réparation à la recette' }).click()
  await expect(page.locator('.anomaly-repair')).toContainText('celles que la table préparée a encore')
  await expect(page.locator('.anomaly-grid')).toContainText('Aucune de ces lignes ne reste dans la table préparée.')
  await settled(page)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: `test-results/anomaly-none-left-${colorScheme}.png` })
  }
})

async function picture(page: Page, place: number, schemes: readonly ('light' | 'dark')[]): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: `test-results/anomaly-kinds-${place}-${colorScheme}.png` })
  }
}
