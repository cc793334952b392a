import { basename } from 'node:path'
import { detectFormat } from '../../engine/import/format'
import { sniff } from '../../engine/import/delimited/sniff'
import { emptyFile, checkRegular } from '../../engine/regular-file'
import { columnNames } from '../../engine/sources/column-names'
import { inFile } from '../../engine/sources/in-file'
import { localPath } from '../local-path'
import { language, printJson } from '../output'
import { SEEN, tellUnread } from '../tell-unread'
import type { Sniff } from '../../contract'

/** Tells how a file would be read, from its beginning: format, encoding, dialect, columns, first rows. */
export async function sniffFile(path: string, options: { json?: boolean }): Promise<void> {
  const file = localPath(path)
  if ((await checkRegular(file)) === 0) throw emptyFile(basename(file))
  const { format } = await detectFormat(file)
  const found = format === 'delimited' ? await sniffText(file) : await sniffOther(file)
  if (options.json) return printJson(found)
  const facts = { format: found.format, encoding: found.encoding, ...found.dialect }
  for (const [name, value] of Object.entries(facts)) process.stdout.write(`${name}\t${JSON.stringify(value)}\n`)
  for (const { name, type, format } of found.columns)
    process.stdout.write(`${JSON.stringify(name)}\t${type}\t${format?.[language] ?? ''}\n`)
  for (const column of found.columns) tellUnread(column, SEEN)
}

async function sniffText(path: string): Promise<Sniff> {
  try {
    return await sniff(path, columnNames)
  } catch (error) {
    throw inFile(basename(path), error)
  }
}

/** Other formats are looked at by the engine, in a project that lasts only as long as the command. */
async function sniffOther(path: string): Promise<Sniff> {
  const { withTemporaryProject } = await import('../project-of')
  return withTemporaryProject((engine) =>
    engine.client.sources.sniff({ origin: { kind: 'path', path }, name: basename(path) })
  )
}
