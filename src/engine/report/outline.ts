import { ReportDoc } from '../../contract'
import type { Project } from '../project'

/** The one report of a project. */
const ID = 'main'

/** The saved outline, or the default one. */
export async function readOutline(project: Project): Promise<{ doc: ReportDoc; saved: boolean }> {
  const [doc] = await project.list('report', ReportDoc)
  return doc ? { doc, saved: true } : { doc: defaultOutline(), saved: false }
}

export async function saveOutline(project: Project, doc: ReportDoc): Promise<ReportDoc> {
  await project.change({ fr: 'Plan du rapport modifié', en: 'Report outline changed' }, (scope) =>
    scope.put('report', ID, doc)
  )
  return doc
}

/** Drops the saved outline; the default one stands again. */
export async function resetOutline(project: Project): Promise<ReportDoc> {
  const { saved } = await readOutline(project)
  if (saved)
    await project.change({ fr: 'Plan du rapport rétabli', en: 'Report outline reset' }, (scope) =>
      scope.remove('report', ID)
    )
  return defaultOutline()
}

/** The journey as an outline: from the data to the plan, then how it was done. */
export function defaultOutline(): ReportDoc {
  return {
    title: '',
    authors: '',
    sections: [
      { kind: 'sources', id: 'sources' },
      { kind: 'anomalies', id: 'anomalies' },
      { kind: 'findings', id: 'findings', ids: null },
      { kind: 'charts', id: 'charts', ids: null },
      { kind: 'workstreams', id: 'workstreams' },
      { kind: 'priorities', id: 'priorities' },
      { kind: 'plan', id: 'plan' },
      { kind: 'method', id: 'method' },
      { kind: 'journal', id: 'journal' }
    ]
  }
}
