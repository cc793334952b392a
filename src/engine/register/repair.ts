import { Step, StoredVerdict, type LocalizedText, type Repair } from '../../contract'
import { fail } from '../errors'
import { missingDocument, type Project } from '../project'
import { editedTable, insertStep, placedRepair, repairSpecs } from '../recipe'
import { anomaliesInWords, byWhom, decided, seenNow } from './decide'
import { readSightings, type Sighting } from './sightings'
import { noVerdict, readVerdicts } from './verdicts'

/**
 * Puts the repairs of anomalies in the recipes of their tables, in the fewest steps, and notes them as in repair with those
 * steps: one undoable change. A repair that extends a step which is there already adds none.
 */
export async function repairAnomalies(
  project: Project,
  { ids, by }: { ids: readonly string[]; by?: string },
  now: Date
): Promise<{ repaired: number; steps: string[] }> {
  const sightings = await readSightings(project)
  const asked = [...new Set(ids)].flatMap((id) => {
    const sighting = sightings.get(id)
    if (!sighting) throw missingDocument('anomaly', id)
    const repair = sighting.anomaly.proposal?.repair
    return repair && repairSpecs([repair]).length ? [{ id, sighting, repair }] : []
  })
  const [first] = asked
  if (!first) throw noRepair()
  const verdicts = await readVerdicts(project, sightings)
  const seen = await seenNow(project, asked.map(({ sighting }) => sighting), verdicts) // prettier-ignore
  const groups = await Promise.all(
    [...byTable(asked)].map(async ([name, own]) => ({ own, edited: await editedTable(project, name) }))
  )
  const steps = new Set<string>()
  await project.change(
    labelOf(
      asked.map(({ sighting }) => sighting.anomaly.message),
      by
    ),
    async (scope) => {
      steps.clear()
      for (const { own, edited } of groups) {
        const made = new Map<string, string[]>()
        for (const { spec, of } of repairSpecs(own.map(({ repair }) => repair))) {
          const there = (await scope.list('step', Step)).filter(({ table }) => table === edited.name)
          const placed = placedRepair(there, spec)
          const { id } = await insertStep(scope, edited, placed.spec, { before: placed.before, extend: true })
          steps.add(id)
          for (const place of of) made.set(own[place]?.id ?? '', [...(made.get(own[place]?.id ?? '') ?? []), id])
        }
        for (const { id, sighting } of own) {
          const of = verdicts.get(id)?.id ?? id
          const before = (await scope.get('verdict', of, StoredVerdict)) ?? noVerdict(of, sighting.anomaly.message)
          const after = decided(before, { ids: [id], state: 'in_repair', by }, seen.get(id) ?? null, now)
          await scope.put('verdict', of, { ...after, steps: [...new Set(made.get(id))] })
        }
      }
    }
  )
  return { repaired: asked.length, steps: [...steps] }
}

interface Asked {
  id: string
  sighting: Sighting
  repair: Repair
}

function byTable(asked: readonly Asked[]): Map<string, Asked[]> {
  const tables = new Map<string, Asked[]>()
  for (const one of asked) {
    const { name } = one.sighting.anomaly.table
    tables.set(name, [...(tables.get(name) ?? []), one])
  }
  return tables
}

function labelOf(messages: readonly LocalizedText[], by: string | undefined): LocalizedText {
  const what = anomaliesInWords(messages)
  const who = byWhom(by)
  return { fr: `Réparer${who.fr} ${what.fr}`, en: `Repair${who.en} ${what.en}` }
}

function noRepair(): Error {
  return fail(
    'input',
    { fr: 'Aucune étape de recette ne fait cette réparation.', en: 'No recipe step makes this repair.' },
    {
      hint: {
        fr: 'Elle est à juger ligne par ligne : corrigez la source, ou ajoutez une étape à la main dans Préparer.',
        en: 'It is to be judged row by row: correct the source, or add a step by hand in Prepare.'
      }
    }
  )
}
