import { StoredRule, type LocalizedText, type RelationsFound, type Suggestions, type TableRef } from '../../../contract'
import type { Report } from '../../call'
import { throwIfCancelled, toErrorData } from '../../errors'
import { countOf, figureText } from '../../figure-text'
import { profileTable } from '../../profile'
import type { Project } from '../../project'
import { findRelations } from '../../relations'
import { listTables } from '../../tables'
import { asker, groundOf } from '../ground'
import { judgeRules } from '../judge'
import { ruleInWords } from '../words'
import { boundRules } from './bounds'
import { dependencyRules } from './dependencies'
import { keyRules } from './keys'
import { linkRules } from './links'
import { orderRules } from './orders'
import { patternRules } from './patterns'
import { presenceRules } from './presence'
import type { Known, Proposal } from './proposal'
import { totalRules } from './totals'
import { valueRules } from './values'

/** Share of failing rows above which the data speak against a rule, not for it. */
const MOST_FAILING = 0.1
const STEPS = 4

/**
 * Rules that the data of a table suggest, each counted on all its rows; those that are declared already, and those that
 * more than a tenth of the rows break, are left out. Nothing is kept.
 */
export async function suggestRules(
  project: Project,
  ref: TableRef,
  report: Report = () => undefined,
  signal?: AbortSignal
): Promise<Suggestions> {
  const ground = await groundOf(project, { schema: 'clean', name: ref.name })
  const { table } = ground
  const ask = asker(project, signal)
  const step = (done: number, fr: string, en: string): void => report({ step: { fr, en }, done, total: STEPS })
  step(0, 'Profil des colonnes', 'Profile of the columns')
  const profile = await profileTable(project, table.ref, { signal })
  const notes: Suggestions['notes'] = []
  const known: Known = { project, table, profile, ask, signal, report, note: (words) => notes.push(words) }
  step(1, 'Relations avec les autres tables', 'Relations with the other tables')
  const found = await relationsOf(project, signal, notes)
  step(2, 'Colonnes ensemble', 'Columns together')
  const proposals = [
    ...presenceRules(known),
    ...keyRules(known, found),
    ...(await valueRules(known)),
    ...(await boundRules(known)),
    ...(await patternRules(known)),
    ...linkRules(known, found),
    ...(await orderRules(known, ground)),
    ...(await totalRules(known)),
    ...(await dependencyRules(known))
  ]
  throwIfCancelled(signal)
  step(3, 'Lignes en échec', 'Failing rows')
  const fresh = await notDeclared(project, ref, proposals)
  const reasons = new Map(fresh.map(({ draft, reason }) => [draft, reason]))
  const verdicts = await judgeRules(ask, ground, [...reasons.keys()])
  let broken = 0
  const suggestions = verdicts.flatMap((verdict) => {
    const reason = reasons.get(verdict.rule)
    if (!('counts' in verdict) || !reason) return []
    const { rule: draft, counts } = verdict
    if (counts.share === null) return []
    if (counts.share > MOST_FAILING) {
      broken++
      return []
    }
    // One share is told, of all the rows that are judged: that of some of them would speak against the rows counted beside it.
    const told = typeof reason === 'function' ? reason(figureText(1 - counts.share, 'share')) : reason
    return [{ draft, words: ruleInWords(draft), reason: told, counts }]
  })
  if (proposals.length > fresh.length) notes.push(declaredAlready(proposals.length - fresh.length))
  if (broken) notes.push(tooBroken(broken))
  return { table: table.ref, rows: table.rows, suggestions: failingFirst(suggestions), notes }
}

/** Other tables are looked at where there are some; that they could not be is no reason to suggest nothing. */
async function relationsOf(
  project: Project,
  signal: AbortSignal | undefined,
  notes: Suggestions['notes']
): Promise<RelationsFound | null> {
  if ((await listTables(project)).length < 2) return null
  try {
    return await findRelations(project, () => undefined, signal)
  } catch (error) {
    throwIfCancelled(signal)
    const { message } = toErrorData(error)
    notes.push({ fr: `Relations non cherchées : ${message.fr}`, en: `Relations not searched: ${message.en}` })
    return null
  }
}

async function notDeclared(project: Project, ref: TableRef, proposals: readonly Proposal[]): Promise<Proposal[]> {
  const stored = (await project.list('rule', StoredRule)).filter(({ table }) => table.name === ref.name)
  const declared = new Set(stored.map(({ spec }) => JSON.stringify(spec)))
  return proposals.filter(({ draft }) => !declared.has(JSON.stringify(draft.spec)))
}

function declaredAlready(n: number): LocalizedText {
  const count = countOf(n, ['règle', 'règles'], ['rule', 'rules'])
  return {
    fr: `${count.fr} non proposée${n < 2 ? '' : 's'}, car déjà déclarée${n < 2 ? '' : 's'}.`,
    en: `${count.en} not suggested, declared already.`
  }
}

function tooBroken(n: number): LocalizedText {
  const count = countOf(n, ['règle', 'règles'], ['rule', 'rules'])
  const share = figureText(MOST_FAILING, 'share')
  return {
    fr: `${count.fr} non proposée${n < 2 ? '' : 's'} : plus de ${share.fr} des lignes ${n < 2 ? 'l’enfreignent' : 'les enfreignent'}, les données parlent contre.`,
    en: `${count.en} not suggested: more than ${share.en} of the rows break ${n === 1 ? 'it' : 'them'}, the data speak against.`
  }
}

/** What finds something today stands first; the others keep the order of their kinds. */
function failingFirst(suggestions: Suggestions['suggestions']): Suggestions['suggestions'] {
  return suggestions.toSorted((a, b) => (b.counts.share ?? 0) - (a.counts.share ?? 0))
}
