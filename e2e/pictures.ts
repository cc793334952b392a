import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { settled } from './app'

const SIZES = [
  { width: 1280, height: 800, colorScheme: 'light' },
  { width: 1920, height: 1080, colorScheme: 'light' },
  { width: 1280, height: 800, colorScheme: 'dark' }
] as const

/** Pictures of a screen at several sizes, to be looked at; none of them goes beyond the right edge. */
export async function pictures(page: Page, place: number, name: string): Promise<void> {
  for (const { width, height, colorScheme } of SIZES) {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await settled(page)
    await picture(page, place, name, `${width}-${colorScheme}`)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow, `${name} at ${width}: pixels beyond the right edge`).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: 'light' })
}

/** One picture, named so that pictures stand in the order of the rail. */
export async function picture(page: Page, place: number, name: string, detail: string): Promise<void> {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  await page.screenshot({ path: join('screenshots', `${String(place).padStart(2, '0')}-${plain}-${detail}.png`) })
}
