import { afterAll, describe, expect, it } from 'vitest'
import { TestLoader } from './testLoad'

const files = new TestLoader()
afterAll(() => files.remove())

const SCREEN = 'écran 27" cassé'
const inQuotes = (cell: string): string => `"${cell.replaceAll('"', '""')}"`
const written = (rows: string[][], delimiter = ';'): string =>
  rows
    .map((row) => row.map((cell) => (cell !== SCREEN && /["\n;,]/.test(cell) ? inQuotes(cell) : cell)).join(delimiter))
    .join('\n') + '\n'

describe('a sign of inches in a cell without quotes', () => {
  it('leaves a cell of several lines in its record whole', async () => {
    const table = [
      ['Id', 'Commentaire', 'Produit'],
      ['1', 'Bonjour,\nje suis déçu ; vraiment', SCREEN],
      ['2', 'RAS', 'clavier'],
      ['3', 'ok', 'souris']
    ]
    const { rows, notes } = await files.load(written(table))
    expect(rows).toEqual(table)
    expect(notes.map(({ reason }) => reason)).toEqual(['stray_quote'])
  })

  it('leaves doubled quotes of another cell one each', async () => {
    const said = 'C’est "nul", vraiment ; oui'
    const table = [
      ['Id', 'Avis', 'Produit', 'Note', 'Agent'],
      ...Array.from({ length: 15 }, (_, i) => [
        String(i),
        i > 11 ? said : 'bien',
        i > 11 ? SCREEN : 'clavier',
        '3',
        'Zoé'
      ])
    ]
    expect((await files.load(written(table))).rows).toEqual(table)
  })

  it('says nothing against quotes that others need, however often it comes', async () => {
    const said = 'C’est n’importe quoi… "service client" ; laissez-moi rire'
    const table = [
      ['Id', 'Ville', 'Avis', 'Produit', 'Note', 'Canal', 'Agent', 'Jour', 'Région', 'Code', 'Suite'],
      ...Array.from({ length: 60 }, (_, i) => [
        String(i),
        i % 2 ? 'Lyon' : 'Paris',
        i % 7 === 0 ? said : 'RAS',
        i % 4 === 1 ? SCREEN : 'clavier',
        String(i % 6),
        'web',
        'Zoé',
        '03/02/2024',
        'PACA',
        `C${String(i).padStart(5, '0')}`,
        ''
      ])
    ]
    expect((await files.load(written(table, '\t'))).rows).toEqual(table)
  })
})

describe('a row that lacks its last cells', () => {
  it('is no reason to cut a quoted cell at a sign within it', async () => {
    const content = 'Id,Nom,Avis,Note\n1,Luc,ok,3\n2,Zoé,"12, rue ""Haute"" prolongée"\n3,Paul,bien,4\n4,Anne,nul,1\n'
    const { rows } = await files.load(content)
    expect(rows[2]).toEqual(['2', 'Zoé', '12, rue "Haute" prolongée', ''])
  })

  it('keeps a word with an apostrophe whole where this is the quote', async () => {
    const rest = Array.from({ length: 8 }, (_, i) => `'Luc',${i},'${i}12, rue de l''Église','Zoé'\n`)
    const { rows } = await files.load(`Nom,Note,Adresse,Agent\n${rest.join('')}'Roux',3,'12, rue de l''Église'\n`)
    expect(rows.at(-1)).toEqual(['Roux', '3', "12, rue de l'Église", ''])
  })

  it('keeps one quote where two stand for it', async () => {
    const rest = Array.from({ length: 8 }, (_, i) => `${i};Lyon;bien;clavier;0;90,5;03/02/2024;Zoé;rue d’Arc;web\n`)
    const content = `Id;Ville;Avis;Produit;Note;Montant;Date;Agent;Adresse;Canal\n${rest.join('')}9;Paris;"C’est ""nul"", vraiment ; oui";clavier;3;63,5;03/02/2024;Zoé\n`
    const { rows } = await files.load(content)
    expect(rows.at(-1)).toEqual([
      ...['9', 'Paris', 'C’est "nul", vraiment ; oui', 'clavier', '3', '63,5', '03/02/2024', 'Zoé', '', '']
    ])
  })
})
