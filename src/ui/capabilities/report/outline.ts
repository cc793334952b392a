import type { ReportDoc, ReportSection } from '../../../contract'

/** The outline with one section more, at its end. */
export function withSection(doc: ReportDoc, kind: ReportSection['kind']): ReportDoc {
  return { ...doc, sections: [...doc.sections, newSection(kind, freshId(doc))] }
}

export function withoutSection(doc: ReportDoc, id: string): ReportDoc {
  return { ...doc, sections: doc.sections.filter((section) => section.id !== id) }
}

/** The outline with a section moved by `step` places, as far as there are places. */
export function moved(doc: ReportDoc, id: string, step: -1 | 1): ReportDoc {
  const from = doc.sections.findIndex((section) => section.id === id)
  const section = doc.sections[from]
  const to = from + step
  if (!section || to < 0 || to >= doc.sections.length) return doc
  return { ...doc, sections: doc.sections.toSpliced(from, 1).toSpliced(to, 0, section) }
}

export function changed(doc: ReportDoc, section: ReportSection): ReportDoc {
  return { ...doc, sections: doc.sections.map((other) => (other.id === section.id ? section : other)) }
}

function newSection(kind: ReportSection['kind'], id: string): ReportSection {
  if (kind === 'text') return { kind, id, heading: '', body: '' }
  if (kind === 'findings' || kind === 'charts') return { kind, id, ids: null }
  return { kind, id }
}

function freshId(doc: ReportDoc): string {
  const used = new Set(doc.sections.map((section) => section.id))
  let next = doc.sections.length + 1
  while (used.has(`section-${next}`)) next++
  return `section-${next}`
}
