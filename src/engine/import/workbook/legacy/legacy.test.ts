import * as XLSX from '@e965/xlsx'
import type { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { listParts } from '../listParts'
import { tellKind } from '../tellKind'
import { LegacyWorker } from './legacyWorker'
import { readAll, readBytes, refusalOf, withFile } from '../testing/readAll'

type Rows = unknown[][]

function write(bookType: XLSX.BookType, sheets: [name: string, rows: Rows][], workbook: XLSX.WBProps = {}): Buffer {
  const book = XLSX.utils.book_new()
  for (const [name, rows] of sheets) XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), name)
  book.Workbook = workbook
  return XLSX.write(book, { type: 'buffer', bookType }) as Buffer
}

const DATA: Rows = [
  ['code', 'jour', 'taux', 'vrai', 'erreur', 'texte'],
  [
    { t: 'n', v: 1000, z: '00000' },
    { t: 'n', v: 45352, z: 'dd/mm/yyyy' },
    { t: 'n', v: 0.125, z: '0%' },
    true,
    { t: 'e', v: 42 },
    '007'
  ],
  [
    { t: 'n', v: 75001, z: '00000' },
    { t: 'n', v: 45353.5, z: 'dd/mm/yyyy' },
    { t: 'n', v: 0.1, z: '0%' },
    false,
    { t: 'e', v: 7 },
    'été'
  ]
]
const TEXT = [
  ['01000', '2024-03-01', '0.125', 'true', '#N/A', '007'],
  ['75001', '2024-03-02 12:00:00', '0.1', 'false', '#DIV/0!', 'été']
]

describe.each(['xls', 'xlsb'] as const)('%s workbooks', (type) => {
  it('are told by content and read with their formats', async () => {
    const bytes = write(type, [['Données', DATA]])
    await withFile(bytes, async (file) => {
      expect(await tellKind(file)).toBe(type)
      const table = await readAll(file, ['Données'])
      expect(table.header).toEqual(DATA[0])
      expect(table.rows).toEqual(TEXT)
      expect(table.notes.some((note) => note.includes('« code » (1)'))).toBe(true)
    })
  })

  it('list their sheets, and read one of an unlucky name', async () => {
    const bytes = write(
      type,
      [
        ['A', DATA],
        ['__proto__', [['x'], [1], [2]]],
        ['constructor', [['y'], [3]]],
        ['Vide', []]
      ],
      { Sheets: [{ Hidden: 0 }, { Hidden: 1 }, { Hidden: 2 }, { Hidden: 0 }] }
    )
    await withFile(bytes, async (file) => {
      const parts = await listParts(file)
      expect(parts.map(({ path, rows, hidden }) => [path[0], rows, hidden])).toEqual([
        ['A', 3, false],
        ['__proto__', 3, true],
        ['constructor', 2, true],
        ['Vide', 0, false]
      ])
      expect((await readAll(file, ['__proto__'])).rows).toEqual([['1'], ['2']])
      expect((await readAll(file, ['constructor'])).rows).toEqual([['3']])
    })
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('count from 1904 where told', async () => {
    const bytes = write(
      type,
      [
        [
          'A',
          [
            ['jour', 'n'],
            [{ t: 'n', v: 43890, z: 'dd/mm/yyyy' }, 1]
          ]
        ]
      ],
      { WBProps: { date1904: true } }
    )
    expect((await readBytes(bytes)).rows[0]?.[0]).toBe('2024-03-01')
  })

  it('are refused when damaged', async () => {
    const bytes = write(type, [['A', DATA]])
    expect(await refusalOf(readBytes(bytes.subarray(0, 700)))).toMatchObject({ kind: 'corrupt' })
  })

  it('cut within their rows are refused at once', async () => {
    const rows: Rows = Array.from({ length: 200 }, (_, i) => [`x${i}`, i])
    const bytes = write(type, [['A', rows]])
    for (const share of [0.3, 0.6, 0.95]) {
      const begun = Date.now()
      expect(await refusalOf(readBytes(bytes.subarray(0, share * bytes.length)))).toMatchObject({ kind: 'corrupt' })
      expect(Date.now() - begun).toBeLessThan(4_000)
    }
  })

  it('stop within a second when asked to', async () => {
    const rows: Rows = Array.from({ length: 3_000 }, (_, i) => [i, `texte ${i % 9}`, i / 7])
    await withFile(write(type, [['A', rows]]), async (file) => {
      const stop = new AbortController()
      let asked = Infinity
      const onProgress = (): void => {
        // Once the file is in memory, the library begins.
        setTimeout(() => {
          asked = Date.now()
          stop.abort()
        }, 20)
      }
      expect(await refusalOf(readAll(file, [], {}, { signal: stop.signal, onProgress }))).toMatchObject({
        kind: 'cancelled'
      })
      expect(Date.now() - asked).toBeLessThan(10_000)
    })
  })
})

describe('an Excel 97 container', () => {
  const MAGIC = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  const whole = write('xls', [['A', Array.from({ length: 400 }, (_, i) => [i, `x${i}`])]])
  const without = (from: number, to: number): Buffer => Buffer.from(whole).fill(0, from, to)

  it.each([
    ['its first bytes', MAGIC],
    ['a head of nothing', Buffer.concat([MAGIC, Buffer.alloc(504)])],
    ['a head of nothing and as much behind', Buffer.concat([MAGIC, Buffer.alloc(4096)])],
    ['its head alone', whole.subarray(0, 512)],
    ['its head and a piece', whole.subarray(0, 1500)],
    ['a hole behind its head', without(512, 1024)],
    ['a hole to its end', without(1024, whole.length)]
  ])('of which %s is left is damaged, not encrypted', async (_what, bytes) => {
    expect(await refusalOf(readBytes(bytes))).toMatchObject({
      kind: 'corrupt',
      message: expect.stringContaining('abîmé')
    })
  })

  it('is encrypted where it says so', async () => {
    const named = without(0, 0)
    const at = named.indexOf(Buffer.from('Workbook', 'utf16le'))
    const name = Buffer.from('EncryptedPackage\0', 'utf16le')
    name.copy(named, at)
    named.writeUInt16LE(name.length, at + 64)
    expect(await refusalOf(readBytes(named))).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('chiffré')
    })
  })
})

it('survives an error of its thread that comes when nobody waits for one, and tells it at the next question', async () => {
  await withFile(write('biff8', [['A', DATA]]), async (file) => {
    const legacy = await LegacyWorker.start(file, {})
    const { worker } = legacy as unknown as { worker: Worker }
    expect((await legacy.ask({ kind: 'heads' })).kind).toBe('sheets')
    expect(() => worker.emit('error', new Error('late'))).not.toThrow()
    expect(await refusalOf(legacy.ask({ kind: 'heads' }))).toMatchObject({ kind: 'corrupt' })
    await legacy.close()
  })
})

it.each(['biff5', 'biff2'] as const)('reads %s, as programs of the nineties wrote it', async (type) => {
  const bytes = write(type, [
    [
      'Sheet1',
      [
        ['nom', 'n'],
        ['eau', 1.5],
        ['ou', 2]
      ]
    ]
  ])
  expect(await readBytes(bytes)).toMatchObject({
    header: ['nom', 'n'],
    rows: [
      ['eau', '1.5'],
      ['ou', '2']
    ]
  })
})
