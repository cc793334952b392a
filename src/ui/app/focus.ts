/**
 * Gives the focus to the first of these elements that takes it once the screen has changed, where the change has left it
 * nowhere: hidden and disabled ones do not.
 */
export function focusWhenLost(...selectors: string[]): void {
  focusSoon(selectors, TRIES)
}

/** Milliseconds between tries, and how many there are: a busy machine draws the screen late. */
const PAUSE = 50
const TRIES = 20

function focusSoon(selectors: readonly string[], tries: number): void {
  setTimeout(() => {
    for (const selector of selectors) if (isLost()) document.querySelector<HTMLElement>(selector)?.focus()
    if (isLost() && tries > 1) focusSoon(selectors, tries - 1)
  }, PAUSE)
}

/** Gives the focus that the start of a job takes away (its button is disabled) to the cancel of that job. */
export function focusCancel(): void {
  focusWhenLost('.job-progress button')
}

/** True where nothing that the user could be at work with has the focus. */
export function isLost(): boolean {
  const active = document.activeElement
  return !active || active === document.body || active.matches(':disabled, [inert] *')
}
