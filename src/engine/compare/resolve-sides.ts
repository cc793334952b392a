import type { CompareRequest, CompareSide } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { beforeOf } from './before'
import { restOf } from './rest'
import { resolveSide, type Side, type StandingSide } from './side'

/** Looks up both sides; the rest, and the rows before the recipe, are those of the other side: one at least must stand by itself. */
export async function resolveSides(
  project: Project,
  { a, b }: Pick<CompareRequest, 'a' | 'b'>,
  signal?: AbortSignal
): Promise<{ a: Side; b: Side }> {
  if (stands(a)) {
    const first = await resolveSide(project, a, signal)
    return { a: first, b: await besideOf(project, first, b, signal) }
  }
  if (!stands(b)) throw neitherStands()
  const second = await resolveSide(project, b, signal)
  return { a: await besideOf(project, second, a, signal), b: second }
}

function stands(side: CompareSide): side is StandingSide {
  return side.kind === 'table' || side.kind === 'delivery'
}

function besideOf(project: Project, one: Side, other: CompareSide, signal?: AbortSignal): Promise<Side> {
  if (other.kind === 'rest') return restOf(project, one, signal)
  return other.kind === 'before' ? beforeOf(project, one, signal) : resolveSide(project, other, signal)
}

function neitherStands(): Error {
  return fail(
    'input',
    {
      fr: 'Chaque côté renvoie à l’autre : aucun ne dit quelles sont ses lignes.',
      en: 'Each side refers to the other: neither says which its rows are.'
    },
    {
      hint: {
        fr: 'Donnez à un côté une table, avec un filtre ou une valeur : l’autre s’en déduit.',
        en: 'Give one side a table, with a filter or a value: the other follows from it.'
      }
    }
  )
}
