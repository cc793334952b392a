/** A table's name from a file's name: without its extension, in a form that SQL can write without quotes, unique among `taken`. */
export function tableNameFor(fileName: string, taken: Iterable<string>): string {
  const stem = fileName.replace(
    /(\.(csv|tsv|txt|tab|psv|dat|xlsx|xlsm|xlsb|xls|ods|json|ndjson|jsonl|geojson|parquet|arrow|feather|ipc|sqlite3?|db|duckdb|chantier|z?sav))?(\.gz|\.zip)?$/i,
    ''
  )
  const plain = stem
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60)
  const base = !plain ? 'table' : /^\d/.test(plain) ? `t_${plain}` : plain
  const used = new Set([...taken].map((name) => name.toLowerCase()))
  let name = base
  for (let next = 2; used.has(name); next++) name = `${base}_${next}`
  return name
}
