import type { AnomalySeen, Decision, LocalizedText, StoredVerdict, VerdictState } from '../../contract'
import { StoredVerdict as Schema } from '../../contract'
import { knownFindings } from '../anomalies'
import { fail } from '../errors'
import { inBothLanguages } from '../figure-text'
import { missingDocument, type Project } from '../project'
import { listTables } from '../tables'
import { digestsOf } from './digest'
import { quoted, quotedWords, shortened } from './quoted'
import { readSightings, type Sighting } from './sightings'
import { noVerdict, readVerdicts } from './verdicts'

/**
 * Decides on one or many anomalies: one undoable change, one line of the journal. A state given again is a decision made
 * anew, on what is found now; what is dismissed again keeps its reason where no other is given. Answers how many verdicts are other ones than before.
 */
export async function decide(project: Project, decision: Decision, now: Date): Promise<number> {
  const { state } = decision
  const sightings = await readSightings(project)
  const asked = [...new Set(decision.ids)].map((id) => {
    const sighting = sightings.get(id)
    if (!sighting) throw missingDocument('anomaly', id)
    return { id, sighting }
  })
  const verdicts = await readVerdicts(project, sightings)
  const seen = await seenNow(project, state ? asked.map(({ sighting }) => sighting) : [], verdicts)
  if (state === 'dismissed' && !decision.reason && asked.some(({ id }) => !verdicts.get(id)?.reason)) throw noReason()
  const made = asked.flatMap(({ id, sighting }) => {
    const before = verdicts.get(id) ?? noVerdict(id, sighting.anomaly.message)
    const after = decided(before, decision, seen.get(id) ?? null, now)
    return isSame(before, after) ? [] : [{ id, of: before.id, sighting }]
  })
  // Parts of one matter may have one verdict: it is decided on once.
  const once = [...new Map(made.toReversed().map((one) => [one.of, one])).values()].toReversed()
  if (!made.length) return 0
  const messages = made.map(({ sighting }) => sighting.anomaly.message)
  await project.change(labelOf(decision, messages), async (scope) => {
    for (const { id, of, sighting } of once) {
      // As it is within the change: another decision may have come in between.
      const present = (await scope.get('verdict', of, Schema)) ?? noVerdict(of, sighting.anomaly.message)
      await scope.put('verdict', of, decided(present, decision, seen.get(id) ?? null, now))
    }
  })
  return made.length
}

/** What each anomaly is now, for later searches to be held against. */
export async function seenNow(
  project: Project,
  sightings: readonly Sighting[],
  verdicts: ReadonlyMap<string, StoredVerdict>
): Promise<Map<string, AnomalySeen>> {
  const tables = await listTables(project)
  const fresh = new Set(tables.flatMap((table) => knownFindings(project, table)?.map(({ id }) => id) ?? []))
  // Where the rows changed since the search, their values are not those that were decided on.
  const digests = await digestsOf(
    project,
    sightings.flatMap(({ anomaly }) => (fresh.has(anomaly.id) ? [anomaly] : []))
  )
  return new Map(
    sightings.map(({ anomaly: { id, rows, cells, severity }, digest }) => [
      id,
      // Under the verdict of another name, of other columns, values cannot be compared.
      { rows, cells, severity, digest: (verdicts.get(id)?.id ?? id) === id ? (digests.get(id) ?? digest) : null }
    ])
  )
}

/** A verdict with a decision made on it. */
export function decided(
  before: StoredVerdict,
  { state, reason, owner, comment, by = '' }: Decision,
  seen: AnomalySeen | null,
  now: Date
): StoredVerdict {
  const at = now.toISOString()
  return {
    ...before,
    ...(owner === undefined ? {} : { owner }),
    ...(comment ? { comments: [...before.comments, { at, by, text: comment }] } : {}),
    ...(state === undefined
      ? {}
      : {
          state,
          reason: state === 'dismissed' ? reason || before.reason : '',
          steps: state === 'in_repair' || state === 'repaired' ? before.steps : [],
          decided: state === 'to_see' || !seen ? null : { at, by, seen }
        })
  }
}

/** Whether a verdict says the same, whenever it was said. */
function isSame(before: StoredVerdict, after: StoredVerdict): boolean {
  const bare = (verdict: StoredVerdict): string =>
    JSON.stringify({ ...verdict, decided: verdict.decided && { ...verdict.decided, at: '' } })
  return bare(before) === bare(after)
}

const VERBS: Record<VerdictState, LocalizedText> = {
  to_see: { fr: 'Remettre à voir', en: 'Reopen' },
  accepted: { fr: 'Accepter comme vrai défaut', en: 'Accept as a real fault' },
  dismissed: { fr: 'Écarter', en: 'Dismiss' },
  in_repair: { fr: 'Mettre en réparation', en: 'Put in repair' },
  repaired: { fr: 'Marquer réparée', en: 'Mark as repaired' }
}

/** Anomalies of many that a line of the journal names. */
const NAMED = 20

function labelOf({ state, reason, owner, comment, by }: Decision, messages: readonly LocalizedText[]): LocalizedText {
  const what = anomaliesInWords(messages)
  const many = messages.length > 1
  const said = comment ? quotedWords(comment) : null
  const who = byWhom(by)
  const spoken = said && { fr: `commentaire ${said.fr}`, en: `comment ${said.en}` }
  if (state) {
    const verb = state === 'repaired' && many ? { ...VERBS.repaired, fr: 'Marquer réparées' } : VERBS[state]
    const why = state === 'dismissed' && reason ? quotedWords(reason) : null
    const to = owner ? quotedWords(owner) : null
    const given = to && { fr: `confiée${many ? 's' : ''} à ${to.fr}`, en: `given to ${to.en}` }
    return withMore({ fr: `${verb.fr}${who.fr} : ${what.fr}`, en: `${verb.en}${who.en}: ${what.en}` }, [
      why,
      given,
      spoken
    ])
  }
  if (owner === undefined) return withMore({ fr: `Commenter${who.fr} : ${what.fr}`, en: `Comment${who.en}: ${what.en}` }, [said ?? quotedWords('')]) // prettier-ignore
  const to = quotedWords(owner)
  const verb = owner
    ? { fr: `Confier à ${to.fr}`, en: `Give to ${to.en}` }
    : { fr: 'Ne plus confier', en: 'Take from its owner' }
  return withMore({ fr: `${verb.fr}${who.fr} : ${what.fr}`, en: `${verb.en}${who.en}: ${what.en}` }, [spoken])
}

/** Who decided, early in a line whose end may be cut; nothing where no name was given. */
export function byWhom(by: string | undefined): LocalizedText {
  return by ? { fr: ` (par ${shortened(by)})`, en: ` (by ${shortened(by)})` } : { fr: '', en: '' }
}

/** A line with what is said beside it in brackets, where there is any. */
function withMore({ fr, en }: LocalizedText, parts: readonly (LocalizedText | null)[]): LocalizedText {
  const more = parts.filter((part) => part !== null)
  if (!more.length) return { fr, en }
  return {
    fr: `${fr} (${more.map((part) => part.fr).join(' ; ')})`,
    en: `${en} (${more.map((part) => part.en).join('; ')})`
  }
}

/** What a decision is about: how many anomalies, each by name unless they are very many. */
export function anomaliesInWords(messages: readonly LocalizedText[]): LocalizedText {
  const count = inBothLanguages((format) => format(messages.length))
  const left = messages.length - NAMED
  const others = inBothLanguages((format) => format(left))
  const names = messages.slice(0, NAMED).map(quoted)
  const [fr, en] = [names.map((name) => name.fr), names.map((name) => name.en)]
  if (messages.length === 1) return { fr: `l’anomalie ${fr.join('')}`, en: `anomaly ${en.join('')}` }
  return {
    fr: `${count.fr} anomalies, ${fr.join(', ')}${left > 0 ? ` et ${others.fr} ${left === 1 ? 'autre' : 'autres'}` : ''}`,
    en: `${count.en} anomalies, ${en.join(', ')}${left > 0 ? ` and ${others.en} more` : ''}`
  }
}

function noReason(): Error {
  return fail(
    'input',
    { fr: 'Une anomalie est écartée avec une raison.', en: 'An anomaly is dismissed with a reason.' },
    {
      hint: {
        fr: 'Écrivez pourquoi ce n’est pas un défaut : qui relira le registre le saura.',
        en: 'Write why it is no fault: whoever reads the register again will know.'
      }
    }
  )
}
