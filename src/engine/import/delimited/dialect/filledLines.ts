const LINES = 100
const LONGEST = 5_000

/** The first lines of a text that hold something, very long ones left out: those that separators no list foresees are looked for in. */
export function filledLines(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/, LINES + 1).slice(0, LINES)
  return lines.filter((line) => line.trim() !== '' && line.length < LONGEST)
}

/** How many lines hold a part so and so often, those without it left out; and how many hold it at all. */
export function timesHeld(part: string, lines: readonly string[]): { counts: Map<number, number>; held: number } {
  const counts = new Map<number, number>()
  for (const line of lines) {
    const count = line.split(part).length - 1
    if (count) counts.set(count, (counts.get(count) ?? 0) + 1)
  }
  return { counts, held: [...counts.values()].reduce((sum, count) => sum + count, 0) }
}
