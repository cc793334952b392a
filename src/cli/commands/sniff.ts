import { basename } from 'node:path'
import { detectFormat } from '../../engine/import/format'
import { sniff } from '../../engine/import/delimited/sniff'
import { counted } from '../counted'
import { emptyFile, checkRegular } from '../../engine/regular-file'
import { columnNames } from '../../engine/sources/column-names'
import { inFile } from '../../engine/sources/in-file'
import { localPath } from '../local-path'
import { language, printJson, say } from '../output'
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
  for (const { name, failures, failureExamples } of found.columns.filter((column) => column.failures > 0))
    tellUnread(name, failures, failureExamples)
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

function tellUnread(name: string, failures: number, failureExamples: readonly string[]): void {
  const values = counted(
    failures,
    ['valeur vue ne se lit pas ainsi', 'valeurs vues ne se lisent pas ainsi'],
    ['value seen does not read so', 'values seen do not read so']
  )
  const examples = failureExamples.slice(0, 3).join(', ')
  say(`«\u202f${name}\u202f»\u202f: ${values.fr} (${examples})`, `“${name}”: ${values.en} (${examples})`)
}
