import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Choices } from '../../contract'
import { createEngine, finish, type Engine } from '../index'
import type * as Sniffing from './sniff-part'

const looks = vi.hoisted(() => ({ all: 0, now: 0, most: 0 }))
vi.mock('./sniff-part', async (original) => {
  const { sniffPart } = await original<typeof Sniffing>()
  return {
    sniffPart: async (...given: Parameters<typeof sniffPart>) => {
      looks.all += 1
      looks.most = Math.max(looks.most, (looks.now += 1))
      try {
        return await sniffPart(...given)
      } finally {
        looks.now -= 1
      }
    }
  }
})

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-sniff-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

test.each<[string, Choices, number]>([
  ['choices of how the file is read are compared with what is detected, one after the other', { delimiter: ';' }, 2],
  ['choices of columns only leave nothing to detect', { columns: [{ name: 'v', missing: ['99'] }] }, 1]
])('%s', async (_what, choices, expected) => {
  const file = async (name: string, content: string) => {
    const path = join(folder, name)
    await writeFile(path, content)
    return { origin: { kind: 'path' as const, path }, name }
  }
  const first = { ...(await file('a.csv', 'id;v\n1;2\n2;99\n')), choices }
  const { sources } = await finish(await engine.client.sources.import({ files: [first] }))
  Object.assign(looks, { all: 0, now: 0, most: 0 })
  const next = await file('b.csv', 'id;v\n3;4\n4;99\n')
  const seen = await engine.client.sources.sniff({ ...next, source: sources[0]?.id ?? '' })
  expect(seen.remembered?.choices).toEqual(choices)
  expect(looks).toEqual({ all: expected, now: 0, most: 1 })
})

test('lines at the end that were left out of the file before are kept where they are rows', async () => {
  const rows = (from: number) => Array.from({ length: 20 }, (_, i) => `${from + i};ville ${i};${i},5`)
  const file = async (name: string, lines: readonly string[], choices?: Choices) => {
    const path = join(folder, name)
    await writeFile(path, ['id;ville;prix', ...lines, ''].join('\n'))
    return { origin: { kind: 'path' as const, path }, name, choices }
  }
  const footed = await file('janvier.csv', [...rows(100), ';Total;', ';Édité par Paul;'], { footer: 2 })
  const { sources } = await finish(await engine.client.sources.import({ files: [footed] }))
  expect(sources[0]?.rows).toBe(20)
  const source = sources[0]?.id ?? ''
  const kept = /^Les 2 dernières lignes étaient ôtées/
  for (const asked of [{ source }, {}]) {
    const bare = await engine.client.sources.sniff({ ...(await file('fevrier.csv', rows(200))), ...asked })
    expect([bare.rows.length, bare.remembered?.choices.footer]).toEqual([20, undefined])
    expect(bare.notes.filter(({ fr }) => kept.test(fr))).toHaveLength(1)
    const again = await engine.client.sources.sniff({ ...(await file('mars.csv', [...rows(300), ';Total;', ';Édité par Zoé;'])), ...asked }) // prettier-ignore
    expect([again.rows.length, again.remembered?.choices.footer]).toEqual([20, 2])
    expect(again.notes.filter(({ fr }) => kept.test(fr))).toEqual([])
  }
  const { delivery, diff } = await finish(
    await engine.client.sources.prepare({ source, mode: 'append', file: await file('avril.csv', rows(400)) })
  )
  expect(diff.rows.arriving).toBe(20)
  await engine.client.sources.discard({ deliveries: [delivery] })
})

test('a sum or a closing line is left out again, be it in fewer lines than before', async () => {
  const rows = (from: number) => ['Lyon', 'Nice', 'Brest', 'Metz'].map((town, i) => `${town};${from + i};${i + from},5`)
  const file = async (name: string, lines: readonly string[], choices?: Choices) => {
    const path = join(folder, name)
    await writeFile(path, ['magasin;ventes;montant', ...lines, ''].join('\n'))
    return { origin: { kind: 'path' as const, path }, name, choices }
  }
  const told = ({ notes }: { notes: { fr: string }[] }) =>
    notes.map(({ fr }) => fr).filter((fr) => /ôtée|ressemble/.test(fr))
  const first = await file('janvier.csv', [...rows(1), 'Total;10;12,0'], { footer: 1 })
  expect(told(await engine.client.sources.sniff(first))).toEqual([])
  const { sources } = await finish(await engine.client.sources.import({ files: [first] }))
  const source = sources[0]?.id ?? ''
  const again = await engine.client.sources.sniff({ ...(await file('fevrier.csv', [...rows(5), 'Total;26;28,0'])), source }) // prettier-ignore
  expect([again.rows.length, again.remembered?.choices.footer, told(again)]).toEqual([4, 1, []])
  const bare = await engine.client.sources.sniff({ ...(await file('mars.csv', rows(9))), source })
  expect([bare.rows.length, told(bare)]).toEqual([
    4,
    ['La dernière ligne était ôtée du fichier d’avant ; ici elle ressemble aux autres lignes du tableau : elle est gardée.'] // prettier-ignore
  ])
  const closed = await file('avril.csv', [...rows(3), ';;', 'Édité par Paul;;'], { footer: 2 })
  const { sources: others } = await finish(await engine.client.sources.import({ files: [closed] }))
  const short = await engine.client.sources.sniff({ ...(await file('mai.csv', [...rows(7), 'Édité par Zoé;;'])), source: others[0]?.id ?? '' }) // prettier-ignore
  expect([short.rows.length, short.remembered?.choices.footer]).toEqual([4, 1])
  expect(told(short)).toEqual([expect.stringMatching(/^Les 2 dernières .* la première d’entre elles ressemble .* est gardée/)]) // prettier-ignore
  const same = await engine.client.sources.sniff({ ...(await file('juin.csv', [...rows(7), ';;', 'Édité par Zoé;;'])), source: others[0]?.id ?? '' }) // prettier-ignore
  expect([same.rows.length, same.remembered?.choices.footer, told(same)]).toEqual([4, 2, []])
})
