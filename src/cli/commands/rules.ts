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
    for (const result of results) process.stdout.write(`${ruleLine(result)}\n`)
  })
}

type Told = Pick<RuleResult, 'counts' | 'problem' | 'note'> & {
  rule: Pick<RuleResult['rule'], 'table' | 'name' | 'words'>
}

/** A result in one line: state, table, counts, title; behind the title why it could not be run, or what of it could not. */
export function ruleLine({ rule, counts, problem, note }: Told): string {
  const said = [titleOf(rule), ...[problem, note].flatMap((one) => one?.[language] ?? [])].join(': ')
  return counts
    ? [RULE_STATE_WORDS[counts.state][language], rule.table.name, counts.failing, counts.judged, counts.missing, said].join('\t') // prettier-ignore
    : [INAPPLICABLE[language], rule.table.name, '', '', '', said].join('\t')
}

const INAPPLICABLE = { fr: 'inapplicable', en: 'does not apply' }

function titleOf({ name, words }: Told['rule']): string {
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
