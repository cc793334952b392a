import { basename, resolve } from 'node:path'
import { sniff } from '../../engine/import/delimited/sniff'
import { emptyFile, checkRegular } from '../../engine/regular-file'
import { columnNames } from '../../engine/sources/column-names'
import { language, printJson } from '../output'

/** Tells how a file would be read, from its first megabyte: encoding, dialect, columns, first rows. */
export async function sniffFile(path: string, options: { json?: boolean }): Promise<void> {
  const file = resolve(path)
  if ((await checkRegular(file)) === 0) throw emptyFile(basename(file))
  const found = await sniff(file, columnNames)
  if (options.json) return printJson(found)
  const facts = { format: found.format, encoding: found.encoding, ...found.dialect }
  for (const [name, value] of Object.entries(facts)) process.stdout.write(`${name}\t${JSON.stringify(value)}\n`)
  for (const { name, type, format } of found.columns)
    process.stdout.write(`${JSON.stringify(name)}\t${type}\t${format?.[language] ?? ''}\n`)
}
