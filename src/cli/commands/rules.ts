import type { RuleResult } from '../../contract'
import { finish } from '../../engine'
import { chooseTable, withProject } from '../project-of'
import { language, printJson, showProgress } from '../output'

/** Runs the rules declared in a project, worst first. */
export async function rules(path: string, options: { table?: string; json?: boolean }): Promise<void> {
  await withProject(path, async (engine) => {
    const table = options.table === undefined ? undefined : await chooseTable(engine, options.table, null)
    const { results } = await finish(await engine.client.rules.run({ table }), showProgress)
    if (options.json) return printJson({ rules: results.map(told) })
    for (const { rule, counts, problem } of results)
      process.stdout.write(
        counts
          ? `${counts.state}\t${rule.table.name}\t${counts.failing}\t${counts.judged}\t${counts.missing}\t${titleOf(rule)}\n`
          : `?\t${rule.table.name}\t\t\t\t${titleOf(rule)}: ${problem?.[language] ?? ''}\n`
      )
  })
}

function titleOf({ name, words }: RuleResult['rule']): string {
  return name || words[language]
}

/** A result as scripts read it; `sql` returns the failing rows. */
function told({ rule, counts, problem, segments, evidence }: RuleResult) {
  const { id, table, spec, dimension, segment } = rule
  return {
    id,
    table: table.name,
    title: titleOf(rule),
    spec,
    dimension,
    counts,
    problem: problem?.[language] ?? null,
    segment,
    segments: segments.map(({ rowsSql, ...one }) => ({ ...one, sql: rowsSql })),
    sql: evidence?.rowsSql ?? null
  }
}
