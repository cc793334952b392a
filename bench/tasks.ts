import type { Page } from '@playwright/test'
import { inBrowser, openInExplore, settled, type ServerLoop } from './browser'

/** What held the page and the server while a profile of one depth ran; times in milliseconds but the profile's. */
export type ProfileTasks = {
  depth: 'balanced' | 'full'
  seconds: number
  longTasks: number[]
  gap: number
  hold: number
}[]

/** Profiles a table of so many rows in the page, at the depth that opens and at the full one; null where no browser is installed. */
export function profileTasks(rows: number): Promise<ProfileTasks | null> {
  return inBrowser(rows, profileOnce, watchTasks)
}

async function profileOnce(page: Page, path: string, server: ServerLoop): Promise<ProfileTasks> {
  const pane = page.getByRole('complementary', { name: 'Profil', exact: true })
  const begin = async (): Promise<number> => {
    await taken(page)
    await server.longest()
    return performance.now()
  }
  const end = async (begun: number): Promise<Omit<ProfileTasks[number], 'depth'>> => {
    await page.waitForFunction(
      () =>
        !document.querySelector('.profile .progress, .profile .skeleton') && document.querySelector('.profile-table'),
      null,
      { timeout: 900_000 }
    )
    await settled(page)
    const seconds = (performance.now() - begun) / 1000
    return { seconds, ...(await taken(page)), hold: await server.longest() }
  }
  let begun = 0
  await openInExplore(page, path, async () => (begun = await begin()))
  const balanced = await end(begun)
  begun = await begin()
  await pane.getByRole('button', { name: 'Profil complet' }).click()
  await pane.getByRole('tab', { name: /Associations/ }).waitFor({ timeout: 900_000 })
  return [
    { depth: 'balanced', ...balanced },
    { depth: 'full', ...(await end(begun)) }
  ]
}

type Watched = typeof globalThis & { longTasks: number[]; longestGap: number }

/** Takes what was seen since the last time. */
function taken(page: Page): Promise<{ longTasks: number[]; gap: number }> {
  return page.evaluate(() => {
    const here = globalThis as Watched
    const seen = { longTasks: here.longTasks, gap: here.longestGap }
    here.longTasks = []
    here.longestGap = 0
    return seen
  })
}

/** Runs in the page from its beginning: gathers long tasks, and the longest time between two turns of a timer. */
function watchTasks(): void {
  const here = globalThis as Watched
  here.longTasks = []
  here.longestGap = 0
  new PerformanceObserver((list) => here.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
    buffered: true
  })
  let last = performance.now()
  setInterval(() => {
    const now = performance.now()
    here.longestGap = Math.max(here.longestGap, now - last)
    last = now
  }, 4)
}
