/** Whether a value does not come back as it was from another type, a predicate: that type rounds it, cuts it or has it not. */
export function isLostIn(type: string, value: string, own: string): string {
  // TRY_CAST throws for moments beyond the range of TIMESTAMP_NS.
  const there = type === 'TIMESTAMP_NS' ? `TRY(CAST(${value} AS ${type}))` : `TRY_CAST(${value} AS ${type})`
  return `TRY_CAST(${there} AS ${own}) IS DISTINCT FROM ${value}`
}
