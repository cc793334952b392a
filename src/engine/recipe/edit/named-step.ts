import { Step, type LocalizedText } from '../../../contract'
import { missingDocument, type ChangeScope } from '../../project'
import { stepTitle } from '../steps'

/** The step as it is within the change, whatever was changed since it was shown. */
export async function stepWithin(scope: ChangeScope, id: string): Promise<Step> {
  const step = await scope.get('step', id, Step)
  if (!step) throw missingDocument('step', id)
  return step
}

/** What a change does to a step, in words. */
export function about(step: Step, [fr, en]: [string, string]): LocalizedText {
  const title = stepTitle(step.spec)
  return { fr: `${fr} l’étape « ${title.fr} »`, en: `${en} step “${title.en}”` }
}
