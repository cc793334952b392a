import type { LocalizedText, PivotPlan, PivotSpec } from '../../contract'
import { inBothLanguages } from '../figure-text'
import type { Project } from '../project'
import { conditionsOn, filterInWords, maybeChosenByMeasured } from '../sql'
import { compilePivot } from './compile'
import { preparePivot, type Prepared } from './prepare'

/** A pivot table ready to be read: its query, and what a reader must know beside it. */
export async function planPivot(project: Project, spec: PivotSpec, signal?: AbortSignal): Promise<PivotPlan> {
  const prepared = await preparePivot(project, spec, signal)
  return {
    sql: compilePivot(prepared),
    n: prepared.n,
    rowGroups: prepared.rowGroups,
    columnGroups: prepared.columnGroups,
    bins: [...prepared.rows, ...prepared.columns].map(({ bins }) => bins),
    filter: filterInWords(spec.filter),
    notes: [...ownNotes(spec), ...notesOf(prepared)]
  }
}

/** A warning where the filter chooses by what is measured. */
function ownNotes({ filter, measures }: PivotSpec): LocalizedText[] {
  const measured = measures.map(({ column }) => column)
  const names = [...new Set(conditionsOn(filter, measured).map(({ column }) => column))]
  return names.length ? [maybeChosenByMeasured(names)] : []
}

function notesOf({ most, rowGroups, columnGroups }: Prepared): LocalizedText[] {
  const notes: LocalizedText[] = []
  const counts = (shown: number, all: number) => inBothLanguages((format) => [format(shown), format(all)] as const)
  if (most.rows !== null) {
    const { fr, en } = counts(most.rows, rowGroups)
    notes.push({
      fr: `Lignes : les ${fr[0]} groupes les plus fournis sur ${fr[1]} ; « autres » réunit le reste, recalculé sur ses lignes.`,
      en: `Rows: the ${en[0]} largest groups of ${en[1]}; “others” puts the rest together, computed again from its rows.`
    })
  }
  if (most.columns !== null) {
    const { fr, en } = counts(most.columns, columnGroups)
    notes.push({
      fr: `Colonnes : les ${fr[0]} groupes les plus fournis sur ${fr[1]} ; « autres » réunit le reste, recalculé sur ses lignes.`,
      en: `Columns: the ${en[0]} largest groups of ${en[1]}; “others” puts the rest together, computed again from its rows.`
    })
  }
  return notes
}
