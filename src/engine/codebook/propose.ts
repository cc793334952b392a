import { NoteTexts, type ProposedNote, type Source } from '../../contract'

/**
 * What the file of a source said of a column, as the texts of a note: its label, what its codes mean, and which values say
 * "no answer". As its load report has them; null where there is nothing of the kind.
 */
export function proposedNote({ report, file }: Source, column: string): ProposedNote | null {
  const said = report.columns.find(({ name }) => name === column)
  if (!said || (said.label === undefined && !said.labels?.length)) return null
  const { label = '', labels = [], missing } = said
  const texts = NoteTexts.parse({
    label: label.slice(0, 300),
    // A label too long for the heading of a note is kept whole below it.
    description: label.length > 300 ? label.slice(0, 10_000) : '',
    codes: labels
      .slice(0, 1_000)
      .map(({ code, label: meaning }) => ({ code: code.slice(0, 200), meaning: meaning.slice(0, 1_000) })),
    source: file.name.slice(0, 2_000)
  })
  return { ...texts, absent: missing.slice(0, 100).map(({ text }) => text) }
}
