import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonFiles } from './fixture'
import { JsonParser } from './parser'
import { RecordBuilder } from './recordBuilder'
import { Columns } from './columns'

const { read, refusal } = jsonFiles()
const MB = 1024 * 1024

describe('limits', () => {
  it('refuses deep nesting without falling over', async () => {
    for (const open of ['[', '{"a":'])
      expect(await refusal(read(open.repeat(200_000)))).toMatchObject({ kind: 'limit', place: { line: 1 } })
    expect(await refusal(read(`[{"a":1},\n{"b":${'['.repeat(200_000)}`))).toMatchObject({ place: { line: 2 } })
  })

  it('says how many columns there would be', async () => {
    const one = (at: number): string => `"k${at}":1`
    const wide = `[{${Array.from({ length: 50_000 }, (_, at) => one(at)).join(',')}}]`
    expect(await refusal(read(wide))).toMatchObject({
      kind: 'limit',
      message: { fr: expect.stringContaining('50000') }
    })
    const lines = Array.from({ length: 20_000 }, (_, at) => `{${one(at)}}`).join('\n')
    expect((await refusal(read(lines))).message.fr).toContain('20000')
    const most = `[{${Array.from({ length: 10_000 }, (_, at) => one(at)).join(',')}}]`
    expect((await read(most)).header?.length).toBe(10_000)
    const same = `[{${'"k":1,'.repeat(20_000)}}]`
    expect((await refusal(read(same))).kind).toBe('limit')
    expect((await refusal(read(`{${Array.from({ length: 20_000 }, (_, at) => `"k${at}":[1]`).join(',')}}`))).kind).toBe(
      'limit'
    )
  })

  it('reads a value of 50 MB and refuses one beyond 64 MB with its place', async () => {
    const large = 'é"'.padEnd(50 * MB, 'xy')
    const { rows } = await read(`[{"a":1},{"a":${JSON.stringify(large)}}]`)
    expect(rows[1]?.[0] === large).toBe(true)
    for (const value of [`"${'x'.repeat(65 * MB)}"`, `["${'x'.repeat(33 * MB)}","${'x'.repeat(33 * MB)}"]`])
      expect(await refusal(read(`[{"a":1},\n{"a":${value}}]`))).toMatchObject({ kind: 'limit', place: { line: 2 } })
  })

  it('stops when asked to, and tells how far it is', async () => {
    const control = new AbortController()
    const done: number[] = []
    const options = {
      signal: control.signal,
      onProgress: (bytes: number) => {
        done.push(bytes)
        control.abort()
      }
    }
    const error: unknown = await read(`[${'{"a":1},'.repeat(200_000)}{"a":2}]`, { options }).catch((e: unknown) => e)
    expect(error).toMatchObject({ data: { kind: 'cancelled' } })
    expect(done.length).toBe(1)
  })
})

describe('the parser', () => {
  it('reads the same wherever the text is cut', () => {
    const text = '[{"a\\"b":"x\\\\","c":[1.10e-5,true,null,"\\ud83d\\ude00"],"":{"d":-12}},\n{"é":"\\\\\\""}]'
    const whole = parse([text])
    for (let at = 0; at <= text.length; at++)
      for (const next of [at, at + 1, at + 2])
        expect(parse([text.slice(0, at), text.slice(at, next), text.slice(next)])).toEqual(whole)
    expect(parse([...text])).toEqual(whole)
  })

  it('reads back any JSON as JavaScript writes it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.integer({ min: 1, max: 20 }), (value, size) => {
        const text = JSON.stringify({ v: [value] })
        const pieces = text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? []
        expect(parse(pieces)).toEqual([JSON.stringify([value])])
      }),
      { seed: 3, numRuns: 500 }
    )
  })
})

describe('the reader', () => {
  it('gives back every value of any records, in a document and in lines', async () => {
    const record = fc.dictionary(fc.string({ maxLength: 3 }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 })
    const records = fc.array(
      record.filter((one) => Object.keys(one).length > 0),
      { minLength: 2, maxLength: 20 }
    )
    await fc.assert(
      fc.asyncProperty(records, fc.boolean(), async (values, lines) => {
        const texts = values.map((value) => JSON.stringify(value))
        const { header, rows, faults } = await read(lines ? texts.join('\n') : `[${texts.join(',\n ')}]`)
        expect(faults).toEqual([])
        const keys = [...new Set(texts.flatMap((text) => Object.keys(JSON.parse(text) as object)))]
        expect([...(header ?? [])].sort()).toEqual(keys.sort())
        expect(rows).toEqual(texts.map((text) => (header ?? []).map((key) => cell(JSON.parse(text), key))))
      }),
      { seed: 7, numRuns: 60 }
    )
  }, 120_000)
})

function cell(record: object, key: string): string | null {
  const value: unknown = Object.getOwnPropertyDescriptor(record, key)?.value
  return value === undefined || value === null ? null : typeof value === 'string' ? value : JSON.stringify(value)
}

/** The cells of one object, nested values as text. */
function parse(pieces: readonly string[]): (string | null)[] {
  const columns = new Columns()
  const builder = new RecordBuilder(columns, { unfold: false, lists: true, collect: true })
  builder.begin()
  const parser = new JsonParser(builder)
  for (const piece of pieces) {
    parser.feed(piece)
    parser.run()
  }
  parser.end()
  parser.run()
  return builder.row
}
