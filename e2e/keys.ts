import type { Locator, Page } from '@playwright/test'
import { expect } from './app'

/** How far a reader would press Tab before giving up. */
const MOST_PRESSES = 80

const SEEN = /^(seen|body)$/

/** Presses Tab (or Shift+Tab) until the target has the focus, and checks that the focus is seen at every step. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target.first()).toBeVisible({ timeout: 60_000 })
  const passed: string[] = []
  for (let presses = 0; presses < MOST_PRESSES; presses++) {
    const { isThere, ring, name } = await target.first().evaluate(lookAtFocus)
    passed.push(name)
    // The SQL editor draws its ring a moment after it has the focus.
    const again = async (): Promise<string> => (await target.first().evaluate(lookAtFocus)).ring
    if (presses && !SEEN.test(ring))
      await expect.poll(again, { message: `the focus is visible on ${name}`, timeout: 1_000 }).toMatch(SEEN)
    if (isThere) return
    await page.keyboard.press(key)
  }
  throw new Error(`the target is not reached by ${key}: ${passed.join(' → ')}`)
}

/** Runs a command of the palette: Ctrl+K, some letters of its name, Enter. */
export async function command(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await page.keyboard.type(typed)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** In an open menu or list: goes down to an entry by its name, and takes it. */
export async function take(page: Page, name: string | RegExp): Promise<void> {
  const entry = page.locator('[role="menuitem"], [role="option"]').filter({ hasText: name }).first()
  await expect(entry).toBeVisible()
  for (let presses = 0; presses < 60; presses++) {
    if (await entry.evaluate((element) => element === document.activeElement)) return page.keyboard.press('Enter')
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`${String(name)} is not reached by the arrows`)
}

/** Goes to a choice by Tab, opens it and takes one of its options. */
export async function choose(page: Page, button: Locator, option: string | RegExp): Promise<void> {
  await tabTo(page, button)
  await page.keyboard.press('Enter')
  await take(page, option)
}

/** Runs in the page: whether the element has the focus, whether the focus is drawn and in sight, and what has it. */
function lookAtFocus(target: Element): { isThere: boolean; ring: string; name: string } {
  const element = document.activeElement
  const name = `${element?.tagName.toLowerCase()} ${(element?.getAttribute('aria-label') ?? element?.textContent ?? '').slice(0, 40)}`
  if (!element || element === document.body) return { isThere: false, ring: 'body', name }
  const drawn = ({ outlineStyle, outlineWidth, boxShadow }: CSSStyleDeclaration): boolean =>
    (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none'
  const around = [element, element.parentElement, element.parentElement?.parentElement].flatMap((one) => one ?? [])
  const isRinged = (one: Element): boolean => {
    const after = getComputedStyle(one, '::after')
    return drawn(getComputedStyle(one)) || (after.content !== 'none' && parseFloat(after.borderTopWidth) >= 1)
  }
  const box = element.getBoundingClientRect()
  const isInSight = box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight
  const ring = !isInSight ? 'out of sight' : around.some(isRinged) ? 'seen' : element.outerHTML.slice(0, 200)
  return { isThere: element === target, ring, name }
}
