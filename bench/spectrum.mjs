import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Compares converted files with csv-spectrum's expected JSON: how many of its files come out equal, and remarks.
 * One of its answers holds a value that its own CSV file does not contain; such a value cannot be asked for and is told.
 */
export function compareSpectrum(folder, converted) {
  const remarks = []
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv'))
  const equal = names.filter((name) => {
    const source = readFileSync(join(folder, name), 'utf8')
    const parsed = JSON.parse(readFileSync(join(folder, 'json', name.replace(/csv$/, 'json')), 'utf8'))
    const expected = Array.isArray(parsed) ? parsed : [parsed]
    const [header = [], ...rows] = readCsv(readFileSync(join(converted, name), 'utf8'))
    if (rows.length !== expected.length) return false
    return expected.every((record, i) =>
      Object.entries(record).every(([key, value], j) => {
        if (header[j] !== key) return false
        if (rows[i]?.[j] === value) return true
        const plain = source.replaceAll('""', '"')
        if (value === '' || plain.includes(value)) return false
        remarks.push(`${name}: expected ${JSON.stringify(value)} for “${key}”, which is not in the file`)
        return true
      })
    )
  })
  return { total: names.length, equal: equal.length, remarks, failed: names.filter((name) => !equal.includes(name)) }
}

function readCsv(text) {
  const rows = []
  let row = []
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n"]*))(,|\n)/g)) {
    row.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'))
    if (end === '\n') {
      rows.push(row)
      row = []
    }
  }
  return rows
}
