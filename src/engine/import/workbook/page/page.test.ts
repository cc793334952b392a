import { describe, expect, it } from 'vitest'
import type { TextRecord } from '../../reader'
import { listParts } from '../listParts'
import { tellPage } from './tellPage'
import { readAll, readBytes, refusalOf, withFile } from '../testing/readAll'

const page = (inside: string, head = ''): string =>
  `<html><head>${head}</head>\r\n<body>\r\n${inside}\r\n</body></html>`
const table = (rows: readonly (readonly string[])[], attributes = ''): string =>
  `<table${attributes}>\n${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}\n</table>`
const ROWS = [
  ['Code', 'Montant', 'Ville'],
  ['00123', '1&nbsp;234,50', 'Angoul&ecirc;me'],
  ['00124', '12,5', 'L&#39;Ha&yuml; &amp; Cie'],
  ['00125', '-3,00', 'a &lt; b']
]
const TEXTS: TextRecord[] = [
  ['00123', '1\u00a0234,50', 'Angoulême'],
  ['00124', '12,5', "L'Haÿ & Cie"],
  ['00125', '-3,00', 'a < b']
]

async function rowsOf(html: string | Buffer): Promise<TextRecord[]> {
  return (await readBytes(Buffer.from(html as string))).rows
}

describe('pages of HTML', () => {
  it('are read as they show their texts', async () => {
    const read = await readBytes(Buffer.from(page(table(ROWS))))
    expect(read).toMatchObject({ header: ROWS[0], rows: TEXTS })
    expect(read.notes[0]).toContain('Page web (HTML)')
  })

  it('of a grid without a page around it', async () => {
    expect(await rowsOf(`<div>\n\t${table(ROWS, ' cellspacing="0" rules="all"')}\n</div>`)).toEqual(TEXTS)
  })

  it('come the same however they are cut in pieces and whatever their case', async () => {
    const long = Array.from({ length: 9_000 }, (_, at) => [
      `000${at}`,
      `${at},5`,
      `d&eacute;p&ocirc;t ${at} &amp; fils`
    ])
    const html = page(table([['A', 'B', 'C'], ...long])).replace(
      /<(\/?)(td|tr|table)/g,
      (_, end, name) => `<${end}${name.toUpperCase()}`
    )
    expect(Buffer.from(html).length).toBeGreaterThan(2 << 18)
    const rows = await rowsOf(html)
    expect(rows).toHaveLength(9_000)
    expect(rows.every((row, at) => row[0] === `000${at}` && row[2] === `dépôt ${at} & fils`)).toBe(true)
  })

  it('without end tags, with blanks, line breaks and blocks', async () => {
    const html = page(
      '<TABLE border=1><TR><TH>Nom<TH>Avis<TR><TD>  Du \r\n pont  <TD>Bien,<br>mais\n<br/>cher<TR><TD>a < b<TD><p>un</p><p>deux</p><TR><TD><TD>&nbsp;</TABLE>'
    )
    expect(await readBytes(Buffer.from(html))).toMatchObject({
      header: ['Nom', 'Avis'],
      rows: [['Du pont', 'Bien,\nmais\ncher'], ['a < b', 'un\ndeux']]
    }) // prettier-ignore
  })

  it('with cells over several rows and columns', async () => {
    const html = page(
      '<table><tr><th rowspan=2>Ville</th><th colspan="2">2024</th></tr><tr><th>T1</th><th>T2</th></tr>' +
        '<tr><td>Lyon</td><td>1</td><td>2</td></tr><tr><td rowspan="2">Nice</td><td>3</td><td>4</td></tr><tr><td>5</td><td>6</td></tr></table>'
    )
    const read = await readBytes(Buffer.from(html))
    expect(read.header).toEqual(['Ville', '2024 T1', '2024 T2'])
    expect(read.rows).toEqual([
      ['Lyon', '1', '2'],
      ['Nice', '3', '4'],
      [null, '5', '6']
    ])
  })

  it('with a header that only its tags tell', async () => {
    const html = (tag: string): string =>
      `<table><tr><${tag}>Titre</${tag}></tr><tr><${tag}>2023</${tag}><${tag}>x</${tag}></tr><tr><td>5</td><td>x</td></tr><tr><td>6</td><td>y</td></tr></table>`
    expect(await readBytes(Buffer.from(html('th')))).toMatchObject({ header: ['2023', 'x'], rows: [['5', 'x'], ['6', 'y']] }) // prettier-ignore
    expect((await readBytes(Buffer.from(html('td')))).header).toBeNull()
  })

  it('with the exact number that Excel writes beside a rounded one', async () => {
    const cells =
      '<tr><td align=right x:num="1234.5678">1 234,57</td><td x:num="45352">01/03/2024</td><td x:num>12</td><td x:num="75001">075001</td></tr>'
    const html = page(`<table><tr><td>a</td><td>b</td><td>c</td><td>d</td></tr>${cells}${cells}</table>`)
    const read = await readBytes(Buffer.from(html))
    expect(read.rows[0]).toEqual(['1234,5678', '01/03/2024', '12', '075001'])
    expect(read.notes.join(' ')).toContain(
      'Affichés arrondis, lus avec tous les chiffres que le fichier garde : « a » (2)'
    )
  })

  it.each([
    ['declared UTF-8', '<meta charset="utf-8">', 'utf8', 'Été à 5 €'],
    [
      'declared Windows-1252',
      '<meta http-equiv=Content-Type content="text/html; charset=windows-1252">',
      'win',
      'Été à 5 €'
    ],
    ['declared ISO-8859-15', '<meta charset=iso-8859-15>', 'l9', 'Été à 5 €'],
    ['declared UTF-8 but in Windows-1252', '<meta charset="utf-8">', 'win', 'Été à 5 €'],
    ['declared ISO-8859-1 but in UTF-8', '<meta charset="iso-8859-1">', 'utf8', 'Été à 5 €'],
    ['undeclared', '', 'win', 'Été à 5 €'],
    ['UTF-16', '', 'utf16', 'Été à 5 €']
  ])('in bytes %s', async (_what, meta, as, words) => {
    const text = page(table([['nom', 'n'], [words, '1'], [words, '2']]), meta) // prettier-ignore
    const euro = as === 'win' ? '\x80' : '\xa4'
    const bytes =
      as === 'utf8'
        ? Buffer.from(text)
        : as === 'utf16'
          ? Buffer.from(`\ufeff${text}`, 'utf16le')
          : Buffer.from(text.replaceAll('€', euro), 'latin1')
    expect(await rowsOf(bytes)).toEqual([[words, '1'], [words, '2']]) // prettier-ignore
  })

  it('give each of their tables as a sheet, those inside another too, by its caption', async () => {
    const inner = table(ROWS).replace('<table>', '<table><caption>Clients &amp; <b>villes</b></caption>')
    const html = page(
      `<table><tr><td>${inner}</td></tr></table>${table([['x', 'y'], ['1', '2'], ['3', '4']])}<table><tr><td>&nbsp;</td></tr></table>` // prettier-ignore
    )
    await withFile(Buffer.from(html), async (file) => {
      const parts = await listParts(file)
      expect(parts.map(({ path, rows, columns }) => [path[0], rows, columns])).toEqual([
        ['Clients & villes', 4, 3],
        ['Table 2', 3, 2]
      ])
      expect((await readAll(file, ['Clients & villes'])).rows).toEqual(TEXTS)
      expect((await readAll(file, ['Table 2'])).rows).toEqual([['1', '2'], ['3', '4']]) // prettier-ignore
    })
  })

  it('give the texts of a table of one row within a cell to that cell, and keep real ones apart', async () => {
    const small = (at: number): string => `<table><tr><td>a${at}</td><td>b${at}</td></tr></table>`
    const html = `<table><tr><th>Ref</th><th>Détail</th><th>Qté</th></tr>${[1, 2].map((at) => `<tr><td>R${at}</td><td>vu : ${small(at)}</td><td>${at}0</td></tr>`).join('')}<tr><td>R3</td><td><table><caption>Taille</caption><tr><td>${small(3)}</td></tr></table></td><td>30</td></tr></table>`
    await withFile(Buffer.from(html), async (file) => {
      expect((await listParts(file)).map(({ rows, columns }) => [rows, columns])).toEqual([[4, 3]])
      expect((await readAll(file)).rows).toEqual([['R1', 'vu : a1 b1', '10'], ['R2', 'vu : a2 b2', '20'], ['R3', 'Taille a3 b3', '30']]) // prettier-ignore
    })
  })

  it('are told below a line of text that titles their table; columns of markup are none', async () => {
    const read = await readBytes(Buffer.from(`Liste des clients\n${table(ROWS, ' border=1')}`))
    expect(read).toMatchObject({ header: ROWS[0], rows: TEXTS })
    const bit = '<table><tr><td>a</td></tr></table>'
    for (const text of [`html\n${bit}\n${bit}\n`, `id;html\n1;${bit}\n`, 'Note\n<table des matières>\n'])
      expect(tellPage(Buffer.from(text), true)).toBeNull()
  })

  it('name their only table as Excel names its sheet', async () => {
    const head =
      '<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>Ventes</x:Name></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->'
    await withFile(Buffer.from(page(table(ROWS), head)), async (file) =>
      expect((await listParts(file)).map(({ name }) => name)).toEqual(['Ventes'])
    )
  })

  it('run and follow nothing, and say what they leave aside', async () => {
    const html = page(
      `<script>document.write("<table><tr><td>faux</td></tr></table>")</script><style>td > b { color: red }</style>` +
        `<img src="http://192.0.2.1/x.png"><iframe src="file:///etc/passwd"></iframe>` +
        table([['nom', 'lien'], ['a', '<a href="http://192.0.2.1/">voir</a>'], ['b', '<!-- <td>caché</td> -->non']]) // prettier-ignore
    )
    const read = await readBytes(Buffer.from(html))
    expect(read.rows).toEqual([['a', 'voir'], ['b', 'non']]) // prettier-ignore
    expect(read.notes.join(' ')).toContain(
      'des scripts (1), des cadres et objets (1), des images (1), des adresses de liens (1)'
    )
  })

  it('are refused without a table that holds text, cut within a tag, and beyond the columns of a sheet', async () => {
    expect(await refusalOf(readBytes(Buffer.from(page('<p>Votre session a expiré</p>'))))).toMatchObject({
      kind: 'input'
    })
    expect(await refusalOf(readBytes(Buffer.from(page('<table><tr><td> </td></tr></table>'))))).toMatchObject({
      kind: 'input',
      message: expect.stringContaining('page web')
    })
    const whole = page(table(ROWS))
    const cut = whole.slice(0, whole.indexOf('-3,00') - 2)
    expect(await refusalOf(readBytes(Buffer.from(cut)))).toMatchObject({ kind: 'corrupt' })
    const wide = page(`<table><tr>${'<td colspan=1000>x</td>'.repeat(17)}</tr></table>`)
    expect(await refusalOf(readBytes(Buffer.from(wide)))).toMatchObject({ kind: 'limit' })
    expect(await refusalOf(readBytes(Buffer.from(page('<table><tr><td>'.repeat(300)))))).toMatchObject({
      kind: 'limit'
    })
    expect(
      await refusalOf(readBytes(Buffer.from(page(`<table><tr><td>1</table>${'<b>'.repeat(1_000_000)}`))))
    ).toMatchObject({ kind: 'limit' })
  })

  it('are read in good time however they are stuffed', async () => {
    const begun = Date.now()
    const cell = '<b> </b>'.repeat(150_000) + '<p></p>'.repeat(150_000) + 'x' + '<br> '.repeat(150_000)
    const html = page('<script></script>'.repeat(100_000) + table([['a', 'b'], [cell, '1'], ['y', '2']])) // prettier-ignore
    expect(await rowsOf(html)).toEqual([['x', '1'], ['y', '2']]) // prettier-ignore
    expect(Date.now() - begun).toBeLessThan(15_000)
  })

  it('that stop without closing their table say so', async () => {
    const whole = page(table(ROWS))
    const read = await readBytes(Buffer.from(whole.slice(0, whole.indexOf('</table>'))))
    expect(read.rows).toEqual(TEXTS)
    expect(read.notes.join(' ')).toContain('sans fermer son dernier tableau')
  })
})
