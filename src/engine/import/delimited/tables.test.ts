import { afterAll, describe, expect, it } from 'vitest'
import { TestLoader } from './testLoad'

const files = new TestLoader()
afterAll(() => files.remove())

const sales = Array.from({ length: 12 }, (_, i) => [
  `C${100 + i}`,
  `${String(i + 1).padStart(2, '0')}/03/2024`,
  `${i},50`
])
const towns = [
  ['Lyon', '12'],
  ['Paris', '8'],
  ['Nice', '5']
]
const staff = Array.from({ length: 6 }, (_, i) => [`Agent ${i}`, String(20 + i), 'oui', `a${i}@exemple.fr`])
const SALES = ['Client', 'Date', 'Montant']
const TOWNS = ['Ville', 'Effectif']
const STAFF = ['Nom', 'Âge', 'Titulaire', 'Courriel']
/** Rows without the empty cells that a spreadsheet adds. */
const filled = (rows: string[][]): string[][] =>
  rows.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== '') + 1))
const text = (...rows: string[][]): string => rows.map((row) => row.join(';') + '\n').join('')

describe('several tables in one file', () => {
  it.each([
    ['two, parted by a blank line', `${text(SALES, ...sales)}\n${text(TOWNS, ...towns)}`, [null]],
    [
      'two, the second under a title',
      `${text(SALES, ...sales)}\nEffectifs par ville\n${text(TOWNS, ...towns)}`,
      ['Effectifs par ville']
    ],
    ['two that touch', `${text(SALES, ...sales)}${text(TOWNS, ...towns)}`, [null]]
  ])('reads %s', async (_, content, names) => {
    const { rows, others, report, notes } = await files.load(content)
    expect(rows).toEqual([SALES, ...sales])
    expect(others).toEqual([[TOWNS, ...towns]])
    expect(report.tables.map((table) => table.name)).toEqual(names)
    expect(notes.filter((note) => note.reason !== 'preamble')).toEqual([])
  })

  it('reads three, with titles and widths of their own', async () => {
    const content = `Ventes\n${text(SALES, ...sales)}\n\nVilles\n${text(TOWNS, ...towns)}\nPersonnel\n${text(STAFF, ...staff)}`
    const { rows, others, report } = await files.load(content)
    expect(rows).toEqual([SALES, ...sales])
    expect(others).toEqual([
      [TOWNS, ...towns],
      [STAFF, ...staff]
    ])
    expect(report.tables.map(({ name, line }) => [name, line])).toEqual([
      ['Villes', 18],
      ['Personnel', 24]
    ])
  })

  describe('each under a title in a line of its own', () => {
    const calls = Array.from({ length: 6 }, (_, i) => [`R00${i}`, `${10 + i}/03/2024`, 'oui', 'Retard'])
    const CALLS = ['N° récl.', 'Date', 'Clos', 'Motif']
    const agencies = Array.from({ length: 6 }, (_, i) => [`0000${i}`, `Ville ${i}`, `${100 * i},50`])
    const AGENCIES = ['Code', 'Agence', 'CA HT']
    const north = [
      ['Lyon', '507', '51 %'],
      ['Paris', '992', '64 %'],
      ['Metz', '182', '22 %']
    ]
    const south = north.map(([town, ...rest]) => [`${town}-Sud`, ...rest])
    const RATES = ['Ville', 'Clients', 'Satisfaits']
    const NB = ['Agence', 'Nb']
    const WHY = ['Agence', 'Motif']
    const pairs = (value: string): string[][] => Array.from({ length: 6 }, (_, i) => [`V${i}`, value || `${i}`])
    /** As a spreadsheet writes them: every line as wide as the widest. */
    const sheet = (rows: string[][]): string => {
      const width = Math.max(...rows.map((row) => row.length))
      return rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')].join(';') + '\n').join('')
    }

    it.each<[string, string[], string[][], string[], string[][]]>([
      ['of other widths', AGENCIES, agencies, CALLS, calls],
      ['of the same names', RATES, north, RATES, south],
      ['of as many columns of the same kinds', AGENCIES, agencies, ['Id', 'Client', 'Note'], agencies],
      ['of two columns, one name again', NB, pairs(''), WHY, pairs('cassé')]
    ])('are two, with and without separators and lines between: %s', async (_what, names, rows, others, below) => {
      for (const gap of [[], [[]]])
        for (const write of [sheet, (lines: string[][]) => text(...lines)]) {
          const loaded = await files.load(write([['Premier'], names, ...rows, ...gap, ['Second'], others, ...below]))
          expect(filled(loaded.rows)).toEqual([names, ...rows])
          expect(loaded.others.map(filled)).toEqual([[others, ...below]])
          expect(loaded.report.tables.map(({ name }) => name)).toEqual(['Second'])
        }
    })

    it('is one where pages are numbered, where titles head sections, and where a cell is all that a row has', async () => {
      const pages = text(['Liste 1'], RATES, ...north, ['Liste 2'], RATES, ...south)
      expect((await files.load(pages)).rows).toEqual([RATES, ...north, ...south])
      const people = (n: number): string[][] => Array.from({ length: 5 }, (_, i) => [`Nom ${n}${i}`, 'Lyon', 'clos'])
      const sections = sheet([['Nom', 'Ville', 'État'], ['Agence Nord'], ...people(1), ['Agence Sud'], ...people(2)])
      expect((await files.load(sections)).others).toEqual([])
      const lone = sheet([RATES, ...north, ['Nancy'], ...south])
      expect((await files.load(lone)).rows).toHaveLength(8)
      const page = (under: string, rows: string[][]): string[][] => [['Clients'], [under], RATES, ...rows, ['- 1 -']]
      expect((await files.load(text(...page('Nord', north), ...page('Sud', south)))).others).toEqual([])
      expect((await files.load(text(['Relevé'], RATES, ...north, ['Relevé (suite)'], RATES, ...south))).others).toEqual(
        []
      )
    })

    it.each<[string, string[][]]>([
      ['a word for a figure that is wanting', [['Élève', 'Note'], ['Alice', '12'], ['Bob', '15'], ['Zoé', '9'], ['Groupe B'], ['Carla', 'absente'], ['David', '14'], ['Emma', '11'], ['Fanny', '8']]], // prettier-ignore
      ['answers in words and figures', [['Question', 'Réponse'], ['Âge', '34'], ['Sexe', 'femme'], ['Logement'], ['Type', 'maison'], ['Surface', '14'], ['Étage', '2']]], // prettier-ignore
      ['a column filled further down', [['Nom', 'Ville', ''], ['Alice', 'Lyon'], ['Bob', 'Nice'], ['Groupe B'], ['Carla', 'Pau', 'absente'], ['David', 'Gap', 'malade'], ['Emma', 'Brest', 'partie']]], // prettier-ignore
      ['a name among the values', [['Nom', 'Lieu'], ['Alice', 'Lyon'], ['Bob', 'Nice'], ['Groupe B'], ['Carla', 'Lieu'], ['David', 'Gap'], ['Emma', 'Brest']]] // prettier-ignore
    ])('is one where a section begins with %s', async (_what, rows) => {
      expect((await files.load(sheet(rows))).others).toEqual([])
      expect((await files.load(text(...rows))).others).toEqual([])
    })
  })

  it('starts with a small table above a large one', async () => {
    const many = Array.from({ length: 300 }, (_, i) => [`Agent ${i}`, String(20 + (i % 40)), 'oui', `a${i}@exemple.fr`])
    const { rows, others } = await files.load(`${text(TOWNS, ...towns)}\n${text(STAFF, ...many)}`)
    expect(rows).toEqual([TOWNS, ...towns])
    expect(others).toEqual([[STAFF, ...many]])
  })

  it('reads a table of the same width under names of its own', async () => {
    const stock = Array.from({ length: 5 }, (_, i) => [`P${i}`, `Produit ${i}`, String(i)])
    const { rows, others } = await files.load(
      `${text(SALES, ...sales)}\n${text(['Code', 'Libellé', 'Stock'], ...stock)}`
    )
    expect(rows).toEqual([SALES, ...sales])
    expect(others).toEqual([[['Code', 'Libellé', 'Stock'], ...stock]])
  })

  it('keeps rows below a repeated header in the same table, and says so', async () => {
    const { rows, others, notes } = await files.load(text(SALES, ...sales.slice(0, 5), SALES, ...sales.slice(5)))
    expect(rows).toEqual([SALES, ...sales])
    expect(others).toEqual([])
    expect(notes).toEqual([{ line: 7, reason: 'repeated_header', raw: SALES.join(';') }])
  })

  it('takes the same table again, row by row, for another one', async () => {
    const { rows, others } = await files.load(text(SALES, ...sales, SALES, ...sales))
    expect([rows.length, others[0]?.length]).toEqual([13, 13])
  })

  it('finds a second table far beyond the samples', async () => {
    const many = Array.from({ length: 60_000 }, (_, i) => [`C${i}`, '01/03/2024', `${i},50`])
    const { rows, others } = await files.load(`${text(SALES, ...many)}\n${text(TOWNS, ...towns)}`)
    expect([rows.length, others]).toEqual([60_001, [[TOWNS, ...towns]]])
  })

  it('notes every line of further tables where nobody takes them', async () => {
    const { rows, notes, report } = await files.load(`${text(SALES, ...sales)}\n${text(TOWNS, ...towns)}`, {
      others: undefined
    })
    expect(rows.length).toBe(13)
    expect(notes.map((note) => note.raw)).toEqual([TOWNS, ...towns].map((row) => row.join(';')))
    expect(report.counts).toMatchObject({ rows: 12, rejected: 4, otherTables: 1 })
  })

  it('does not take a few odd lines for a table', async () => {
    const odd = text(SALES, ...sales.slice(0, 6), ['C200', '01/03/2024'], ...sales.slice(6))
    const { rows, others, notes } = await files.load(odd)
    expect([rows.length, others.length, notes.length]).toEqual([14, 0, 1])
  })
})
