import type { Depth, TableProfile } from '../../contract'
import { counted } from '../counted'
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
    process.stdout.write(`${summary(result)}\n`)
  })
}

function summary({ rows, sampled, duplicateRows }: TableProfile): string {
  const of = (n: number): string => counted(n, ['ligne', 'lignes'], ['row', 'rows'])[language]
  if (language === 'fr')
    return sampled
      ? `${of(rows)} ; faits tirés d’un échantillon de ${of(sampled.n)}`
      : `${of(rows)}, ${duplicateRows} en double`
  const twice = `${duplicateRows} ${duplicateRows === 1 ? 'duplicate' : 'duplicates'}`
  return sampled ? `${of(rows)}; facts of a sample of ${of(sampled.n)}` : `${of(rows)}, ${twice}`
}

function cell(value: string | null): string {
  return value === null ? '' : JSON.stringify(value.slice(0, 60))
}
