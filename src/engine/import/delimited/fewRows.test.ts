import { afterAll, describe, expect, it } from 'vitest'
import { TestLoader } from './testLoad'

const files = new TestLoader()
afterAll(() => files.remove())

const NAMES = ['Ville', 'Téléphone', 'Note', 'Id client']
const ROW = ['Nîmes', '07 79 53 98 50', '0', 'C099373']

describe('files of few rows', () => {
  it.each([['\n'], ['\r\n']])('find one row below more lines of facts, ended by %j among others', async (newline) => {
    const facts = `Extraction : 2024-02-03 08:15\nFiltre : tous les clients${newline}Nombre de lignes : 1\n${newline}`
    const { rows, notes } = await files.load(`${facts}${NAMES.join(';')}\n${ROW.join(';')}${newline}`)
    expect(rows).toEqual([NAMES, ROW])
    expect(notes.map(({ reason }) => reason)).toEqual(['preamble', 'preamble', 'preamble'])
  })

  it('take a lone row with a day and an amount for values, one of words for names', async () => {
    expect((await files.load('1;Élodie;12,50;03/02/2024\n')).report.dialect.header).toBeNull()
    expect((await files.load('Nom;Adresse;2023;2024\n')).report.dialect.header).not.toBeNull()
  })

  it('tell one title over all columns from their names', async () => {
    const content = 'Relevé;Relevé;Relevé\nCommentaire;Adresse;Vide\nbien;rue Haute;\nnul;rue Basse;x\n'
    const { rows } = await files.load(content)
    expect(rows[0]).toEqual(['Relevé Commentaire', 'Relevé Adresse', 'Relevé Vide'])
    expect(rows).toHaveLength(3)
  })

  it('part two tables of as many columns that blank lines part, by a name that comes again', async () => {
    const { rows, others } = await files.load('Id;Nom\n1;a\n2;b\n\n\nId;Ville\n1;Paris\n2;Lyon\n')
    expect(rows).toEqual([
      ['Id', 'Nom'],
      ['1', 'a'],
      ['2', 'b']
    ])
    expect(others[0]?.[0]).toEqual(['Id', 'Ville'])
  })

  it('part two tables of as many columns by the kinds of their values', async () => {
    const above = Array.from({ length: 8 }, (_, i) => `${i};0${i + 1}/01/2024;${i},5`)
    const below = Array.from({ length: 5 }, (_, i) => `A${i};Paris;Luc`)
    const { rows, others } = await files.load(
      `Code;Date;Montant\n${above.join('\n')}\n\nAgence;Ville;Responsable\n${below.join('\n')}\n`
    )
    expect([rows.length, others[0]?.length, others[0]?.[0]]).toEqual([9, 6, ['Agence', 'Ville', 'Responsable']])
  })

  it.each([
    [
      'an apostrophe as quote',
      "Société\nRapport mensuel\n\n'Nom','Adresse','Prix'\n'Luc','ZA, lot 4','6,2'\n'Zoé','x','7,3'\n"
    ],
    ['signs of a clock above', "Extrait : 2024-02-03 08:15\nFiltre : tous\n\nNom,Heure,Prix\nLuc,21:52,'43 674,58'\n"]
  ])('are found below lines of facts: %s', async (_, content) => {
    const { rows } = await files.load(content)
    expect(rows[0]).toHaveLength(3)
    expect(rows[0]?.[0]).toBe('Nom')
  })

  it.each(['@@', '^|^'])('are parted at %s too', async (delimiter) => {
    const table = [
      ['Code postal', 'Prénom', 'Taux'],
      ['85223', 'Jean-Marc', '36 %']
    ]
    expect((await files.load(table.map((row) => row.join(delimiter)).join('\n') + '\n')).rows).toEqual(table)
  })

  it('tell titles over groups of columns, one of which has no name', async () => {
    const rest = Array.from(
      { length: 6 },
      (_, i) => `c${i}@exemple.fr;0${i + 1}/09/2023;46${i};${i}8,4 €;rue Basse;oui`
    )
    const content = `G 1;G 1;G 1;G 2;G 2;G 2\nCourriel;Jour;;Montant;Adresse;Actif\n${rest.join('\n')}\n`
    expect((await files.load(content)).rows[0]).toEqual([
      'G 1 Courriel',
      'G 1 Jour',
      'G 1',
      'G 2 Montant',
      'G 2 Adresse',
      'G 2 Actif'
    ])
  })

  it('set a sentence with commas below the last row aside as what it is', async () => {
    const table = Array.from({ length: 9 }, (_, i) => `C${i},Lyon,${i * 7},2024-02-0${i + 1},a${i}@exemple.fr`)
    const { rows, notes } = await files.load(
      `Client,Ville,Âge,Jour,Courriel\n${table.join('\n')}\nSource : SI Clients, extraction du 03/02/2024\n`
    )
    expect(rows).toHaveLength(10)
    expect(notes.map(({ reason }) => reason)).toEqual(['footer'])
  })
})
