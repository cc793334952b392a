import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEngine, finish, type Engine } from '../index'
import { columnNames } from './column-names'
import { renamedNote } from './renamed-note'

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-renamed-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

async function load(name: string, text: string) {
  const path = join(folder, name)
  await writeFile(path, text)
  return finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name }] }))
}

test('the report tells which columns were renamed, in one note', async () => {
  const rows = Array.from({ length: 9 }, (_, i) => `${i};n${i};x;m${i};${i},5;7\n`).join('')
  const { sources } = await load('a.csv', `id;nom;;nom;note;Note\n${rows}`)
  const [note, ...others] = sources[0]?.report.notes.map(({ fr }) => fr.replace(/[\u202f\u00a0]/g, ' ')) ?? []
  expect(note).toBe(
    '3 colonnes renommées, faute de nom ou parce qu’il était déjà pris : la colonne 3, sans nom, devient « colonne_3 » ; « nom » (colonne 4) devient « nom_2 » ; « Note » (colonne 6) devient « Note_2 ».'
  )
  expect(others).toEqual([])
  const seen = await engine.client.sources.sniff({
    origin: { kind: 'path', path: join(folder, 'a.csv') },
    name: 'a.csv'
  })
  expect(seen.notes).toEqual(sources[0]?.report.notes)
  const sound = await load('b.csv', `id;nom\n${rows.replaceAll(/;x.*$/gm, '')}`)
  expect(sound.sources[0]?.report.notes).toEqual([])
})

test('ten are told of many, none of a file without names', () => {
  const header = Array.from({ length: 14 }, () => 'a')
  const [note] = renamedNote(header, columnNames(header, 14))
  expect(note?.en).toMatch(/^13 columns renamed.*becomes “a_11”; and 3 more\.$/)
  expect(renamedNote(null, columnNames(null, 3))).toEqual([])
})

test('a text of nothing but ends of lines is refused as one of no bytes is', async () => {
  for (const [name, text] of [
    ['lignes.csv', '\n\n\n'],
    ['blancs.csv', '\n\n  \n'],
    ['tabulations.csv', '\t\t\r\n \t \r\n'],
    ['vide.csv', '']
  ] as const) {
    const message = { fr: `« ${name} » ne contient aucune donnée.` }
    expect(await load(name, text)).toMatchObject({ failed: [{ file: name, message }] })
    const asked = { origin: { kind: 'path' as const, path: join(folder, name) }, name }
    await expect(engine.client.sources.sniff(asked)).rejects.toMatchObject({ data: { message } })
  }
})
