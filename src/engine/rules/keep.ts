import { randomUUID } from 'node:crypto'
import { StoredRule, type LocalizedText, type Rule, type RuleDraft } from '../../contract'
import { countOf } from '../figure-text'
import { missingDocument, type Project } from '../project'
import { asker, byTable, groundOf } from './ground'
import { prepare } from './judge'
import { columnOf } from './kinds/cell'
import { withWords } from './read'
import { ruleTitle } from './words'

/** Keeps rules as one undoable change; none of them where one does not fit its table. */
export async function addRules(
  project: Project,
  drafts: readonly RuleDraft[],
  origin: StoredRule['origin'],
  now = new Date()
): Promise<Rule[]> {
  await refuseUnfit(project, drafts)
  const rules = drafts.map((draft): StoredRule => ({
    ...draft,
    id: randomUUID(),
    origin,
    createdAt: now.toISOString()
  }))
  const [first] = rules
  if (!first) return []
  const count = countOf(rules.length, ['règle', 'règles'], ['rule', 'rules'])
  const label =
    rules.length === 1
      ? named('Déclarer la règle', 'Declare the rule', first)
      : { fr: `Déclarer ${count.fr}`, en: `Declare ${count.en}` }
  await project.change(label, async (scope) => {
    for (const rule of rules) await scope.put('rule', rule.id, rule)
  })
  return rules.map((rule) => withWords(rule))
}

/** Says something else of a rule, undoably; what was pinned of it is then told to be stale. */
export async function changeRule(project: Project, id: string, draft: RuleDraft): Promise<Rule> {
  await refuseUnfit(project, [draft])
  const changed = await project.change(named('Modifier la règle', 'Change the rule', draft), async (scope) => {
    const present = await scope.get('rule', id, StoredRule)
    if (!present) throw missingDocument('rule', id)
    const rule: StoredRule = { ...draft, id, origin: present.origin, createdAt: present.createdAt }
    await scope.put('rule', id, rule)
    return rule
  })
  return withWords(changed)
}

/** Removes rules, as one undoable change. */
export async function removeRules(project: Project, ids: readonly string[]): Promise<void> {
  const rules = await Promise.all(ids.map((id) => project.get('rule', id, StoredRule)))
  const [first] = rules
  if (!first) return
  const count = countOf(rules.length, ['règle', 'règles'], ['rule', 'rules'])
  const label =
    rules.length === 1
      ? named('Supprimer la règle', 'Remove the rule', first)
      : { fr: `Supprimer ${count.fr}`, en: `Remove ${count.en}` }
  await project.change(label, async (scope) => {
    for (const id of ids) await scope.remove('rule', id)
  })
}

async function refuseUnfit(project: Project, drafts: readonly RuleDraft[]): Promise<void> {
  for (const { table, rules } of byTable(drafts)) {
    const ground = await groundOf(project, table)
    for (const rule of rules) {
      if (rule.segment !== null) columnOf(ground, rule.segment)
      const ready = await prepare(asker(project), ground, rule)
      if ('error' in ready) throw ready.error
    }
  }
}

function named(fr: string, en: string, rule: RuleDraft): LocalizedText {
  const title = ruleTitle(rule)
  const cut = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text)
  return { fr: `${fr} : ${cut(title.fr)}`, en: `${en}: ${cut(title.en)}` }
}
