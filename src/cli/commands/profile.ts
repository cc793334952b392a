import type { Depth, TableProfile } from '../../contract'
import { language, printJson, showProgress } from '../output'
import { chooseTable, withProjectOrFile } from '../project-of'

/** Describes every column of a table; `--json` prints the whole profile. */
export async function profile(path: string, options: { table?: string; depth: Depth; json?: boolean }): Promise<void> {
  await withProjectOrFile(path, async ({ client }, loaded) => {
    const table = await chooseTable({ client }, options.table, loaded)
    let result: TableProfile | null = null
    for await (const event of await client.profile.table({ table, depth: options.depth })) {
      if (event.type === 'progress') showProgress(event.progress)
      if (event.type === 'done') result = event.result
    }
    if (!result) throw new Error('a profile ended without a result')
    if (options.json) return printJson(result)
    process.stdout.write('column\ttype\tmeaning\tmissing\tdistinct\tmin\tmax\n')
    for (const { name, type, semantic, missing, distinct, min, max } of result.columns)
      process.stdout.write(
        `${[JSON.stringify(name), type, semantic.kind, missing, distinct, cell(min), cell(max)].join('\t')}\n`
      )
    process.stdout.write(`${language === 'fr' ? summaryFr(result) : summaryEn(result)}\n`)
  })
}

function summaryFr({ rows, sampled, duplicateRows }: TableProfile): string {
  return sampled
    ? `${rows} lignes ; faits tirés d’un échantillon de ${sampled.n} lignes`
    : `${rows} lignes, ${duplicateRows} en double`
}

function summaryEn({ rows, sampled, duplicateRows }: TableProfile): string {
  return sampled ? `${rows} rows; facts of a sample of ${sampled.n} rows` : `${rows} rows, ${duplicateRows} duplicates`
}

function cell(value: string | null): string {
  return value === null ? '' : JSON.stringify(value.slice(0, 60))
}
