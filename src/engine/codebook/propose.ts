import { NoteTexts, type CodeMeaning, type Source } from '../../contract'

/**
 * What the file of a source said of a column, as the texts of a note: its label, what its codes mean, and which it declared
 * missing. Read off the notes of its load report; null where there is none.
 */
export function proposedNote({ report, file }: Source, column: string): NoteTexts | null {
  if (file.format !== 'spss') return null
  const start = `${column}: `
  const told = report.notes.find(({ en }) => en.startsWith(start))?.en.slice(start.length).replace(/\.$/, '') // prettier-ignore
  if (told === undefined) return null
  const parts = told.split(' — ')
  const declared = parts.filter((part) => part.startsWith(DECLARED))
  const coded = parts.findLast((part) => !part.startsWith(DECLARED) && codesIn(part).length > 0)
  const label = parts.filter((part) => part !== coded && !declared.includes(part)).join(' — ')
  return NoteTexts.parse({
    label: label.slice(0, 300),
    description: declared.join(' ; '),
    codes: coded === undefined ? [] : codesIn(coded).slice(0, 1_000),
    source: file.name.slice(0, 2_000)
  })
}

const DECLARED = 'declared missing, kept: '

function codesIn(part: string): CodeMeaning[] {
  return part.split('; ').flatMap((one) => {
    const [code, ...meaning] = one.split(' = ')
    return code !== undefined && meaning.length
      ? [{ code: code.slice(0, 200), meaning: meaning.join(' = ').slice(0, 1_000) }]
      : []
  })
}
