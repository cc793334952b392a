const resets = new Set<() => void>()

/** Tells how a store forgets what it holds of a project: run each time another project is shown, or none. */
export function onProjectChange(reset: () => void): void {
  resets.add(reset)
}

/** Empties every store of what it held of the project that was open. */
export function forgetProject(): void {
  for (const reset of resets) reset()
}
