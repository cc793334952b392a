import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeAll, openDecoder } from './decoder'
import { knownEncoding } from './knownEncoding'
import { scanEncoding, EncodingScan } from './scanEncoding'
import { SINGLE_BYTE_TABLES, type SingleByteEncoding } from './singleByte'

const FRENCH =
  "Numéro;Civilité;Commentaire\n1;Mme;Très déçue de l’accueil à la gare, retard de 12 €\n2;M.;Où est le bus n°4 ? C'est l'été, ça va être gênant\n3;Mme;Réponse reçue après 3 relances, dès Noël\n"

function encode(text: string, encoding: SingleByteEncoding): Buffer {
  const table = SINGLE_BYTE_TABLES[encoding]
  return Buffer.from([...text].map((c) => (c.charCodeAt(0) < 128 ? c.charCodeAt(0) : table.indexOf(c) + 128)))
}

describe('encoding of a file', () => {
  it.each(['windows-1252', 'macintosh'] as const)('tells French text in %s', (encoding) => {
    const bytes = encode(FRENCH, encoding)
    expect(scanEncoding(bytes).encoding).toBe(encoding)
    expect(decodeAll(bytes, encoding)).toBe(FRENCH)
  })

  it.each([
    ['cp850', FRENCH.replace('’', "'").replace('€', 'F')],
    ['iso-8859-15', FRENCH.replace('’', "'") + 'cœur;œuvre;sœur\n']
  ] as const)('tells French text in %s', (encoding, text) => {
    const bytes = encode(text, encoding)
    expect(decodeAll(bytes, scanEncoding(bytes).encoding)).toBe(text)
  })

  it.each(['windows-1252', 'macintosh', 'cp850'] as const)(
    'tells one lone vowel read apart from another in %s',
    (encoding) => {
      for (const word of ['Noël', 'Joël', 'Gaëlle', 'canoë', 'naïf', 'égoïste']) {
        const text = `nom;note\n${word};1\nMartin;2\n`
        const bytes = encode(text, encoding)
        expect(decodeAll(bytes, scanEncoding(bytes).encoding)).toBe(text)
      }
      const text = 'âge;nom\nchâteau;fenêtre\nboîte;goût\n'
      const bytes = encode(text, encoding)
      expect(decodeAll(bytes, scanEncoding(bytes).encoding)).toBe(text)
    }
  )

  const ONE_BYTE: SingleByteEncoding[] = ['windows-1252', 'iso-8859-15', 'macintosh', 'cp850']
  it.each([
    ['parts cells', 'nom§ville§note', (i: number) => `n${i}§Lyon§${i},5`],
    ['parts words', 'Nom§Ville', (i: number) => `${i % 2 ? 'Martin' : 'Roux'}§${i % 3 ? 'Lyon' : 'Aix'}`],
    ['parts numbers, spaces beside it', 'jour § heure § prix', (i: number) => `${i}/02/2024 § 08:15 § ${i}`],
    ['stands in quoted cells too', 'article§n§part', (i: number) => `"§ ${i % 3 ? i : '12 §'}"§C${i}§${i},0 %`],
    [
      'parts cells of several lines',
      'avis§mail§note',
      (i: number) => `${i % 2 ? 'ok' : '"ok\nmais"'}§z@exemple.fr§${i}`
    ],
    ['numbers articles', 'article;n', (i: number) => `§ ${i};${i}`],
    ['is that of degrees', 'T°;jour', (i: number) => `${i} °C;${i}`]
  ])('a sign that %s is told in any encoding that has it', (_what, header, line) => {
    const text = [header, ...Array.from({ length: 30 }, (_, i) => line(i))].join('\n')
    for (const encoding of ONE_BYTE) {
      const bytes = encode(text, encoding)
      expect(decodeAll(bytes, scanEncoding(bytes).encoding)).toBe(text)
    }
  })

  it('tells a sign that parts quoted cells, also below a cell as long as a report that holds it in each line', () => {
    const report = Array.from({ length: 60 }, (_, k) => `Le ${k}, « rien » : ""bien""; ou, sinon§ voir plus bas`)
    const rows = Array.from({ length: 300 }, (_, i) => `"${i ? 'C00000' : report.join('\n')}"§"0,0 %"§"01/01/1990"`)
    const text = ['"N° client"§"Part"§"Date"', ...rows].join('\n')
    for (const encoding of ONE_BYTE) {
      const bytes = encode(text, encoding)
      expect(decodeAll(bytes, scanEncoding(bytes).encoding)).toBe(text)
    }
  })

  it('tells a single accent in a long ASCII file, wherever it stands', () => {
    for (const at of [0, 5000, 9999]) {
      const lines = Array.from({ length: 10_000 }, (_, i) => (i === at ? 'a;société;1' : `a;b;${i}`)).join('\n')
      expect(scanEncoding(encode(lines, 'windows-1252')).encoding).toBe('windows-1252')
      expect(scanEncoding(Buffer.from(lines)).encoding).toBe('utf-8')
    }
  })

  it('tells UTF-16 with and without BOM, and UTF-8 with BOM', () => {
    const le = Buffer.from(FRENCH, 'utf16le')
    const be = Buffer.from(le).swap16()
    expect(scanEncoding(le).encoding).toBe('utf-16le')
    expect(scanEncoding(be).encoding).toBe('utf-16be')
    expect(decodeAll(be, 'utf-16be')).toBe(FRENCH)
    expect(scanEncoding(Buffer.concat([Buffer.from([0xff, 0xfe]), le])).encoding).toBe('utf-16le')
    expect(decodeAll(Buffer.from('\ufeff' + FRENCH), 'utf-8')).toBe(FRENCH)
  })

  it('reads a file whose lines are partly UTF-8 and partly Windows-1252, and counts the odd bytes', () => {
    const bytes = Buffer.concat([Buffer.from('été;é\nnoël;1\n'), encode('société;œuvre\n', 'windows-1252')])
    expect(scanEncoding(bytes).encoding).toBe('mixed')
    const stream = openDecoder('mixed')
    expect(stream.write(bytes) + stream.end()).toBe('été;é\nnoël;1\nsociété;œuvre\n')
    expect(stream.fallbackBytes).toBe(3)
  })

  it('gives the same verdict and text whatever the chunks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (text, size) => {
        const bytes = Buffer.from(text)
        const scan = new EncodingScan()
        const streams = [openDecoder('utf-8'), openDecoder('mixed')]
        const out = ['', '']
        for (let i = 0; i < bytes.length; i += size) {
          scan.update(bytes.subarray(i, i + size))
          streams.forEach((s, k) => (out[k] += s.write(bytes.subarray(i, i + size))))
        }
        streams.forEach((s, k) => (out[k] += s.end()))
        const want = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
        expect(out).toEqual([want, want])
        if (!text.includes('\0')) expect(scan.verdict().encoding).toBe('utf-8')
      })
    )
  })

  it('counts bytes without a character and NULs instead of losing them silently', () => {
    const stream = openDecoder('utf-8')
    expect(stream.write(Buffer.from([0x61, 0xff, 0x62])) + stream.end()).toBe('a\ufffdb')
    expect(stream.undecodable).toBe(1)
    expect(scanEncoding(Buffer.from('a,b\n1,\0"2\n')).nuls).toBe(1)
  })

  it('reads UTF-32 and the odd byte at the end of UTF-16, and counts what has no character', () => {
    const wide = Buffer.concat(
      [...'\ufeffété;1\n'].map((c) => Buffer.from([c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8, 0, 0]))
    )
    expect(scanEncoding(wide).encoding).toBe('utf-32le')
    expect(decodeAll(wide, 'utf-32le')).toBe('été;1\n')
    const stream = openDecoder('utf-16le')
    const text = stream.write(Buffer.concat([Buffer.from('été', 'utf16le'), Buffer.from([0x41])])) + stream.end()
    expect([text, stream.undecodable]).toEqual(['été\ufffd', 1])
  })

  it('knows encodings by their usual names, and no other', () => {
    expect(['UTF8', 'latin-1', 'MacRoman', 'cp1252', 'ISO-8859-2', 'IBM850'].map(knownEncoding)).toEqual([
      'utf-8',
      'windows-1252',
      'macintosh',
      'windows-1252',
      'iso-8859-2',
      'cp850'
    ])
    expect(knownEncoding('klingon')).toBeNull()
  })
})
