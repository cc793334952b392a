import { createHash } from 'node:crypto'
import { Relation, type JoinKeys } from '../../contract'
import type { Project } from '../project'
import { resolveTable } from '../tables'
import { keySides } from './key-sql'
import { linkId } from './link-facts'

type Decided = JoinKeys & Pick<Relation, 'from' | 'to' | 'state'>

/** The links that the user kept or dismissed. */
export function listRelations(project: Project): Promise<Relation[]> {
  return project.list('relation', Relation)
}

/** Keeps or dismisses a link, as one undoable change; a second decision about the same columns takes the first one's place. */
export async function keepRelation(project: Project, decided: Decided): Promise<Relation> {
  const [from, to] = await Promise.all(
    [decided.from, decided.to].map((name) => resolveTable(project, { schema: 'clean', name }))
  )
  if (from && to)
    keySides(decided.on, { alias: 'l', columns: from.columns }, { alias: 'r', columns: to.columns }, decided.normalise)
  const relation: Relation = { ...decided, id: linkId({ name: decided.from }, { name: decided.to }, decided.on) }
  const words = `« ${decided.from} » → « ${decided.to} »`
  const english = `“${decided.from}” → “${decided.to}”`
  const label =
    decided.state === 'kept'
      ? { fr: `Garder la relation ${words}`, en: `Keep relation ${english}` }
      : { fr: `Écarter la relation ${words}`, en: `Dismiss relation ${english}` }
  return project.change(label, async (scope) => {
    await scope.put('relation', documentId(relation.id), relation)
    return relation
  })
}

/** Forgets a decision, undoably: the link is then as it was found. */
export async function removeRelation(project: Project, id: string): Promise<void> {
  const { from, to } = await project.get('relation', documentId(id), Relation)
  await project.change(
    { fr: `Revenir sur la relation « ${from} » → « ${to} »`, en: `Reconsider relation “${from}” → “${to}”` },
    (scope) => scope.remove('relation', documentId(id))
  )
}

/** Names of tables and columns may be long: the document bears their hash. */
function documentId(id: string): string {
  return createHash('sha256').update(id).digest('hex')
}
