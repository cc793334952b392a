import type { LocalizedText, StepSpec } from '../../../contract'
import { namesInWords } from '../steps/names'

/** Values of one column that were met in an earlier delivery, on so many rows, and are not now; `whole`: none of their group is. */
export interface MetBefore {
  of: string
  lost: { value: string; n: number }[]
  whole: boolean
}

interface LeftOut {
  n: number
  of: number
}

/** What a step looked for and no longer finds, with how often it did and in which delivery. */
export function unmetInWords(
  spec: StepSpec,
  groups: readonly MetBefore[],
  delivery: string,
  left: { then: LeftOut; now: LeftOut } | null
): LocalizedText {
  // What the step has quite lost is told first, and alone where there is any.
  const whole = groups.filter((group) => group.whole)
  const told = (whole.length ? whole : groups).map((group) => ofGroup(spec, group, delivery))
  const fr = told.map((one) => one.fr).join(' ')
  const en = told.map((one) => one.en).join(' ')
  if (!left) return { fr, en }
  const { then, now } = left
  return {
    fr: `${fr} L’étape laissait de côté ${figure(then.n, 'fr')} ${then.n < 2 ? 'ligne' : 'lignes'} sur ${figure(then.of, 'fr')} ; maintenant ${figure(now.n, 'fr')} sur ${figure(now.of, 'fr')}.`,
    en: `${en} The step left out ${figure(then.n, 'en')} of ${figure(then.of, 'en')} ${then.of === 1 ? 'row' : 'rows'}; now ${figure(now.n, 'en')} of ${figure(now.of, 'en')}.`
  }
}

function ofGroup(spec: StepSpec, { of, lost }: MetBefore, delivery: string): LocalizedText {
  const names = namesInWords(lost.map(({ value }) => value))
  const n = lost.reduce((sum, one) => sum + one.n, 0)
  const unit = spec.kind === 'filter' || spec.kind === 'pivot' || spec.kind === 'derive' ? 'row' : 'cell'
  const words = {
    row: { fr: n < 2 ? 'ligne' : 'lignes', en: n === 1 ? 'row' : 'rows' },
    cell: { fr: n < 2 ? 'cellule' : 'cellules', en: n === 1 ? 'cell' : 'cells' }
  }[unit]
  const one = lost.length === 1
  return {
    fr: `${names.fr} ${one ? 'n’arrive' : 'n’arrivent'} plus dans « ${of} » : ${figure(n, 'fr')} ${words.fr} avec la livraison « ${delivery} », 0 maintenant.`,
    en: `${names.en} no longer ${one ? 'comes' : 'come'} in “${of}”: ${figure(n, 'en')} ${words.en} with delivery “${delivery}”, 0 now.`
  }
}

function figure(n: number, language: 'fr' | 'en'): string {
  return n.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB')
}
