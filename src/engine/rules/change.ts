import { StoredRule, type Evidence, type LocalizedText } from '../../contract'
import type { Project } from '../project'
import { asker, groundOf } from './ground'
import { judgeRules } from './judge'
import { withWords } from './read'
import { evidenceOf } from './result'
import { ruleTitle, stateOfRule } from './words'

/** What became of the rule that a figure is about, in words; null where it asks the same, or none was named. */
export async function ruleChange(project: Project, used: Evidence['rule']): Promise<LocalizedText | null> {
  if (!used) return null
  const now = (await project.list('rule', StoredRule)).find(({ id }) => id === used.id)
  if (!now)
    return {
      fr: `La règle « ${used.name} » n’est plus dans le projet.`,
      en: `The rule “${used.name}” is no longer in the project.`
    }
  if (stateOfRule(now) === used.state) return null
  const title = ruleTitle(now)
  return { fr: `La règle a changé : ${title.fr}.`, en: `The rule changed: ${title.en}.` }
}

/** The evidence of a rule's figure as the rule is now; null where none was named, or it is gone. */
export async function presentRuleEvidence(
  project: Project,
  used: Evidence['rule'],
  signal?: AbortSignal
): Promise<Evidence | null> {
  if (!used) return null
  const now = (await project.list('rule', StoredRule)).find(({ id }) => id === used.id)
  if (!now) return null
  const ground = await groundOf(project, now.table)
  const rule = withWords(now)
  const [verdict] = await judgeRules(asker(project, signal), ground, [rule])
  if (!verdict || !('counts' in verdict)) throw verdict?.error
  return evidenceOf(rule, ground, verdict)
}
