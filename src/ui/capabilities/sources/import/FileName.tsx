/** A name on up to two lines; a longer one loses its middle, since names of one set differ at their ends. */
export function FileName({ name, strong = false }: { name: string; strong?: boolean }) {
  return (
    <span className={strong ? 'file-name file-name-strong isolate' : 'file-name isolate'}>{middleCut(name, 56)}</span>
  )
}

/** At most `limit` characters, the missing ones in the middle; whole characters only. */
export function middleCut(name: string, limit: number): string {
  const characters = [...name]
  if (characters.length <= limit) return name
  const end = Math.floor((limit - 1) * 0.6)
  return `${characters.slice(0, limit - 1 - end).join('')}…${characters.slice(-end).join('')}`
}
