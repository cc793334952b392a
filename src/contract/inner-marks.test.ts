import { expect, test } from 'vitest'
import { withInnerMarks } from './inner-marks'

const fr = (line: string): string => withInnerMarks({ fr: line, en: '' }).fr
const en = (line: string): string => withInnerMarks({ fr: '', en: line }).en

test.each([
  ['Réparer l’anomalie « « age » : 3 lignes »', 'Réparer l’anomalie « “age” : 3 lignes »'],
  ['« a » et « b « c » d »', '« a » et « b “c” d »'],
  ['«\u00a0«\u00a0age\u00a0» trop vieux\u00a0»', '«\u00a0“age” trop vieux\u00a0»'],
  ['Écarter « « ville » : la valeur de « autre c…»', 'Écarter « “ville” : la valeur de “autre c…»'],
  ['Étape « Lire « prix » comme nombre »', 'Étape « Lire “prix” comme nombre »'],
  ['rien', 'rien']
])('%s', (line, wanted) => {
  expect(fr(line)).toBe(wanted)
  expect(fr(wanted)).toBe(wanted)
})

test.each([
  ['Repair anomaly ““age”: it’s 3 rows”', 'Repair anomaly “‘age’: it’s 3 rows”'],
  ['“a” and “b”', '“a” and “b”']
])('%s', (line, wanted) => {
  expect(en(line)).toBe(wanted)
})
