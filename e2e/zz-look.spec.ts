import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, goTo, loadTables, settled, test } from './app'

for (const n of (process.env.TABLES ?? '2,6,16,40').split(',').map(Number)) {
  test(`look ${n}`, async ({ app: { page, folder } }) => {
    test.setTimeout(300_000)
    const paths = await Promise.all(
      Array.from({ length: n }, async (_, i) => {
        const path = join(folder, `table_${i}.csv`)
        const parents = i ? [...new Set([Math.floor((i - 1) / 3), ...(i % 4 === 3 ? [Math.floor(i / 2)] : [])])] : []
        const head = [`id_objet${i}`, ...parents.map((p) => `id_objet${p}`), 'libelle', 'montant']
        const rows = Array.from({ length: 60 + i * 3 }, (_, r) =>
          [`O${i}-${r}`, ...parents.map((p) => `O${p}-${(r * 7 + p) % (58 + p)}`), `L${r % 9}`, `${(r * 37) % 101},50`].join(';')
        )
        await writeFile(path, [head.join(';'), ...rows].join('\n') + '\n')
        return path
      })
    )
    await page.getByRole('button', { name: 'Créer un projet' }).click()
    await goTo(page, 'Sources')
    await page.locator('input[type="file"]').first().setInputFiles(paths)
    await loadTables(page, n)
    await expect(page.locator('.split-list .list-item')).toHaveCount(n, { timeout: 120_000 })
    await settled(page)
    await page.evaluate(() => (location.hash = '#/sources?view=relations'))
    await expect(page.locator('.relation-frame')).toBeVisible({ timeout: 60_000 })
    await page.waitForTimeout(Number(process.env.SHOT_EARLY ?? 0))
    await settled(page)
    await page.screenshot({ path: `/tmp/dlg8/rel-${n}.png` })
    if (process.env.DARK) {
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.screenshot({ path: `/tmp/dlg8/rel-${n}-dark.png` })
    }
  })
}
