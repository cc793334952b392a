import { cell, expect, goTo, runSql, settled, test } from './app'

const ROWS = 1_000_000

test('a grid of a million rows scrolls fast and its last row is right', async ({ app: { page } }) => {
  await page.getByRole('textbox', { name: 'Nom du projet' }).fill('Million')
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  await goTo(page, 'SQL')
  await runSql(page, `SELECT i AS place, i * 3 AS triple, 'ligne ' || i AS nom FROM range(1, ${ROWS + 1}) AS r(i)`)
  const grid = page.getByRole('grid')
  await expect(grid).toHaveAttribute('aria-rowcount', String(ROWS + 1))
  await settled(page)
  await expect(cell(page, 0, 2)).toHaveText('ligne 1')

  await test.step('dragging the scroll bar through the whole table shows right rows all along', async () => {
    const usual = await grid.evaluate(async (scroller) => {
      const taken: number[] = []
      const end = scroller.scrollHeight - scroller.clientHeight
      for (let step = 0; step <= 60; step++) {
        const begun = performance.now()
        scroller.scrollTop = (end * step) / 60
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
        taken.push(performance.now() - begun)
      }
      return taken.sort((a, b) => a - b)[30] ?? Infinity
    })
    expect(usual, 'milliseconds of a step, two frames, half of the time at most').toBeLessThan(150)
    await settled(page)
    const shown = await grid.locator('[data-row]').evaluateAll((rows) =>
      rows.map((row) => ({
        place: Number(row.getAttribute('data-row')),
        name: row.querySelector('[data-column="2"]')?.textContent
      }))
    )
    expect(shown.length).toBeGreaterThan(5)
    expect(shown.filter(({ place, name }) => name !== `ligne ${place + 1}`)).toEqual([])
    expect(shown.at(-1)?.place).toBe(ROWS - 1)
  })

  await test.step('the wheel moves by rows, anywhere', async () => {
    await grid.evaluate((scroller) => (scroller.scrollTop = scroller.scrollHeight / 2))
    // The frame that shows it may come after there is nothing left to load.
    await expect.poll(firstRow).toBeLessThan(0.6 * ROWS)
    await settled(page)
    const before = await firstRow()
    await grid.hover()
    await page.mouse.wheel(0, 240)
    await expect.poll(async () => (await firstRow()) - before).toBe(10)
  })

  await test.step('the keys reach both ends', async () => {
    await grid.focus()
    await page.keyboard.press('Control+End')
    await settled(page)
    await expect(cell(page, ROWS - 1, 2)).toHaveText(`ligne ${ROWS}`)
    await expect(cell(page, ROWS - 1, 1)).toHaveText(/^3.?000.?000$/)
    await expect(cell(page, ROWS - 1, 2)).toBeInViewport({ ratio: 0.9 })
    await page.keyboard.press('Control+Home')
    await settled(page)
    await expect(cell(page, 0, 0)).toHaveText('1')
    await expect(cell(page, 0, 0)).toBeInViewport({ ratio: 0.9 })
  })

  async function firstRow(): Promise<number> {
    return Number(await grid.locator('[data-row]').first().getAttribute('data-row'))
  }
})
