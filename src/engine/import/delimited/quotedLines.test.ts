import fc from 'fast-check'
import { afterAll, describe, expect, it, test } from 'vitest'
import { TestLoader } from './testLoad'
import { unwrapLines, LineUnwrapper } from './text/unwrapLines'

const files = new TestLoader()
afterAll(() => files.remove())

/** A line as a spreadsheet writes it that took it for one cell. */
const wrapped = (line: string): string => `"${line.replaceAll('"', '""')}"`

const LINES = ['id,nom,avis', '1,"Le Goff",très bien', '2,Roux,"lent, ""trop"" cher"', '3,"",non', '4,Blanc,"a\nb"']
const TABLE = [
  ['id', 'nom', 'avis'],
  ['1', 'Le Goff', 'très bien'],
  ['2', 'Roux', 'lent, "trop" cher'],
  ['3', '', 'non'],
  ['4', 'Blanc', 'a\nb']
]

describe('lines in quotes whole', () => {
  test.each([
    ['by record', (line: string) => wrapped(line)],
    ['by physical line', (line: string) => line.split('\n').map(wrapped).join('\n')]
  ])('are read as the lines they hold, with one remark: %s', async (_, wrap) => {
    const text = LINES.map(wrap).join('\n') + '\n'
    const { rows, notes, report } = await files.load(text)
    expect(rows).toEqual(TABLE)
    expect([notes, report.counts.repaired]).toEqual([[], 0])
    const count = text.split(/\n(?=")/).length
    expect(report.remarks.map(({ fr }) => fr)).toEqual([
      expect.stringMatching(new RegExp(`^${count} lignes étaient tout entières entre guillemets`))
    ])
    const seen = await files.sniff(text)
    expect([seen.rows.length, seen.faults, seen.dialect?.delimiter]).toEqual([4, [], ','])
    expect(seen.notes.map(({ fr }) => fr)).toEqual(report.remarks.map(({ fr }) => fr))
  })

  it('are read so below an introduction, and beside lines that stand as they are', async () => {
    const body = Array.from({ length: 20 }, (_, i) => `${i};"client; ${i}";${i},5`)
    const lines = ['Ventes 2024', '', wrapped('id;nom;prix'), ...body.map(wrapped), '90;x;1,5']
    const { rows, notes, report } = await files.load(lines.join('\r\n'))
    expect(rows).toEqual([
      ['id', 'nom', 'prix'],
      ...body.map((_, i) => [String(i), `client; ${i}`, `${i},5`]),
      ['90', 'x', '1,5']
    ])
    expect(notes).toMatchObject([{ line: 1, reason: 'preamble' }])
    expect(report.remarks[0]?.fr).toMatch(/^21 lignes/)
  })

  it.each(['"90,Écran 24" HP,3"', '90,Écran 24" HP,3', '90,"Écran 24 HP,3'])(
    'are read so below a line with an odd quote: %s',
    async (odd) => {
      const body = Array.from({ length: 40 }, (_, i) => `${i},"écran, ${i}",${i}`)
      const lines = ['id,nom,n', ...body.slice(0, 20)].map(wrapped)
      const { rows } = await files.load([...lines, odd, ...body.slice(20).map(wrapped), ''].join('\n'))
      expect(rows.slice(22)).toEqual(body.slice(20).map((_, i) => [`${i + 20}`, `écran, ${i + 20}`, `${i + 20}`]))
    }
  )

  it('stand beside cells of several lines, of which one holds only a quote', () => {
    const text = '1,"a\n""\nb",2\n"3,""c"",4"\n'
    expect(unwrapLines(text, '\n')).toBe('1,"a\n""\nb",2\n3,"c",4\n')
  })

  it('are read so without a quoted cell within, by their header', async () => {
    const { rows } = await files.load(['id;nom', '1;Martin', '2;Roux'].map(wrapped).join('\n'))
    expect(rows).toEqual([['id', 'nom'], ['1', 'Martin'], ['2', 'Roux']]) // prettier-ignore
  })

  it.each([
    ['texts', ['avis', 'Bien, rapide', 'Lent, et cher', 'Dit « non », "jamais"', 'Rien']],
    ['texts with one comma each', ['avis', 'Bien, rapide', 'Lent, et cher', 'Non, merci', 'Oui, un peu']],
    ['names, last and first', ['Nom, prénom', 'Martin, Jean', 'Roux, Anne', 'Le Goff, Yann']],
    ['decimals', ['prix', '12,5', '13,25', '8,1', '9,75']],
    ['lists', ['transports', 'bus;train', 'vélo', 'bus;vélo;train', 'marche;bus']],
    ['documents', ['{"a":1,"b":2}', '{"a":3,"b":4}', '{"a":5,"b":6}', '{"a":7,"b":8}']],
    ['quotations', ['avis', '"Bien", dit-il', '"Non", merci', 'rien', '"Oui"']],
    ['times', ['heure:minute', '12:30', '13:45', '08:15']]
  ])('stay texts of one column: %s', async (_, texts) => {
    const { rows, notes, report } = await files.load(texts.map(wrapped).join('\r\n') + '\r\n')
    expect(rows).toEqual(texts.map((cell) => [cell]))
    expect([notes, report.remarks]).toEqual([[], []])
  })

  it('leave a text alone whose quote or separator was chosen otherwise', async () => {
    const text = LINES.slice(0, 4).map(wrapped).join('\n') + '\n'
    const one = await files.load(text, { choices: { delimiter: '' } })
    expect(one.rows).toEqual(LINES.slice(0, 4).map((line) => [line]))
    const none = await files.load(text, { choices: { quote: null, delimiter: ',' } })
    expect(none.rows[0]).toEqual(['"id', 'nom', 'avis"'])
  })

  it('are taken off before the tables of a file are told apart', async () => {
    const second = ['code,libellé,prix,note', 'A,"x, y",1,5', 'B,"z, t",2,4', 'C,"u, v",3,3']
    const text = [...LINES.slice(0, 4), '', 'Tarifs', ...second].map((line) => (line ? wrapped(line) : '')).join('\n')
    const { rows, others } = await files.load(text + '\n')
    expect(rows).toEqual(TABLE.slice(0, 4))
    expect(others).toEqual([
      [
        ['code', 'libellé', 'prix', 'note'],
        ['A', 'x, y', '1', '5'],
        ['B', 'z, t', '2', '4'],
        ['C', 'u, v', '3', '3']
      ]
    ])
  })

  it('come out the same in pieces of any length, ends of line where they were', () => {
    const part = fc.constantFrom('"', '""', 'a', ',', '\n', '\r\n', '\r', '"a,""b"""\n', 'x\n', ' ')
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 30 }).map((parts) => parts.join('')),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('\n' as const, '\r\n' as const, '\r' as const),
        (text, size, newline) => {
          const unwrapper = new LineUnwrapper(newline)
          let out = ''
          for (let at = 0; at < text.length; at += size) out += unwrapper.write(text.slice(at, at + size))
          out += unwrapper.end()
          expect(out).toBe(unwrapLines(text, newline))
          expect(out.replace(/[^\n]/g, '')).toBe(text.replace(/[^\n]/g, ''))
        }
      ),
      { numRuns: 500 }
    )
  })

  it('give back any table', async () => {
    const cell = fc.constantFrom('a', 'Le Goff', '12,5', 'x; y', 'dit "oui"', '', 'été', 'a, b', '7', '"')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(9999).map(String), cell, cell, fc.constant('q; r, s')), {
          minLength: 4,
          maxLength: 20
        }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        async (body, delimiter, newline) => {
          const table = [['id', 'un', 'deux', 'trois'], ...body]
          const quoted = (text: string): string => (/["',;\t|]/.test(text) ? wrapped(text) : text)
          const text = table.map((row) => wrapped(row.map(quoted).join(delimiter)) + newline).join('')
          const { rows, notes } = await files.load(text)
          expect(rows).toEqual(table)
          expect(notes).toEqual([])
        }
      ),
      { numRuns: 40 }
    )
  })
})
