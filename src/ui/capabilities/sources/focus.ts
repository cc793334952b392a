/** Gives the focus to an element once the screen has changed, where the change has left it nowhere. */
export function focusWhenLost(selector: string): void {
  setTimeout(() => {
    const active = document.activeElement
    if (!active || active === document.body) document.querySelector<HTMLElement>(selector)?.focus()
  }, 50)
}
