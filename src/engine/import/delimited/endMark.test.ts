import { afterAll, describe, expect, it } from 'vitest'
import { TestLoader } from './testLoad'

const files = new TestLoader()
afterAll(() => files.remove())

const said = (notes: { fr: string }[]): boolean => notes.some(({ fr }) => fr.includes('Ctrl-Z'))
const body = Array.from({ length: 30 }, (_, i) => `${i};Ville ${i}\n`).join('')

describe('the sign that DOS programs end a text with', () => {
  it.each([
    ['\x1a', 'utf8'],
    ['\x1a\r\n', 'utf8'],
    ['\x1a'.repeat(90), 'latin1'],
    ['\x1a', 'utf16le']
  ] as const)('%j is no row, and is told (%s)', async (end, encoding) => {
    const bytes = Buffer.from(`${encoding === 'utf16le' ? '\ufeff' : ''}id;ville\n${body}${end}`, encoding)
    const { rows, report } = await files.load(bytes)
    expect(rows).toHaveLength(31)
    expect(said(report.remarks)).toBe(true)
    const seen = await files.sniff(bytes)
    expect(seen.rows).toHaveLength(30)
    expect(said(seen.notes)).toBe(true)
    expect((await files.look(bytes)).direct).toBeNull()
  })

  it('stays where it ends a cell, or stands amid the text', async () => {
    for (const [text, last] of [
      [`id;ville\n${body}30;caf\x1a`, 'caf\x1a'],
      [`id;ville\n${body}\x1a;x\n31;y\n`, 'y']
    ] as const) {
      const { rows, report } = await files.load(text)
      expect(rows.at(-1)?.[1]).toBe(last)
      expect(said(report.remarks)).toBe(false)
    }
  })
})
