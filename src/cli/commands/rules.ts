import type { RuleResult } from '../../contract'
import { RULE_STATE_WORDS } from '../../engine/rules'
import { finish } from '../../engine'
import { chooseTable, withProject } from '../project-of'
import { language, printJson, showProgress } from '../output'

/** Runs the rules declared in a project, worst first. */
export async function rules(path: string, options: { table?: string; json?: boolean }): Promise<void> {
  await withProject(path, async (engine) => {
    const table = options.table === undefined ? undefined : await chooseTable(engine, options.table, null)
    const { results } = await finish(await engine.client.rules.run({ table }), showProgress)
    if (options.json) return printJson({ rules: results.map(told) })
    for (const { rule, counts, problem, note } of results) {
      if (note) process.stderr.write(`${titleOf(rule)}: ${note[language]}\n`)
      process.stdout.write(
        counts
          ? `${RULE_STATE_WORDS[counts.state][language]}\t${rule.table.name}\t${counts.failing}\t${counts.judged}\t${counts.missing}\t${titleOf(rule)}\n`
          : `${INAPPLICABLE[language]}\t${rule.table.name}\t\t\t\t${titleOf(rule)}: ${problem?.[language] ?? ''}\n`
      )
    }
  })
}

const INAPPLICABLE = { fr: 'inapplicable', en: 'does not apply' }

function titleOf({ name, words }: RuleResult['rule']): string {
  return name || words[language]
}

/** A result as scripts read it; `sql` returns the failing rows. */
function told({ rule, counts, problem, note, segments, evidence }: RuleResult) {
  const { id, table, spec, dimension, segment } = rule
  return {
    id,
    table: table.name,
    title: titleOf(rule),
    spec,
    dimension,
    counts,
    problem: problem?.[language] ?? null,
    note: note?.[language] ?? null,
    segment,
    segments: segments.map(({ rowsSql, ...one }) => ({ ...one, sql: rowsSql })),
    sql: evidence?.rowsSql ?? null
  }
}
