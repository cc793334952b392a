import type { FindingFigure, LocalizedText, StoredFinding } from '../../contract'
import { throwIfCancelled, toErrorData } from '../errors'
import type { Project } from '../project'
import { computeFigure } from './compute'
import { rebaseQuery, staysAsWritten } from './read-tables'

/** The figure of a finding over the rows of a table as loaded, and as its recipe makes them; null with a reason where it has none. */
export interface AroundRecipe {
  before: FindingFigure | null
  after: FindingFigure | null
  problem: LocalizedText | null
}

/** Computes the figure of a finding on both sides of one table's recipe; other tables are taken as they are analysed. */
export async function aroundRecipe(
  project: Project,
  finding: StoredFinding,
  table: string,
  signal?: AbortSignal
): Promise<AroundRecipe> {
  const { evidence, figure } = finding
  if (staysAsWritten(finding)) return { before: null, after: null, problem: AS_WRITTEN }
  const wish = { unit: figure.unit, interval: figure.interval, text: figure.worded ? figure.text : undefined }
  const compute = async (loaded?: string): Promise<FindingFigure | LocalizedText> => {
    try {
      return await computeFigure(project, await rebaseQuery(project, evidence.sql, loaded), wish, signal)
    } catch (error) {
      throwIfCancelled(signal)
      return toErrorData(error).message
    }
  }
  const [before, after] = [await compute(table), await compute()]
  return {
    before: isFigure(before) ? before : null,
    after: isFigure(after) ? after : null,
    problem: !isFigure(after) ? after : !isFigure(before) ? before : null
  }
}

function isFigure(found: FindingFigure | LocalizedText): found is FindingFigure {
  return 'unit' in found
}

const AS_WRITTEN: LocalizedText = {
  fr: 'Une requête écrite à la main et une comparaison restent sur les lignes qu’elles nomment.',
  en: 'A query written by hand and a comparison stay on the rows that they name.'
}
