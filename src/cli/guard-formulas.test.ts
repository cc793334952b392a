import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guardFormulas } from './guard-formulas'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'chantier-guard-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function guarded(text: string): Promise<{ count: number; text: string }> {
  const path = join(folder, 'f.csv')
  await writeFile(path, text)
  const count = await guardFormulas(path)
  return { count, text: await readFile(path, 'utf8') }
}

test.each([
  ["=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"],
  ['"=HYPERLINK(""http://x"",""é"")"', '"\'=HYPERLINK(""http://x"",""é"")"'],
  ['@SUM(1+1)', "'@SUM(1+1)"],
  ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
  ['+SUM(A1)', "'+SUM(A1)"],
  ['-2+SUM(A1)', "'-2+SUM(A1)"],
  ['=1+1', "'=1+1"],
  ['+1+1', "'+1+1"],
  ['-2+3', "'-2+3"],
  ['"-2,5*3"', '"\'-2,5*3"'],
  ['\t=1', "'\t=1"],
  ['＝1+1', "'＝1+1"],
  ['＋SUM(A1)', "'＋SUM(A1)"]
])('%s, which a spreadsheet would run, gets an apostrophe', async (cell, safe) => {
  expect(await guarded(`a,b\n1,${cell}\n${cell},2\n`)).toEqual({ count: 2, text: `a,b\n1,${safe}\n${safe},2\n` })
})

test.each([
  '-5',
  '"-5,2 %"',
  '+33 6 12 34 56 78',
  '-',
  '- un point',
  '@pseudo',
  '@marie merci!',
  '- Très bien !',
  '\ttexte',
  '-5 %',
  '"-3,5"',
  '"=""00012"""',
  '"a,=1+1"',
  '"x\n=1+1"',
  'a|b',
  '=',
  ''
])('%s runs nothing, and stays', async (cell) => {
  const text = `a,b\n1,${cell}\n${cell},2\n`
  expect(await guarded(text)).toEqual({ count: 0, text })
})

test('cells that lie across two pieces of a large file are told as well', async () => {
  const line = `é${'x'.repeat(60)},"y ""z"" =",=A1+B1\n`
  const { count, text } = await guarded(line.repeat(5_000))
  expect(count).toBe(5_000)
  expect(text).toBe(line.replace(',=A1', ",'=A1").repeat(5_000))
})

test('a formula that only its end gives away is told where two pieces of a file part it', async () => {
  const formula = "-2+3+cmd|' /C calc'!A0"
  // Pieces are of 64 KiB: the first one ends amid the formula.
  for (const begun of [1, 3, 7]) {
    const before = `a,b\n${'x'.repeat(65_536 - 7 - begun)},1\n`
    expect(before.length + begun).toBe(65_536)
    expect(await guarded(`${before}${formula},1\n`)).toEqual({ count: 1, text: `${before}'${formula},1\n` })
  }
})
