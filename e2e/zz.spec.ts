import { addFiles, expect, loadTables, settled, test } from './app'
import { readFileSync } from 'node:fs'
const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const shot = (page: any, name: string) => page.screenshot({ path: `/tmp/l6/shots/${name}.png` })

test.beforeEach(async ({ app: { page } }) => {
  await page.getByRole('textbox', { name: 'Nom du projet' }).fill('Essai')
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  await expect(page.getByRole('main', { name: 'Sources' })).toBeVisible()
})

test('paste', async ({ app: { page } }) => {
  const paste = (plain: string, html = '') => page.evaluate(([plain, html]) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', plain!)
    if (html) clipboardData.setData('text/html', html)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, [plain, html])
  await paste('Réf\tMontant\tCommentaire\tTaux\r\n00123\t1 234,50 €\t"Bonjour,\nligne 2 avec ""guillemets"""\t12,5 %\r\n00124\t-3,20 €\tdit "oui" sans retour\t3 %\r\n00125\t\técran 15" plat\t0,1 %\r\n00126\t7,00 €\t"fin\r\nde\r\ncellule"\t100 %\r\n')
  await expect(page.getByRole('region', { name: /^Premières lignes/ })).toBeVisible()
  await settled(page)
  await shot(page, 'paste1')
  console.log(await page.getByRole('region', { name: /^Premières lignes/ }).innerText())
  await loadTables(page, 1)
  const report = page.getByRole('article', { name: 'Rapport de chargement' })
  await expect(report).toBeVisible()
  await shot(page, 'paste1-report')
  console.log(await report.innerText())
  await paste('Ville\nParis\nLyon\n', '<html><body><table><tr><th colspan=2>Ville</th></tr><tr><td>Paris<br>centre</td><td>1,5</td></tr><tr><td>Lyon</td><td>2,5</td></tr></table></body></html>')
  await expect(page.getByRole('region', { name: /^Premières lignes/ })).toBeVisible()
  await settled(page)
  await shot(page, 'paste2')
  console.log(await page.getByRole('region', { name: /^Premières lignes/ }).innerText())
})

test('deliver', async ({ app: { page } }) => {
  const rows = (n: number, f: (i: number) => string) => Array.from({ length: n }, (_, i) => f(i)).join('\n')
  const a = 'Date;Montant;Client;Région;Satisfait\n' + rows(40, (i) => `${String(1 + (i % 28)).padStart(2, '0')}/03/2024;${(i * 37) % 900},50;C${1000 + i};R${i % 5};${i % 3 ? 'oui' : 'non'}`) + '\n'
  const b = 'Date;Montant TTC;Client;Zone;Avis;Canal\n' + rows(45, (i) => i < 3 ? '' : `${String(1 + (i % 28)).padStart(2, '0')}/03/2024;${i === 10 ? 'n.c.' : ((i * 37) % 900) + (i === 7 ? ',75' : ',50')};C${1000 + i};R${i % 5};${i % 3 ? 'oui' : 'non'};web`).replace(/^\n+/, '') + '\n'
  await addFiles(page, csv('mars.csv', a))
  await loadTables(page, 1)
  await settled(page)
  await shot(page, 'd1')
  for (const how of [/Remplacer/, /Ajouter à la suite/]) {
    await page.getByRole('button', { name: /Nouvelle livraison/ }).first().click()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('menuitem', { name: how }).click()
    await (await chooser).setFiles(csv('avril.csv', b))
    await expect(page.getByRole('region', { name: 'Lignes', exact: true })).toBeVisible()
    await shot(page, 'd2' + how.source.slice(0, 3))
    console.log(await page.locator('main').innerText())
    await page.getByRole('button', { name: 'Abandonner' }).click()
    await expect(page.getByRole('article', { name: 'Rapport de chargement' })).toBeVisible()
  }
})
