import { createHash } from 'node:crypto'
import type { LocalizedText, RuleDraft } from '../../contract'
import { filterInWords } from '../sql'
import { kindOf } from './kinds'

/** What a rule asks, in words. */
export function ruleInWords({ spec }: Pick<RuleDraft, 'spec'>): LocalizedText {
  return kindOf(spec).words(spec)
}

/** What a rule is called: its name where one was given, else its words. */
export function ruleTitle(rule: RuleDraft): LocalizedText {
  return rule.name ? { fr: rule.name, en: rule.name } : ruleInWords(rule)
}

/** How its failing rows are counted, in words. */
export function ruleDefinition(rule: RuleDraft): LocalizedText {
  const words = ruleInWords(rule)
  return rule.missing === 'apart'
    ? {
        fr: `Lignes qui ne respectent pas la règle : ${words.fr}. Les lignes où une valeur manque sont mises à part, ni justes ni fausses.`,
        en: `Rows that do not keep the rule: ${words.en}. Rows where a value is missing are set apart, neither right nor wrong.`
      }
    : {
        fr: `Lignes qui ne respectent pas la règle : ${words.fr}. Les lignes où une valeur manque sont comptées en échec.`,
        en: `Rows that do not keep the rule: ${words.en}. Rows where a value is missing count as failing.`
      }
}

/** The rows that it is about, in words. */
export function ruleScope({ filter, spec }: RuleDraft): LocalizedText {
  const own = filterInWords(filter)
  if (spec.kind !== 'implies') return own
  const when = filterInWords({ all: spec.when })
  return filter?.all.length ? { fr: `${own.fr} ; ${when.fr}`, en: `${own.en}; ${when.en}` } : when
}

/** A hash of all that its figure follows from: the same as long as the rule asks the same. */
export function stateOfRule({ table, spec, missing, filter }: RuleDraft): string {
  return createHash('sha256')
    .update(JSON.stringify([table.schema, table.name, spec, missing, filter?.all ?? []]))
    .digest('hex')
    .slice(0, 24)
}
