import { StoredRule, type LocalizedText, type Rule } from '../../contract'
import type { Project } from '../project'
import { prepare, problemOf } from './judge'
import { asker, byTable, groundOf } from './ground'
import { kindOf } from './kinds'
import { ruleInWords } from './words'

/** The rules of the project in the order they were kept, each told whether it can still be applied. */
export async function listRules(project: Project): Promise<Rule[]> {
  const stored = await project.list('rule', StoredRule)
  const problems = new Map<string, LocalizedText>()
  for (const { table, rules } of byTable(stored)) {
    const ground = await groundOf(project, table).catch((error: unknown) => ({ error }))
    for (const rule of rules) {
      const ready = 'error' in ground ? ground : await prepare(asker(project), ground, rule)
      if ('error' in ready) problems.set(rule.id, problemOf(ready.error))
    }
  }
  return stored.map((rule) => withWords(rule, problems.get(rule.id) ?? null))
}

/** A rule with what is read from it. */
export function withWords(rule: StoredRule, problem: LocalizedText | null = null): Rule {
  return { ...rule, words: ruleInWords(rule), columns: [...new Set(kindOf(rule.spec).reads(rule.spec))], problem }
}
