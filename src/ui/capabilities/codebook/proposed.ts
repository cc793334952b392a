import type { ColumnProfile, NoteTexts, ProposedNote } from '../../../contract'

/** Up to so many different values are written out as codes to be explained. */
const FEW = 12

/** A note to begin with for a column of few codes: each value, with its meaning left to be typed. */
export function proposedCodes({
  semantic,
  distinct,
  top
}: Pick<ColumnProfile, 'semantic' | 'distinct' | 'top'>): NoteTexts | null {
  const isCoded = ['category', 'score', 'boolean', 'count'].includes(semantic.kind)
  if (!isCoded || distinct < 2 || distinct > FEW || !top.every(({ value }) => value.length <= 12)) return null
  const values = top.map(({ value }) => value).sort((a, b) => a.localeCompare(b, undefined, { numeric: true }))
  return {
    label: '',
    description: '',
    unit: '',
    codes: values.map((code) => ({ code, meaning: '' })),
    source: '',
    doubt: ''
  }
}

/** What a file said as a note to begin with; `inWords` writes the values that say "no answer". */
export function proposedByFile({ absent, ...note }: ProposedNote, inWords: (values: string) => string): NoteTexts {
  const told = absent.length ? inWords(absent.join(' · ')) : ''
  return { ...note, description: [note.description, told].filter(Boolean).join('\n') }
}
