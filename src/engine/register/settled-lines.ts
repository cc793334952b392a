import type { SettledLine } from '../../contract'
import { inBothLanguages } from '../figure-text'
import type { Project } from '../project'
import { anomaliesInWords } from './decide'
import { readSightings } from './sightings'

/** What each search saw settled, from the oldest. */
export async function listSettlements(project: Project): Promise<SettledLine[]> {
  const searches = new Map<string, { change: number | null; seen: { message: SettledLine['label']; isBack: boolean }[] }>() // prettier-ignore
  for (const { anomaly, settlements } of (await readSightings(project)).values())
    for (const { at, change, until } of settlements) {
      const search = searches.get(at) ?? { change, seen: [] }
      searches.set(at, { ...search, seen: [...search.seen, { message: anomaly.message, isBack: until !== null }] })
    }
  return [...searches]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([at, { change, seen }]) => ({ change, at, label: labelOf(seen) }))
}

function labelOf(seen: readonly { message: SettledLine['label']; isBack: boolean }[]): SettledLine['label'] {
  const what = anomaliesInWords(seen.map(({ message }) => message))
  const back = seen.filter(({ isBack }) => isBack).length
  const n = inBothLanguages((format) => format(back))
  const [one, all] = [seen.length === 1, back === seen.length]
  const of = all ? { fr: '', en: '' } : { fr: `${n.fr} `, en: `${n.en} of them ` }
  const since = back
    ? { fr: ` (${of.fr}trouvée${back > 1 ? 's' : ''} de nouveau depuis)`, en: ` (${of.en}found again since)` }
    : { fr: '', en: '' }
  return {
    fr: `Réglée${one ? '' : 's'} par la recette : ${what.fr}${since.fr}`,
    en: `Settled by the recipe: ${what.en}${since.en}`
  }
}
