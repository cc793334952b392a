import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readRecords, refusalOf } from '../testing/read-table'
import { spssReader } from './index'
import { writeSav, type WrittenSav } from './testing/write-sav'

const directory = mkdtempSync(join(tmpdir(), 'spss-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))
let files = 0

function saved(bytes: Buffer): string {
  const file = join(directory, `foreign-${files++}`)
  writeFileSync(file, bytes)
  return file
}

const read = (sav: WrittenSav) => readRecords(spssReader, saved(writeSav(sav)))
/** Seconds since 14 October 1582. */
const moment = (iso: string): number => Date.parse(`${iso}Z`) / 1000 + 12_219_379_200
const LONG = `${'é'.repeat(300)}fin`

const SURVEY: WrittenSav = {
  variables: [
    { name: 'ID' },
    { name: 'Q1', longName: '__proto__', label: 'Satisfaction globale', missing: { count: 1, values: [9] }, labels: [[1, 'Pas du tout satisfait'], [9, 'NSP']] },
    { name: 'CODE', width: 5, labels: [['007', 'Bond']] },
    { name: 'VERB', width: 610, label: 'Commentaire' },
    { name: 'JOUR', format: 20 },
    { name: 'QUAND', format: 22 },
    { name: 'DUREE', format: 21 },
    { name: 'AGE', missing: { count: -3, values: [-Number.MAX_VALUE, 0, 999] } }
  ],
  rows: [
    [1, 1, '007', LONG, moment('2024-02-29T00:00'), moment('2024-01-01T10:00:00.25'), 5400, 42],
    [2, 9, '', 'court', moment('1789-07-14T00:00'), moment('1999-12-31T23:59:59'), 360_000, 0.1],
    [3, null, 'a b', '', null, null, null, -1234567.5]
  ]
} // prettier-ignore
const RECORDS = [
  ['1', '1', '007', LONG, '2024-02-29', '2024-01-01 10:00:00.25', '01:30:00', '42'],
  ['2', '9', '', 'court', '1789-07-14', '1999-12-31 23:59:59', '100:00:00', '0.1'],
  ['3', null, 'a b', '', null, null, null, '-1234567.5']
]

describe('an SPSS file', () => {
  it.each<[string, Partial<WrittenSav>]>([
    ['as it is', { compression: 0 }],
    ['by command codes', { compression: 1 }],
    ['inside zlib', { compression: 2 }],
    ['by a big-endian machine', { compression: 1, big: true }],
    ['inside zlib by a big-endian machine', { compression: 2, big: true }]
  ])('written %s gives its codes, texts and moments', async (_way, way) => {
    const file = saved(writeSav({ ...SURVEY, ...way }))
    expect(await spssReader.parts(file)).toEqual([
      { path: [], name: '', rows: 3, columns: 8, hidden: false, note: null }
    ])
    const { table, records } = await readRecords(spssReader, file)
    expect(table.header).toEqual(['ID', '__proto__', 'CODE', 'VERB', 'JOUR', 'QUAND', 'DUREE', 'AGE'])
    expect(records).toEqual(RECORDS)
    expect(table.types?.()).toEqual([
      'BIGINT',
      'BIGINT',
      'VARCHAR',
      'VARCHAR',
      'DATE',
      'TIMESTAMP',
      'INTERVAL',
      'DOUBLE'
    ])
    expect(table.declaredMissing?.().map((list) => list.map(({ text }) => text))).toEqual([[], ['9'], [], [], [], [], [], ['-1234567.5']]) // prettier-ignore
  })

  it('tells labels, declared missing values and weights, and applies none', async () => {
    const { table } = await read({ ...SURVEY, weight: 1 })
    expect(table.notes().map(({ fr }) => fr)).toEqual([
      'Le fichier est pondéré par « ID » ; la pondération n’est pas appliquée.',
      '__proto__ : Satisfaction globale — 1 = Pas du tout satisfait ; 9 = NSP — déclarés manquants, gardés : 9.',
      'CODE : 007 = Bond.',
      'VERB : Commentaire.',
      'AGE : déclarés manquants, gardés : de −∞ à 0 ; 999.'
    ])
  })

  it.each<[string, Partial<WrittenSav>, string[]]>([
    ['its encoding record', { stated: 'windows-1252' }, []],
    ['its character code', { stated: null, characterCode: 1252 }, []],
    ['nothing', { stated: null }, ['Encoding not stated: read as Windows-1252.']],
    ['an unknown name', { stated: 'x-toto' }, ['Encoding “x-toto” unknown: read as Windows-1252.']],
    ['UTF-8 by mistake', { stated: 'UTF-8' }, ['2 texts are not in UTF-8: read as Windows-1252.']]
  ])('in Windows-1252 is decoded by %s', async (_by, stated, notes) => {
    const { table, records } = await read({
      variables: [{ name: 'V', width: 12 }],
      rows: [['né à Sète'], ['5\u0080 \u0096 l\u0092un']],
      encoding: 'latin1',
      ...stated
    })
    expect(records).toEqual([['né à Sète'], ['5€ – l’un']])
    expect(table.notes().map(({ en }) => en.replace('\u00a0', ' '))).toEqual(notes)
  })

  it('whose texts were cut within a character says so', async () => {
    const { table, records } = await read({ variables: [{ name: 'V', width: 5 }], rows: [['ab€€']] })
    expect(records).toEqual([['ab€']])
    expect(table.notes()).toEqual([])
    const cut = await read({ variables: [{ name: 'V', width: 6 }], rows: [['ab€€']] })
    expect(cut.records).toEqual([['ab€\ufffd']])
    expect(cut.table.notes()[0]?.en).toContain('cut within a character')
  })

  it('that does not tell its number of rows is read to its end', async () => {
    const file = saved(writeSav({ ...SURVEY, cases: -1 }))
    expect((await spssReader.parts(file))[0]?.rows).toBeNull()
    expect((await readRecords(spssReader, file)).records).toEqual(RECORDS)
  })

  it('with more rows than it claims is read whole, and says so; with fewer it is refused', async () => {
    const more = await read({ ...SURVEY, cases: 2 })
    expect(more.records).toEqual(RECORDS)
    expect(more.table.notes().at(-1)?.en.replaceAll('\u00a0', ' ')).toBe('2 rows claimed, 3 there: all of them read.')
    const fewer = await refusalOf(() => read({ ...SURVEY, cases: 4 }))
    expect(fewer.message.en).toContain('4 rows claimed, 3 there')
  })

  it('that is another file, encrypted or cut anywhere is refused by its name', async () => {
    expect((await refusalOf(() => spssReader.parts(saved(Buffer.alloc(500, 65))))).kind).toBe('corrupt')
    const secret = Buffer.concat([Buffer.alloc(8, 1), Buffer.from('ENCRYPTEDSAV'), Buffer.alloc(500)])
    expect((await refusalOf(() => spssReader.parts(saved(secret)))).message.en).toContain('is encrypted')
    for (const compression of [0, 1, 2] as const) {
      const whole = writeSav({ ...SURVEY, compression })
      for (let length = 0; length < whole.length - 8; length += 61) {
        const { kind, place, message } = await refusalOf(() =>
          readRecords(spssReader, saved(whole.subarray(0, length)))
        )
        expect({ kind, place }).toEqual({ kind: 'corrupt', place: { file: 'donnees' } })
        expect(message.fr).not.toContain('missing')
      }
    }
  })

  it('with absurd numbers anywhere ends at once, in an error or in rows', async () => {
    const whole = writeSav({ ...SURVEY, compression: 2 })
    for (let at = 4; at + 4 <= whole.length; at += 4) {
      for (const value of [0x7fffffff, -1, 0x00ffffff]) {
        const bytes = Buffer.from(whole)
        bytes.writeInt32LE(value, at)
        const file = saved(bytes)
        await readRecords(spssReader, file).catch((error: Error) => refusalOf(() => Promise.reject(error)))
        rmSync(file)
      }
    }
  })

  it('stops when asked to', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => [index])
    const file = saved(writeSav({ variables: [{ name: 'N' }], rows }))
    const stop = new AbortController()
    const table = await spssReader.open(file, [], {}, { signal: stop.signal })
    if ('sql' in table) throw new Error('records were expected')
    const reading = async (): Promise<void> => {
      for await (const batch of table.records()) if (batch.length) stop.abort()
    }
    expect((await refusalOf(reading)).kind).toBe('cancelled')
    await table.close()
  })
})
