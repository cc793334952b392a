/** At most `limit` characters, the missing ones in the middle; whole characters only. */
export function middleCut(name: string, limit: number): string {
  const characters = [...name]
  if (characters.length <= limit) return name
  const end = Math.floor((limit - 1) * 0.6)
  return `${characters.slice(0, limit - 1 - end).join('')}…${characters.slice(-end).join('')}`
}
