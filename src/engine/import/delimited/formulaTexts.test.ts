import { afterAll, expect, it } from 'vitest'
import type { Choices } from '../../../contract'
import { TestLoader } from './testLoad'

const files = new TestLoader()
afterAll(() => files.remove())

const lines = Array.from({ length: 20 }, (_, i) => `="000${i}";Ville ${i}\n`).join('')
const notesOf = async (text: string, choices: Choices = {}): Promise<string[]> =>
  (await files.sniff(text, { choices })).notes.flatMap(({ fr }) => (fr.includes('formules') ? [fr] : []))

it('texts written as formulas of Excel are read without their signs and told with their columns; formulas and quotes elsewhere are not', async () => {
  const seen = await files.sniff(`code;ville\n${lines}`)
  expect(seen.columns.map(({ reading }) => reading?.kind)).toEqual(['formula', 'text'])
  expect(await notesOf(`code;ville\n${lines}`)).toEqual([
    expect.stringMatching(/lues sans ces signes.*="0000" donne 0000.*«\u202fcode\u202f»/)
  ])
  expect(await notesOf(`code;ville\n${lines.replaceAll('="', '"')}`)).toEqual([])
  expect(await notesOf('a;b\n=A1+1;x\n=B2;y\n')).toEqual([])
})

it('read as they stand by choice, they are told as kept', async () => {
  const columns = [{ name: 'code', reading: { kind: 'text' as const }, missing: [] }]
  expect(await notesOf(`code;ville\n${lines}`, { columns })).toEqual([
    expect.stringContaining('gardées telles quelles')
  ])
})
