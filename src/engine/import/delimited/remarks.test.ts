import { afterAll, expect, test } from 'vitest'
import { detectDialect } from './dialect/detectDialect'
import { remarksOn } from './remarks'
import { TestLoader } from './testLoad'

const files = new TestLoader()
afterAll(() => files.remove())

const dialect = detectDialect(['a;b\n1;2\n3;4\n'])
const said = (undecodable: number, fallbackBytes: number, nuls: number): string[] =>
  remarksOn({
    encoding: { encoding: 'utf-8', nuls } as Parameters<typeof remarksOn>[0]['encoding'],
    dialect,
    decoder: { undecodable, fallbackBytes, endMark: false },
    doubled: false
  }).map(({ fr }) => fr.replaceAll('\u00a0', ' '))

test('one is told in the singular, more in the plural', () => {
  expect(said(1, 1, 1)).toEqual([
    '1 octet illisible en utf-8, remplacé par «\u202f\ufffd\u202f».',
    'Deux encodages mêlés\u202f: 1 caractère lu en Windows-1252, le reste en UTF-8.',
    '1 octet nul dans le fichier, gardé dans le texte.'
  ])
  expect(said(2, 3, 4)).toEqual([
    '2 octets illisibles en utf-8, remplacés par «\u202f\ufffd\u202f».',
    'Deux encodages mêlés\u202f: 3 caractères lus en Windows-1252, le reste en UTF-8.',
    '4 octets nuls dans le fichier, gardés dans le texte.'
  ])
})

test('empty lines that end one column are told, those in its middle are rows', async () => {
  const { rows, report } = await files.load('avis\nbon\n\nmoyen\nbon\n\n\n')
  expect(rows.flat()).toEqual(['avis', 'bon', '', 'moyen', 'bon'])
  expect(report.remarks.map(({ fr }) => fr.replaceAll('\u00a0', ' '))).toEqual([
    '2 lignes vides à la fin du tableau, laissées de côté.'
  ])
  expect((await files.load('avis\nbon\n\nmoyen\nbon\n')).report.remarks).toEqual([])
})
