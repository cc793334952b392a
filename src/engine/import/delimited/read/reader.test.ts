import { describe, expect, it } from 'vitest'
import { readText } from './readText'
import type { LineNote } from './reasons'

const CITIES = ['Paris', 'Lyon', 'Le Mans', 'Saint-Étienne', 'Nice', 'Brest']
const HEADER = 'Client;Date;Montant;Ville;Avis'
const cells = (i: number): string[] => [
  `C${1000 + i}`,
  `${String((i % 28) + 1).padStart(2, '0')}/03/2024`,
  `${(i * 7) % 90},${10 + (i % 80)}`,
  CITIES[i % CITIES.length] ?? '',
  `Avis ${i} ; très bien`
]
const line = (i: number): string => {
  const [client, date, amount, city, comment] = cells(i)
  return `${client};${date};${amount};${city};"${comment}"`
}

/** Forty sound lines, in which line `at` (a data row, from 0) is replaced; what it and its neighbours become. */
function withLine(
  at: number,
  replaced: string
): { row: string[] | undefined; sound: boolean; notes: LineNote[]; count: number } {
  const lines = Array.from({ length: 40 }, (_, i) => (i === at ? replaced : line(i)))
  const { rows, notes } = readText([HEADER, ...lines, ''].join('\n'))
  const others = rows.filter((_, i) => i !== at).map((row) => row.join('|'))
  const want = lines.flatMap((_, i) => (i === at ? [] : [cells(i).join('|')]))
  return { row: rows[at], sound: others.join('\n') === want.join('\n'), notes, count: rows.length }
}

const ASIDE = new Set(['preamble', 'comment', 'footer', 'isolated_text'])

describe('the tolerant reader', () => {
  it.each([
    [
      'a quote that opens a bare cell',
      '"C1005;06/03/2024;35,15;Brest;"Avis 5"',
      ['"C1005', '06/03/2024', '35,15', 'Brest', 'Avis 5'],
      'stray_quote'
    ],
    [
      'a quote too many before a quoted cell',
      'C1005;06/03/2024;35,15;Brest;""Avis 5 ; bien"',
      ['C1005', '06/03/2024', '35,15', 'Brest', '"Avis 5 ; bien'],
      'stray_quote'
    ],
    [
      'a quote never closed',
      'C1005;06/03/2024;35,15;Brest;"Avis 5',
      ['C1005', '06/03/2024', '35,15', 'Brest', '"Avis 5'],
      'stray_quote'
    ],
    [
      'quotes inside quotes, not doubled',
      'C1005;06/03/2024;35,15;Brest;"Avis "5" ; bien"',
      ['C1005', '06/03/2024', '35,15', 'Brest', 'Avis "5" ; bien'],
      'stray_quote'
    ],
    [
      'a separator too many',
      'C1005;;06/03/2024;35,15;Brest;"Avis 5 ; bien"',
      ['C1005', '06/03/2024', '35,15', 'Brest', 'Avis 5 ; bien'],
      'empty_cells_dropped'
    ],
    [
      'a separator missing between bare cells',
      'C100506/03/2024;35,15;Brest;"Avis 5 ; bien"',
      ['C1005', '06/03/2024', '35,15', 'Brest', 'Avis 5 ; bien'],
      'split_cell'
    ],
    [
      'a separator missing before a quoted cell',
      'C1005;06/03/2024;35,15;Brest"Avis 5 ; bien"',
      ['C1005', '06/03/2024', '35,15', 'Brest', 'Avis 5 ; bien'],
      'split_cell'
    ],
    ['cells missing at the end', 'C1005;06/03/2024;35,15', ['C1005', '06/03/2024', '35,15', '', ''], 'missing_cells'],
    [
      'a bare cell that holds the separator',
      'C1005;06/03/2024;35,15;Brest;Avis 5 ; très bien',
      ['C1005', '06/03/2024', '35,15', 'Brest', 'Avis 5 ; très bien'],
      'merged_cells'
    ],
    [
      'spaces between separators and quotes',
      'C1005; "06/03/2024" ;"35,15"; "Brest" ; "Avis 5 ; bien"',
      ['C1005', '06/03/2024', '35,15', 'Brest', 'Avis 5 ; bien'],
      'spaced_quote'
    ],
    [
      'another separator',
      'C1005|06/03/2024|35,15|Brest|"Avis 5 ; bien"',
      ['C1005', '06/03/2024', '35,15', 'Brest', 'Avis 5 ; bien'],
      'other_delimiter'
    ]
  ])('repairs %s and notes it', (_, replaced, want, reason) => {
    const { row, sound, notes, count } = withLine(5, replaced)
    expect(row).toEqual(want)
    expect(sound).toBe(true)
    expect(count).toBe(40)
    expect(notes).toEqual([{ line: 7, reason, raw: replaced }])
  })

  it('takes spaces before quotes for none of the cell, however few rows there are', () => {
    expect(readText('a,"b","c"\n1, "x", "y"\n')).toMatchObject({
      rows: [['1', 'x', 'y']],
      notes: [{ line: 2, reason: 'spaced_quote', raw: '1, "x", "y"' }]
    })
  })

  it.each(['\n', '\r\n'])('parts two rows between which a lone CR stands, where lines end in %j', (newline) => {
    const joined = `${line(5)}\r${line(6)}`
    const lines = Array.from({ length: 40 }, (_, i) => (i === 5 ? [joined] : i === 6 ? [] : [line(i)])).flat()
    const { rows, notes } = readText([HEADER, ...lines, ''].join(newline))
    expect(rows).toEqual(Array.from({ length: 40 }, (_, i) => cells(i)))
    expect(notes).toEqual([{ line: 7, reason: 'lone_return', raw: joined }])
  })

  it('parts rows without quotes, and more than two of them', () => {
    const bare = (i: number): string => `${i};ville ${i};${i},5`
    const joined = `${bare(5)}\r${bare(6)}\r${bare(7)}`
    const lines = [...Array.from({ length: 5 }, (_, i) => bare(i)), joined, ...Array.from({ length: 9 }, (_, i) => bare(i + 8))] // prettier-ignore
    const { rows, notes } = readText(`id;ville;prix\n${lines.join('\n')}\n`)
    expect(rows.map((row) => row[0])).toEqual(Array.from({ length: 17 }, (_, i) => String(i)))
    expect(notes).toEqual([{ line: 7, reason: 'lone_return', raw: joined }])
  })

  it('leaves a CR in quotes, and one that makes no two rows, where they stand', () => {
    const quoted = 'C1005;06/03/2024;35,15;Brest;"Avis 5\rbien ; très"'
    expect(withLine(5, quoted)).toMatchObject({ row: ['C1005', '06/03/2024', '35,15', 'Brest', 'Avis 5\rbien ; très'], sound: true, count: 40, notes: [] }) // prettier-ignore
    expect(withLine(5, 'C1005;06/03/2024;35,15;Br\rest;"Avis 5"')).toMatchObject({ sound: true, count: 40, notes: [] })
  })

  it('keeps cells in excess beside, and says so', () => {
    const { row, notes } = withLine(5, `${line(5)};42;17`)
    expect(row).toEqual([...cells(5), '42', '17'])
    expect(notes.map((note) => note.reason)).toEqual(['extra_cells'])
  })

  it('reads a cell of several lines, and a stray quote in it', () => {
    const text = [
      HEADER,
      ...Array.from({ length: 20 }, (_, i) => line(i)),
      'C2000;01/03/2024;1,50;Nice;"ligne 1\nligne "2" ; suite\nfin"',
      line(21),
      ''
    ].join('\n')
    const { rows, notes } = readText(text)
    expect(rows[20]).toEqual(['C2000', '01/03/2024', '1,50', 'Nice', 'ligne 1\nligne "2" ; suite\nfin'])
    expect(rows[21]).toEqual(cells(21))
    expect(notes.map((note) => note.line)).toEqual([22])
  })

  it('sets the introduction, comments and footer aside, and loses none of their text', () => {
    const body = Array.from({ length: 20 }, (_, i) => line(i))
    const { rows, notes, dialect } = readText(
      ['Export du 3 mai 2024', '', HEADER, ...body, '', 'Source : enquête 2024', ''].join('\n')
    )
    expect(dialect.header).toEqual(HEADER.split(';'))
    expect(rows.length).toBe(20)
    expect(notes).toEqual([
      { line: 1, reason: 'preamble', raw: 'Export du 3 mai 2024' },
      { line: 25, reason: 'footer', raw: 'Source : enquête 2024' }
    ])
    const commented = readText(
      [`# produit par l’outil`, HEADER, ...body.slice(0, 10), '# suite', ...body.slice(10), ''].join('\n')
    )
    expect(commented.rows.length).toBe(20)
    expect(commented.notes.map((note) => [note.line, note.reason])).toEqual([
      [1, 'comment'],
      [13, 'comment']
    ])
  })

  it('keeps a second table apart, whether it repeats the header or has another width', () => {
    const body = Array.from({ length: 20 }, (_, i) => line(i))
    const same = readText([HEADER, ...body, HEADER, ...body.slice(0, 5), ''].join('\n'))
    expect([same.rows.length, same.others[0]?.length]).toEqual([20, 6])
    const other = readText([HEADER, ...body, '', 'Ville;Effectif', 'Paris;12', 'Lyon;8', 'Nice;5', ''].join('\n'))
    expect([other.rows.length, other.others[0]?.length]).toEqual([20, 4])
    expect(other.counts.rejected).toBe(0)
    expect(other.others[0]?.[0]).toEqual(['Ville', 'Effectif'])
  })

  it('joins header rows, and finds that there is none', () => {
    const body = Array.from({ length: 12 }, (_, i) => line(i))
    const two = readText([';Vente;;Lieu;Enquête', HEADER, ...body, ''].join('\n'))
    expect(two.dialect.header).toEqual(['Client', 'Vente Date', 'Vente Montant', 'Lieu Ville', 'Enquête Avis'])
    expect(two.rows.length).toBe(12)
    const none = readText([...body, ''].join('\n'))
    expect(none.dialect.header).toBeNull()
    expect(none.rows.length).toBe(12)
  })

  it('reads the same whatever the size of the pieces', () => {
    const lines = Array.from({ length: 30 }, (_, i) =>
      i % 9 === 4 ? `C10;01/02/2024;3,2;Nice;"a\n""b""` + '\r\n' + `c"` : line(i)
    )
    const text = [HEADER, ...lines, ''].join('\r\n')
    const whole = readText(text)
    for (const size of [1, 7, 64, 501]) {
      const pieces = readText(text, size)
      expect(pieces.rows).toEqual(whole.rows)
      expect(pieces.notes).toEqual(whole.notes)
    }
  })

  it('ends on the first bytes of a picture', () => {
    const { rows, notes } = readText('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 4)
    expect(rows.length + notes.length).toBeLessThan(5)
  })

  it('stays bounded on a file that is no table', () => {
    const text = Array.from({ length: 3000 }, (_, i) => 'x;'.repeat((i * 7919) % 23) + '"'.repeat(i % 4)).join('\n')
    const started = performance.now()
    const { rows, counts, notes, others, dialect } = readText(text)
    const kept = [
      dialect.header ?? [],
      ...rows,
      ...others.flat(),
      ...notes.flatMap((n) => (ASIDE.has(n.reason) ? [[n.raw]] : []))
    ]
    const letters = (all: string): number => all.split('x').length - 1
    expect(rows.length).toBe(counts.rows)
    expect(letters(kept.flat().join())).toBe(letters(text))
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})
