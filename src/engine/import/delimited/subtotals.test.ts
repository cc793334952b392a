import { afterAll, describe, expect, it } from 'vitest'
import { TestLoader } from './testLoad'

const files = new TestLoader()
afterAll(() => files.remove())

const subtotals = async (text: string): Promise<string[]> =>
  (await files.sniff(text)).notes.map(({ fr }) => fr).filter((fr) => fr.includes('sous-tota'))

const block = (name: string, values: number[]): string =>
  values.map((value, i) => `${name};agence ${i};${value},50\n`).join('')

describe('rows amid a table that sum up those above', () => {
  it('are told with their lines and texts, by their sums', async () => {
    const text = `région;agence;prix\n${block('Nord', [1, 2, 3])}Sous-total Nord;;7,50\n${block('Sud', [4, 5])}Sous-total Sud;;10,00\n${block('Est', [1, 9, 7, 3])}`
    expect(await subtotals(text)).toEqual([
      '2 lignes au milieu du tableau ressemblent à des sous-totaux\u202f: 5 et 8 («\u202fSous-total Nord;;7,50\u202f», «\u202fSous-total Sud;;10,00\u202f»)\u202f; elles sont gardées comme les autres lignes.'
    ])
    expect((await files.sniff(text)).rows).toHaveLength(11)
  })

  it('need not be first, nor have empty cells, where the figures add up', async () => {
    const text = `région;sexe;effectif\n${['Nord', 'Sud', 'Est', 'Ouest'].map((name, i) => `${name};Hommes;${100 + i}\n${name};Femmes;${120 + i}\n${name};Ensemble;${220 + 2 * i}\n`).join('')}`
    expect(await subtotals(text)).toEqual([expect.stringContaining('3 lignes au milieu')])
  })

  it('are told by their empty cells where no figure adds up', async () => {
    const text = `région;agence;prix\n${block('Nord', [1, 2, 3, 4])}Moyenne;;88,00\n${block('Sud', [4, 5])}`
    expect(await subtotals(text)).toEqual([
      'La ligne 6, au milieu du tableau, ressemble à un sous-total («\u202fMoyenne;;88,00\u202f»)\u202f: elle est gardée comme les autres lignes.'
    ])
  })

  it.each([
    [
      'a label that is a value of its column',
      `société;n;prix\n${'Total;1;2,50\nShell;3;1,50\nEsso;2;1,20\n'.repeat(8)}`
    ],
    ['words beside the label', `société;ville;prix\n${'Total Énergies;Lyon;2,50\nShell;Nice;1,50\n'.repeat(9)}`],
    [
      'a verbatim that meets a mean by chance',
      `id;verbatim;note\n${Array.from({ length: 60 }, (_, i) => `${i};${i % 3 ? (i % 2 ? 'court' : 'long') : 'Total : rien'};${(i * i) % 11}\n`).join('')}`
    ],
    [
      'a word of comments in prose',
      `id;avis;note\n${Array.from({ length: 12 }, (_, i) => `${i};${i === 8 ? 'Total : rien' : `Le livreur n’est pas venu ${i} fois`};4\n`).join('')}`
    ],
    ['a total at the end, told elsewhere', `région;agence;prix\n${block('Nord', [1, 2, 3, 4])}Total;;12,00\n`]
  ])('%s is none', async (_what, text) => {
    expect(await subtotals(text)).toEqual([])
  })
})
