import { expect, test } from 'vitest'
import type { LocalizedText } from '../../contract'
import type { LoadedPart } from './loaded'
import { unitedNotes } from './united-notes'

const note = (fr: string): LocalizedText => ({ fr, en: fr })
const part = (name: string, notes: LocalizedText[]) =>
  ({ file: { name, part: [] as string[] }, report: { notes } }) as unknown as LoadedPart

test('a note on some of the files names them, one on all is told once', () => {
  const [all, few, one] = [note('Tout.'), note('Peu.'), note('Un.')]
  const parts = ['a', 'b', 'c', 'd', 'e'].map((name) =>
    part(name, [all, ...(name === 'e' ? [] : [few]), ...(name === 'c' ? [one, one] : [])])
  )
  expect(unitedNotes(parts)).toEqual([
    all,
    { fr: '« a », « b », « c » et 1 de plus : Peu.', en: '“a”, “b”, “c” and 1 more: Peu.' },
    { fr: '« c » : Un.', en: '“c”: Un.' }
  ])
})
