/**
 * Column names as a table can bear them: the file's own where it has some, `colonne_N` where it has none, and a number
 * behind a name that came before. Names differ in more than case, since SQL does not tell case apart.
 */
export function columnNames(header: readonly string[] | null, width: number): string[] {
  // A column of this name would hide DuckDB's own, by which evidence finds its rows.
  const taken = new Set<string>(['rowid'])
  return Array.from({ length: width }, (_, index) => {
    const own = ownName(header?.[index])
    const base = own || `colonne_${index + 1}`
    let name = base
    for (let next = 2; taken.has(name.toLowerCase()); next++) name = `${base}_${next}`
    taken.add(name.toLowerCase())
    return name
  })
}

/** A name of the file as far as a table can bear it; '' where there is none. */
export function ownName(written: string | undefined): string {
  return (written ?? '')
    .replace(/[\s\0]+/g, ' ')
    .trim()
    .slice(0, 1_000)
}
