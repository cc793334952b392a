import type { LocalizedText, Ranking, Workstream } from '../../contract'
import { INPUTS, type InputName } from './words'

/** A workstream set apart because estimates are missing: says which, in words. */
export function lacking(workstream: Workstream, names: readonly InputName[]): Ranking['missing'][number] {
  const missing = names.map((name) => INPUTS[name].label)
  const list = (language: keyof LocalizedText) => missing.map((label) => label[language]).join(', ')
  return {
    workstreamId: workstream.id,
    title: workstream.title,
    missing,
    reason: { fr: `Il manque : ${list('fr')}.`, en: `Missing: ${list('en')}.` }
  }
}
