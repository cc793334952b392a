import type { LocalizedText } from '../contract'
import type { Engine } from '../engine'
import { counted } from './counted'
import { say } from './output'

/** How the recipe of a table met the rows that a delivery left in it. */
export interface Replay {
  table: string
  rowsBefore: number
  rowsAfter: number
  /** The steps that are switched on; `problem` says why one no longer fits and is passed over. */
  steps: {
    title: LocalizedText
    applied: boolean
    problem: LocalizedText | null
    /** Where the values that a step names no longer come. */
    unmet: LocalizedText | null
  }[]
}

/** The recipe of a table over its rows as they are now. */
export async function replayOf({ client }: Engine, table: string): Promise<Replay> {
  const { rowsBefore, rowsAfter, steps } = await client.recipe.show({ table })
  return {
    table,
    rowsBefore,
    rowsAfter,
    steps: steps.flatMap(({ step, title, problem, unmet }) =>
      step.enabled ? [{ title, applied: problem === null, problem, unmet: unmet?.whole ? unmet.words : null }] : []
    )
  }
}

/** Says it as the recipe's screen does, each step that is passed over, or meets nothing more, with its reason; nothing where there is no step. */
export function tellReplay({ rowsBefore, rowsAfter, steps }: Replay): void {
  const applied = steps.filter((step) => step.applied).length
  if (!steps.length) return
  const [before, after] = [
    counted(rowsBefore, ['ligne brute', 'lignes brutes'], ['raw row', 'raw rows']),
    counted(rowsAfter, ['ligne préparée', 'lignes préparées'], ['prepared row', 'prepared rows'])
  ]
  const done = {
    fr: `${applied} ${applied > 1 ? 'étapes' : 'étape'} sur ${steps.length} ${applied > 1 ? 'appliquées' : 'appliquée'}`,
    en: `${applied} of ${steps.length} ${steps.length === 1 ? 'step' : 'steps'} applied`
  }
  say(`recette\u202f: ${done.fr}, ${before.fr} → ${after.fr}`, `recipe: ${done.en}, ${before.en} → ${after.en}`)
  for (const { title, problem, unmet } of steps) {
    if (problem)
      say(
        `  ne convient plus et est passée\u202f: ${title.fr}. ${problem.fr}`,
        `  no longer fits and is passed over: ${title.en}. ${problem.en}`
      )
    if (unmet)
      say(`  ne correspond plus\u202f: ${title.fr}. ${unmet.fr}`, `  no longer matches: ${title.en}. ${unmet.en}`)
  }
}
