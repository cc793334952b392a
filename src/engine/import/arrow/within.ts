/** Throws where an Arrow column claims more than its bytes hold; the reader tells it as damage. */
export function within(holds: boolean): void {
  if (!holds) throw new RangeError('column beyond its bytes')
}
