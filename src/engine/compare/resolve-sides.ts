import type { CompareRequest } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { restOf } from './rest'
import { resolveSide, type Side } from './side'

/** Looks up both sides; the rest is that of the other side, so one of them at least must stand by itself. */
export async function resolveSides(
  project: Project,
  { a, b }: Pick<CompareRequest, 'a' | 'b'>,
  signal?: AbortSignal
): Promise<{ a: Side; b: Side }> {
  if (a.kind !== 'rest') {
    const first = await resolveSide(project, a, signal)
    return {
      a: first,
      b: b.kind === 'rest' ? await restOf(project, first, signal) : await resolveSide(project, b, signal)
    }
  }
  if (b.kind === 'rest') throw restOfRest()
  const second = await resolveSide(project, b, signal)
  return { a: await restOf(project, second, signal), b: second }
}

function restOfRest(): Error {
  return fail(
    'input',
    { fr: 'Les deux côtés sont « le reste » l’un de l’autre.', en: 'Both sides are “the rest” of each other.' },
    {
      hint: {
        fr: 'Donnez à un côté un filtre ou une valeur ; l’autre sera le reste des lignes.',
        en: 'Give one side a filter or a value; the other will be the rest of the rows.'
      }
    }
  )
}
