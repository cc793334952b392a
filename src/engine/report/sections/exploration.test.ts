import { expect, test } from 'vitest'
import { Writer, type ReportFacts } from '../context'
import { explorationPart } from './exploration'

function sentence(language: 'fr' | 'en', seen: number, inView: number): string {
  const map = { looks: 3, tables: [{ seen, inView, columns: 5 }], comparisons: { made: 0 } }
  const facts = { exploration: { map, days: [{}], guesses: [] } } as unknown as ReportFacts
  return explorationPart(facts, new Writer(language)).map(({ source }) => source).join('').replace(/[\u00a0\u202f]/g, ' ') // prettier-ignore
}

test('one column was looked at, several were', () => {
  expect(sentence('fr', 1, 1)).toContain('1 colonne sur 5 a été regardée, 1 de plus seulement vue dans la grille.')
  expect(sentence('fr', 3, 2)).toContain('3 colonnes sur 5 ont été regardées, 2 de plus seulement vues dans la grille.')
  expect(sentence('en', 1, 1)).toContain('1 of 5 columns was looked at, 1 more was only in view in the grid.')
  expect(sentence('en', 3, 0)).toContain('3 of 5 columns were looked at.')
})
