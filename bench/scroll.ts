import type { Page } from '@playwright/test'
import { inBrowser, openInExplore, settled } from './browser'
import type { ScrollResult } from './grid'

const SECONDS = 6

/** Frames of the grid over a table of so many rows while the wheel turns; null where no browser is installed. */
export function scrollFrames(rows: number): Promise<ScrollResult | null> {
  return inBrowser(rows, scrollOnce)
}

async function scrollOnce(page: Page, path: string): Promise<ScrollResult> {
  await openInExplore(page, path)
  // What is measured is scrolling: the profile beside has ended.
  await settled(page)
  await page.waitForTimeout(1_000)
  const box = await page.getByRole('grid').boundingBox()
  if (!box) throw new Error('the grid is not there')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  return watch(page)
}

/** Turns the wheel from inside the page, one notch a frame, and looks at the time of each frame. */
async function watch(page: Page): Promise<ScrollResult> {
  return page.evaluate(async (seconds) => {
    const grid = document.querySelector('[role="grid"]')
    if (!grid) throw new Error('the grid is not there')
    const next = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
    const quiet: number[] = []
    let last = await next()
    for (let frame = 0; frame < 60; frame++) {
      const now = await next()
      quiet.push(now - last)
      last = now
    }
    // The refresh of this browser at rest: what a frame should take.
    const refresh = quiet.sort((a, b) => a - b)[30] ?? 16.7
    const taken: number[] = []
    const end = performance.now() + seconds * 1000
    last = await next()
    while (performance.now() < end) {
      const turned = grid.dispatchEvent(new WheelEvent('wheel', { deltaY: 48, bubbles: true, cancelable: true }))
      if (turned) grid.scrollTop += 48
      const now = await next()
      taken.push(now - last)
      last = now
    }
    return {
      frames: taken.length,
      dropped: taken.reduce((sum, time) => sum + Math.max(0, Math.round(time / refresh) - 1), 0),
      longest: Math.max(...taken)
    }
  }, SECONDS)
}
