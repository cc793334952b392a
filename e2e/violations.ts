import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds on the page as it stands, in light and in dark, one line a rule: screen, rule, first elements. */
export async function violations(page: Page, screen: string): Promise<string[]> {
  const found: string[] = []
  // What React Aria says of a button is wiped by itself.
  await expect(page.locator('[data-live-announcer] [role="img"]')).toHaveCount(0)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    found.push(...(await runAxe(page, `${screen}, ${colorScheme}`)))
  }
  return found
}

async function runAxe(page: Page, where: string): Promise<string[]> {
  // evaluated by the debugger, beside the page's policy, which forbids scripts of others
  await page.evaluate(AXE)
  return page.evaluate(
    async ({ where, tags }) => {
      const { axe } = globalThis as unknown as {
        axe: {
          run(options: unknown): Promise<{
            violations: { id: string; nodes: { target: string[]; html: string; failureSummary: string }[] }[]
          }>
        }
      }
      const { violations } = await axe.run({ runOnly: { type: 'tag', values: tags } })
      return violations.map(({ id, nodes }) => {
        const first = nodes
          .slice(0, 3)
          .map(({ html, failureSummary }) => `${html.slice(0, 160)} (${failureSummary.split('\n')[1]?.trim()})`)
        return `${where}: ${id} ×${nodes.length}: ${first.join(' | ')}`
      })
    },
    { where, tags: TAGS }
  )
}
