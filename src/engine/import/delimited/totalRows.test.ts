import { afterAll, describe, expect, it, test } from 'vitest'
import { TestLoader } from './testLoad'

const files = new TestLoader()
afterAll(() => files.remove())

const rows = (count: number): string =>
  Array.from({ length: count }, (_, i) => `Ville ${i};${i % 7};${i},50`).join('\n') + '\n'
const totals = (remarks: { fr: string }[]): string[] =>
  remarks.map(({ fr }) => fr).filter((fr) => fr.includes('ressemble à un total'))

describe('rows at the end that look like totals', () => {
  it.each([
    ['Total;;12 345,67\n', [32]],
    ['TOTAL GÉNÉRAL : ;90;465,00\n', [32]],
    ['Sous-total;90;465,00\nTotal;90;465,00\n', [32, 33]],
    ['Total;;12 345,67\n\nSource : enquête interne\n', [32]],
    [';;\nTotal;;12 345,67\n30 lignes exportées;;\nUsage interne;;\n', [33]],
    [';90;465,00\n', [32]]
  ])('%j stay rows, and are told with their lines', async (end, lines) => {
    const text = `ville;n;prix\n${rows(30)}${end}`
    const { report, rows: loaded, notes } = await files.load(text)
    expect(loaded).toHaveLength(31 + lines.length)
    expect(notes.every(({ reason }) => reason === 'footer')).toBe(true)
    expect(totals(report.remarks).map((fr) => Number(/ligne (\d+)/.exec(fr)?.[1]))).toEqual(lines)
    expect(totals((await files.sniff(text)).notes)).toEqual(totals(report.remarks))
  })

  it('are told below subtotals amid the table too, but not where sums are values like others', async () => {
    const blockOf = (name: string): string =>
      `${Array.from({ length: 6 }, (_, i) => `${name};agence ${i};${i + 1},00\n`).join('')}Sous-total ${name};;21,00\n`
    const text = `région;agence;prix\n${['Nord', 'Sud', 'Est'].map(blockOf).join('')}Total général;;63,00\n`
    const { report } = await files.load(text)
    expect(totals(report.remarks).map((fr) => Number(/ligne (\d+)/.exec(fr)?.[1]))).toEqual([22, 23])
    expect(totals((await files.sniff(text)).notes)).toEqual(totals(report.remarks))
    const values = `société;n;prix\n${'Total;1;2,50\nShell;3;1,50\nEsso;;1,20\n'.repeat(8)}Total;4;2,50\n`
    expect(totals((await files.load(values)).report.remarks)).toEqual([])
  })

  it('one text alone in each of the last rows is told as a note, not where rows above are so', async () => {
    const told = async (text: string) =>
      (await files.load(text)).report.remarks.flatMap(
        ({ fr }) => /ligne (\d+).*ressemble à une note/.exec(fr)?.[1] ?? []
      )
    expect(await told(`ville;n;prix\n${rows(30)};Total;\nNombre de lignes : 30;;\n`)).toEqual(['32', '33'])
    expect(await told(`ville;n;prix\n${'Nord;;\nLille;3;1,50\n'.repeat(12)}Sud;;\n`)).toEqual([])
  })

  it('keep their cells where they stand where the last ones lack', async () => {
    const body = Array.from({ length: 60 }, (_, i) => `${i + 1};n${i};12/03/2024;${i},50\n`).join('')
    for (const [end, cells] of [
      ['Total général;60\n', ['Total général', '60', '', '']],
      ['Total général;60', ['Total général', '60', '', '']],
      ['Total;;1770\n', ['Total', '', '1770', '']]
    ] as const) {
      const text = `id;nom;date;montant\n${body}${end}`
      const { report, rows: loaded, notes } = await files.load(text)
      expect(loaded.at(-1)).toEqual(cells)
      expect(notes.map(({ reason }) => reason)).toEqual(['missing_cells'])
      expect(totals(report.remarks)[0]).toContain('ligne 62,')
      expect(totals((await files.sniff(text)).notes)).toEqual(totals(report.remarks))
    }
  })

  it('are told of each table of a file', async () => {
    const second = Array.from({ length: 9 }, (_, i) => `A${i};${i};${2 * i};x\n`).join('')
    const text = `Ventes\nville;n;prix\n${rows(9)}Total;36;40,50\n\nAgences\nagence;m;p;q\n${second}Total;36;72;\n`
    const { report } = await files.load(text)
    expect(report.tables).toHaveLength(1)
    expect(totals(report.remarks).map((fr) => Number(/ligne (\d+)/.exec(fr)?.[1]))).toEqual([12, 25])
    expect(totals((await files.sniff(text)).notes)).toHaveLength(1)
  })

  it('names the line where cells span lines and the file is larger than its end that is read', async () => {
    const body = Array.from({ length: 9_000 }, (_, i) => `"Ville\n${i}";${i};${i},50\n`).join('')
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const { report } = await files.load(Buffer.from(`\ufeffville;n;prix\n${body}Total;;12 345,67\n`, encoding))
      expect(totals(report.remarks)[0]).toContain('ligne 18002,')
    }
  })

  it('are told below lines in quotes whole, in a file larger than its end that is read', async () => {
    const wrapped = (line: string): string => `"${line.replaceAll('"', '""')}"\n`
    const body = Array.from({ length: 700 }, (_, i) => wrapped(`"Ville, ${i}",${i},"note ${i}",fin`))
    const text = [wrapped('ville,n,note,état'), ...body, wrapped('Total,244650,,')].join('')
    for (const blanks of [0, 3, 12, 21]) {
      const { report } = await files.load(text + '\n'.repeat(blanks))
      expect(totals(report.remarks)[0]).toContain('ligne 702,')
    }
  })

  it.each([
    ['Total;200 clients;;;;\n', 32],
    ['Total général :;30 lignes;;;;465,00\n', 32],
    ['Total;deux cents;;;;\n', 32]
  ])('%j sums up in words, and is told with its line', async (end, line) => {
    const body = Array.from({ length: 30 }, (_, i) => `${i};Ville ${i};a${i % 4};b;12/03/2024;${i},50\n`).join('')
    const text = `id;ville;code;lettre;jour;prix\n${body}${end}`
    const { report, rows: loaded } = await files.load(text)
    expect(loaded).toHaveLength(32)
    expect(totals(report.remarks).map((fr) => Number(/ligne (\d+)/.exec(fr)?.[1]))).toEqual([line])
    expect(totals((await files.sniff(text)).notes)).toEqual(totals(report.remarks))
  })

  it.each([
    ['a name', 'Total Énergies;12 rue A;;;;\n'],
    ['words in a row that is as full as others', 'Total;Paris;a1;b;;\n'],
    ['words where rows above are as sparse', 'Lyon;12 rue A;;;;\nTotal;14 rue A;;;;\n']
  ])('%s is none', async (_what, end) => {
    const body = Array.from({ length: 30 }, (_, i) => `Nom ${i};Ville ${i};a${i % 4};b;12/03/2024;${i},50\n`).join('')
    const text = `nom;ville;code;lettre;jour;prix\n${body}${end}`
    expect(totals((await files.load(text)).report.remarks)).toEqual([])
  })

  it.each([
    ['a label that is a value of its column', 'Total;1;2,50\n'.repeat(6)],
    ['words beside the label', 'Total Énergies;station;2,50\n'],
    ['a label without a number', 'Total;;\n'],
    ['an ordinary row', 'Lyon;1;2,50\n']
  ])('%s is none', async (_what, end) => {
    expect(totals((await files.load(`ville;n;prix\n${rows(30)}${end}`)).report.remarks)).toEqual([])
  })
})

describe('rows below a blank line at the end', () => {
  const note = (remarks: { fr: string }[]): string[] =>
    remarks.map(({ fr }) => fr).filter((fr) => fr.includes('ligne vide'))
  const body = Array.from({ length: 29 }, (_, i) => `${i};${i % 5}\n`).join('')

  it.each([
    ['\nSource : INSEE; 2024\n', [32]],
    ['\n\nSource : INSEE;2024\nExtrait le;12/03/2024\n\n', [33, 34]]
  ])('%j are told with their lines where they have words for numbers', async (end, lines) => {
    const { report, rows: loaded } = await files.load(`id;note\n${body}${end}`)
    expect(loaded).toHaveLength(30 + lines.length)
    expect(note(report.remarks).map((fr) => Number(/ligne (\d+)/.exec(fr)?.[1]))).toEqual(lines)
    expect(note((await files.sniff(`id;note\n${body}${end}`)).notes)).toEqual(note(report.remarks))
  })

  it.each([
    ['rows like the others', '\n30;4\n31;\n'],
    ['a gap', '\n30;N/A\n'],
    ['words without a blank line', 'Source : INSEE;2024\n']
  ])('%s are none', async (_what, end) => {
    expect(note((await files.load(`id;note\n${body}${end}`)).report.remarks)).toEqual([])
  })
})

describe('spaces beside separators', () => {
  it('are told where they are left out, and kept where only some cells have them', async () => {
    const told = await files.load('réf; nom; note\n' + 'C1; Léa; 4\nC2; Zoé; 5\n'.repeat(20))
    expect(told.rows[1]).toEqual(['C1', 'Léa', '4'])
    expect(told.report.remarks.map(({ en }) => en)).toEqual([
      'Separator with spaces beside it (“; ”): these spaces are not kept in the cells.'
    ])
    const kept = await files.load('réf;nom ;note\n' + 'C1;Léa ; 4\nC2;Zoé ;5\n'.repeat(20))
    expect(kept.rows[1]).toEqual(['C1', 'Léa ', ' 4'])
    expect(kept.report.remarks).toEqual([])
  })

  it('may stand on both sides of quoted cells', async () => {
    const { rows: loaded } = await files.load('"réf" ; "avis"\n' + '"C1" ; "bon ; très bon"\n"C2" ; ""\n'.repeat(9))
    expect(loaded.slice(0, 3)).toEqual([
      ['réf', 'avis'],
      ['C1', 'bon ; très bon'],
      ['C2', '']
    ])
  })
})

it('escapes hold in a line that lacks cells', async () => {
  const row = (i: number): string => `"C:\\\\dossier\\\\${i}";"dit \\"oui\\"";${i};${i},5`
  const text = `chemin;avis;n;prix\n${Array.from({ length: 30 }, (_, i) => row(i)).join('\n')}\n"C:\\\\fin\\\\";"x";3\n`
  const { rows: loaded } = await files.load(text)
  expect(loaded[1]).toEqual(['C:\\dossier\\0', 'dit "oui"', '0', '0,5'])
  expect(loaded[31]).toEqual(['C:\\fin\\', 'x', '3', ''])
})

describe('notes at the end that hold the separator', () => {
  const body = Array.from({ length: 30 }, (_, i) => `Ville ${i % 7};${['déçu', 'très bien'][i % 2]}\n`).join('')
  const note = (remarks: { fr: string }[]): number[] =>
    remarks.flatMap(({ fr }) => (fr.includes('une note') ? [Number(/ligne (\d+)/.exec(fr)?.[1])] : []))

  it.each([
    ['Exporté le 12/03/2024 ; source : CRM\n', [32]],
    ['Source : enquête 2024;traitement interne\n', [32]],
    ['Fichier de la région ; service clients\n\n', [32]],
    ['Nombre de lignes : 30;fin\nExporté le 12/03/2024;CRM\n', [32, 33]]
  ])('%j stay rows, and are told with their lines', async (end, lines) => {
    const text = `ville;avis\n${body}${end}`
    const { report, rows: loaded } = await files.load(text)
    expect(loaded).toHaveLength(31 + lines.length)
    expect(note(report.remarks)).toEqual(lines)
    expect(note((await files.sniff(text)).notes)).toEqual(lines)
  })

  it.each([
    ['an ordinary row', `${body}Ville 3;moyen\n`],
    ['spaces around the separator everywhere', body.replaceAll(';', ' ; ')],
    ['a column of sources', 'Source : A1;bien\n'.repeat(12)]
  ])('%s is none', async (_what, text) => {
    expect(note((await files.load(`ville;avis\n${text}`)).report.remarks)).toEqual([])
  })
})

it.each([
  ['two', '\nTotal;;1234567,89\nMoyenne;;12,3\n', [33, 34]],
  ['three', '\nTotal;;1234567,89\nMoyenne;;12,3\nEnsemble;;7\n', [33, 34, 35]]
])('sums below a blank line with cells too few are no second table: %s', async (_what, end, lines) => {
  const text = `ville;n;prix;date\n${rows(30).replaceAll('\n', ';12/03/2024\n')}${end}`
  const { report, others } = await files.load(text)
  expect(others).toEqual([])
  expect(report.counts.rows).toBe(30 + lines.length)
  expect(totals(report.remarks).map((fr) => Number(/ligne (\d+)/.exec(fr)?.[1]))).toEqual(lines)
})

test('one text in a row with a separator too many stays in its column', async () => {
  const { rows: loaded } = await files.load(`code;ville;n\n${rows(30).replaceAll('Ville ', '000')}Paul;;;\n000;1;2,5\n`)
  expect(loaded[31]).toEqual(['Paul', '', ''])
})
