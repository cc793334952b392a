import { mergeGroups } from '../../../contract'
import type { SpecOf } from './kind'

/** What each text that a merge names becomes; the first group that names it decides. */
export function targetsOf(spec: SpecOf<'merge'>): Map<string, string> {
  const targets = new Map<string, string>()
  for (const { variants, into } of mergeGroups(spec))
    for (const from of variants) if (!targets.has(from)) targets.set(from, into)
  return targets
}
