import { deflateRawSync } from 'node:zlib'
import * as XLSX from '@e965/xlsx'
import { writeXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import { makeXlsx, rowsXml, xlsxMembers } from './testing/makeXlsx'
import { makeZip, type MadeMember } from './testing/makeZip'
import { readAll, readBytes, refusalOf, withFile } from './testing/readAll'
import type { ChantierError } from '../../errors'
import { workbook } from './index'
import { tellKind } from './tellKind'

const PLAIN = {
  name: 'A',
  rows: rowsXml([
    ['a', 'b'],
    [1, 2]
  ])
}
const xml = (inside: string): string =>
  `<?xml version="1.0"?>${inside}<worksheet><sheetData>${PLAIN.rows}</sheetData></worksheet>`
const withSheet = (change: (member: MadeMember) => MadeMember): Buffer =>
  makeZip(xlsxMembers([PLAIN]).map((member) => (member.name === 'xl/worksheets/sheet1.xml' ? change(member) : member)))

describe('archives', () => {
  it('stops a bomb by the bytes that come out of it, whatever it claims', async () => {
    const bomb = deflateRawSync(
      Buffer.concat([Buffer.from('<?xml version="1.0"?><worksheet><sheetData>'), Buffer.alloc(100 * 1024 ** 2, ' ')])
    )
    const begun = Date.now()
    const refused = await refusalOf(readBytes(withSheet((member) => ({ ...member, deflated: bomb, claimed: 100 }))))
    expect(refused).toMatchObject({ kind: 'refused', message: expect.stringContaining('bombe de décompression') })
    expect(Date.now() - begun).toBeLessThan(25_000)
  })

  it('refuses members over the same bytes', async () => {
    const bytes = makeZip(xlsxMembers([PLAIN]))
    // The second central header is made to point at the first member.
    const first = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    const second = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]), first + 4)
    bytes.writeUInt32LE(0, second + 42)
    expect(await refusalOf(readBytes(bytes))).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('se recouvrent')
    })
  })

  it('refuses more members than a workbook has', async () => {
    const bytes = makeZip([
      ...xlsxMembers([PLAIN]),
      ...Array.from({ length: 25_000 }, (_, i) => ({ name: `x/${i}`, data: '', stored: true }))
    ])
    expect(await refusalOf(readBytes(bytes))).toMatchObject({
      kind: 'limit',
      message: expect.stringContaining('éléments')
    })
  })

  it('passes over names that leave a folder, and says so', async () => {
    const members = ['../../x', '/etc/x', 'C:\\x', 'a\\..\\..\\b'].map((name) => ({ name, data: 'x' }))
    const table = await readBytes(
      makeXlsx([PLAIN], { members: [...members, { name: 'inner.zip', data: makeZip([]) }] })
    )
    expect(table.rows).toEqual([['1', '2']])
    expect(table.notes).toEqual([
      'Laissé de côté, jamais ouvert ni suivi : des éléments d’archive au nom dangereux (4).'
    ])
  })

  it('refuses two members of one name, a wrong check sum, a cut end, encryption', async () => {
    const twice = [...xlsxMembers([PLAIN]), { name: 'XL/Workbook.xml', data: 'x' }]
    expect(await refusalOf(readBytes(makeZip(twice)))).toMatchObject({ kind: 'refused' })
    expect(await refusalOf(readBytes(withSheet((member) => ({ ...member, crc: 1 }))))).toMatchObject({
      kind: 'corrupt',
      message: expect.stringContaining('somme de contrôle')
    })
    const whole = makeXlsx([PLAIN])
    expect(await refusalOf(readBytes(whole.subarray(0, whole.length - 200)))).toMatchObject({ kind: 'corrupt' })
    expect(await refusalOf(readBytes(withSheet((member) => ({ ...member, flags: 0x801 }))))).toMatchObject({
      message: expect.stringContaining('chiffré')
    })
  })

  it('survives bytes changed at random', async () => {
    const bytes = makeXlsx([PLAIN], { texts: '<si><t>x</t></si>' })
    let seed = 7
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below
    for (let i = 0; i < 300; i++) {
      const changed = Buffer.from(bytes)
      for (let k = 0; k <= i % 4; k++) changed[random(changed.length)] = random(256)
      const end = await readBytes(i % 5 ? changed : changed.subarray(0, random(changed.length))).catch(
        (error: Error) => error.name
      )
      expect(end === 'ChantierError' || typeof end === 'object').toBe(true)
    }
  })
})

describe('XML', () => {
  it.each([
    ['a document type', '<!DOCTYPE x SYSTEM "file:///etc/passwd">'],
    ['entities', '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>']
  ])('refuses %s', async (_, inside) => {
    expect(await refusalOf(readBytes(makeXlsx([{ name: 'A', rows: xml(inside) }])))).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('entités')
    })
  })

  it.each([
    ['an unknown entity', '<row r="1"><c r="A1" t="str"><v>&xxe;</v></c></row>'],
    ['tags that do not nest', '<row r="1"><c r="A1"></row></c>'],
    ['a column that no sheet has', '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>'],
    ['a character that is none', '<row r="1"><c r="A1" t="str"><v>&#xD800;</v></c></row>']
  ])('refuses %s', async (_, rows) => {
    expect(await refusalOf(readBytes(makeXlsx([{ name: 'A', rows }])))).toMatchObject({ kind: 'corrupt' })
  })

  it('refuses endless nesting and endless tags', async () => {
    expect(await refusalOf(readBytes(makeXlsx([{ name: 'A', rows: '<a>'.repeat(1000) }])))).toMatchObject({
      kind: 'refused'
    })
    expect(
      await refusalOf(readBytes(makeXlsx([{ name: 'A', rows: `<row r="${'1'.repeat(2_000_000)}"` }])))
    ).toMatchObject({ kind: 'limit' })
  })
})

describe('sheets', () => {
  it('reads two cells of a claimed million rows quickly', async () => {
    const rows =
      '<?xml version="1.0"?><worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row></sheetData></worksheet>'
    const begun = Date.now()
    expect(await readBytes(makeXlsx([{ name: 'A', rows }]))).toMatchObject({ header: ['a'], rows: [['2']] })
    const corners = rows.replace('A1048576"><v>', 'XFD1048576"><v>')
    const table = await readBytes(makeXlsx([{ name: 'A', rows: corners }]))
    expect(table.rows.flat().filter((cell) => cell !== null).length + table.faults.length).toBeGreaterThan(0)
    expect(Date.now() - begun).toBeLessThan(20_000)
  })

  it('lists what it never opens', async () => {
    const members = [
      { name: 'xl/vbaProject.bin', data: 'x' },
      {
        name: 'xl/externalLinks/externalLink1.xml',
        data: '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
      },
      { name: 'xl/embeddings/oleObject1.bin', data: 'x' },
      { name: 'xl/drawings/drawing1.xml', data: '<x/>' },
      {
        name: 'xl/drawings/_rels/drawing1.xml.rels',
        data: '<Relationships><Relationship Id="a" Type="http://x/image" Target="http://example.org/a.png" TargetMode="External"/></Relationships>'
      }
    ]
    const { notes } = await readBytes(makeXlsx([PLAIN], { members }))
    expect(notes).toEqual([
      'Laissé de côté, jamais ouvert ni suivi : des macros (1), des liens vers d’autres classeurs (1), des objets incorporés (OLE) (1), des liens DDE, des images distantes.'
    ])
  })

  it('stops within a second when asked to', async () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${i}</v></c><c r="B${i + 1}"><v>${i / 7}</v></c></row>`
    )
    await withFile(makeXlsx([{ name: 'A', rows: rows.join('') }]), async (file) => {
      const stop = new AbortController()
      let asked = 0
      const onProgress = (): void => {
        asked ||= Date.now()
        stop.abort()
      }
      expect(await refusalOf(readAll(file, [], {}, { signal: stop.signal, onProgress }))).toMatchObject({
        kind: 'cancelled'
      })
      expect(Date.now() - asked).toBeLessThan(10_000)
    })
  })
})

describe('refusals', () => {
  it('call the file as its user does, on opening and on the way', async () => {
    const laughs = withSheet((member) => ({ ...member, data: xml('<!DOCTYPE a [<!ENTITY b "c">]>') }))
    const cut = withSheet((member) => ({ ...member, data: xml('').slice(0, -30) }))
    for (const bytes of [laughs, cut])
      await withFile(bytes, async (file) => {
        const reading = async (): Promise<void> => {
          const table = await workbook.open(file, [], {}, { name: 'ventes.xlsx' })
          if ('sql' in table) throw new Error('records were expected')
          for await (const _ of table.records()) continue
        }
        const { data } = (await reading().catch((error: unknown) => error)) as ChantierError
        expect(data.message.fr).toMatch(/^« ventes\.xlsx » : (?:le )?classeur/)
        expect(data.place).toEqual({ file: 'ventes.xlsx' })
      })
  })
})

describe('other files', () => {
  it('says that a workbook is encrypted', async () => {
    const bytes = await writeXlsx({
      sheets: [{ name: 'A', rows: [['a'], [1]] }],
      encryption: { password: 'x', spinCount: 1_000 }
    })
    const refused = await refusalOf(readBytes(bytes))
    expect(refused.message).toContain('chiffré')
    expect(refused.hint).toContain('mot de passe')
  })

  it('says that a document is no workbook', async () => {
    const container = XLSX.CFB.utils.cfb_new()
    XLSX.CFB.utils.cfb_add(container, '/WordDocument', Buffer.from('x'))
    const bytes = Buffer.from(XLSX.CFB.write(container, { type: 'buffer' }) as Uint8Array)
    expect(await refusalOf(readBytes(bytes))).toMatchObject({
      kind: 'input',
      message: expect.stringContaining('pas un classeur')
    })
    const word = makeZip([
      {
        name: '[Content_Types].xml',
        data: '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
      }
    ])
    await withFile(word, async (file) => expect(await tellKind(file)).toBe('other'))
    await withFile(makeZip([{ name: 'a.csv', data: 'a;b' }]), async (file) => expect(await tellKind(file)).toBeNull())
  })

  it('says that a page without a table is no workbook', async () => {
    for (const page of ['<html><p>session expirée', '<html><table></table></html>'])
      expect((await refusalOf(readBytes(Buffer.from(page)))).message).toContain('est une page')
  })

  it('names the sheets where the one asked for is missing', async () => {
    const refused = await refusalOf(readBytes(makeXlsx([PLAIN, { ...PLAIN, name: 'B' }]), ['C']))
    expect(refused).toMatchObject({ kind: 'not_found', hint: 'Ses feuilles : « A », « B ».' })
    expect((await refusalOf(readBytes(makeXlsx([PLAIN, { ...PLAIN, name: 'B' }])))).message).toContain(
      'plusieurs feuilles'
    )
  })
})
