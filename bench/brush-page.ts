import type { Page } from '@playwright/test'
import { atRest, inBrowser, openInExplore, settled } from './browser'

/** Milliseconds from each move of a brush to the frame after all counts have followed it. */
export interface PageBrush {
  updates: number[]
}

const FACETS = ['montant', 'ville', 'client', 'note', 'jour', 'commentaire']
const MOVES = 200

/** Drags the brush of a histogram in the page, over a table of so many rows; null where no browser is installed. */
export function brushInPage(rows: number): Promise<PageBrush | null> {
  return inBrowser(rows, brushOnce)
}

async function brushOnce(page: Page, path: string): Promise<PageBrush> {
  await openInExplore(page, path)
  await settled(page)
  await page.getByRole('button', { name: 'Afficher les facettes' }).click()
  const pane = page.getByRole('complementary', { name: 'Facettes' })
  for (const name of FACETS) {
    await pane.getByRole('button', { name: 'Colonne' }).click()
    await page.getByRole('option', { name, exact: true }).click()
    await pane.getByRole('button', { name: 'Ajouter', exact: true }).click()
  }
  await atRest(page)
  const histogram = pane.getByRole('img', { name: /^Histogramme.*montant/ })
  await histogram.scrollIntoViewIfNeeded()
  const box = await histogram.boundingBox()
  if (!box) throw new Error('the histogram is not there')
  await page.mouse.move(box.x + 10, box.y + 10)
  return { updates: await histogram.evaluate(drag, MOVES) }
}

/** Runs in the page: drags over the histogram, one move after the counts of the one before. */
async function drag(svg: SVGElement | HTMLElement, moves: number): Promise<number[]> {
  const status = document.querySelector('.facets-kept')
  if (!status) throw new Error('the rows kept are not told')
  const { left, top, width } = svg.getBoundingClientRect()
  const send = (type: string, share: number): boolean =>
    svg.dispatchEvent(
      new PointerEvent(type, { bubbles: true, pointerId: 1, clientX: left + width * share, clientY: top + 10 })
    )
  const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  // The pointer of an event that is made by hand cannot be captured.
  svg.setPointerCapture = () => undefined
  send('pointerdown', 0.02)
  const taken: number[] = []
  for (let move = 0; move < moves; move++) {
    const before = status.textContent
    const begun = performance.now()
    send('pointermove', 0.1 + (0.85 * ((move * 7) % 19)) / 19)
    do await frame()
    while (status.textContent === before && performance.now() - begun < 10_000)
    if (status.textContent === before) throw new Error('the counts did not follow the brush')
    taken.push(performance.now() - begun)
  }
  send('pointerup', 0.6)
  return taken
}
