import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StepSpec } from '../../contract'
import { createEngine, finish, type Engine } from '../index'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

let folder: string
let engine: Engine
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-words-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
  const path = join(folder, 't.csv')
  await writeFile(path, 'ville;age\nLyon;4\nParis;9\n')
  await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 't.csv' }] }))
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const problem = async (spec: StepSpec) => (await engine.client.recipe.preview({ table: 't', spec })).problem
const keep = (expression: string): StepSpec => ({ kind: 'filter', filter: { all: [] }, expression })
const compute = (expression: string): StepSpec => ({ kind: 'derive', as: 'x', expression })

test.each(['"age" >', 'age > 3 AND', 'sum(', '(age', 'CASE WHEN age > 3\nTHEN'])(
  '%j: a formula that stops too soon is not finished, and no sign of ours is named',
  async (typed) => {
    const told = await problem(keep(typed))
    expect(told?.fr).toMatch(/^La formule n’est pas finie/)
    expect(told?.en).toMatch(/^The formula is not finished/)
  }
)

test.each([
  ['age > 3)', '« ) »'],
  ['age > ]', '« ] »'],
  ['age 3', '« 3 »'],
  ["ville = 'Lyon", 'entre apostrophes']
])('%j: another fault is told by what was typed', async (typed, words) => {
  expect((await problem(keep(typed)))?.fr).toContain(words)
})

test.each(['sum("age")', '"age" > avg(age)', 'count(*)', "string_agg(ville, ',') = 'a'"])(
  '%s takes many rows together, and another step is named for that',
  async (typed) => {
    const told = await problem(compute(typed))
    expect(told?.fr).toMatch(/une ligne à la fois, et « (sum|avg|count|string_agg) ».*« Étaler en colonnes »/)
    expect(told?.en).toMatch(/one row at a time.*“Spread over columns”/)
    expect(`${told?.fr} ${told?.en}`).not.toMatch(/Binder|TRY/)
  }
)

test('a function that is not there is told in the language of the reader', async () => {
  const told = await problem(compute('arrondir(age)'))
  expect(told?.fr).toContain('La fonction « arrondir » n’existe pas')
  expect(told?.en).toContain('There is no function “arrondir”')
})

test.each([
  ['(?=L)y', 1, 'RE2 n’a pas cet opérateur'],
  ['L(y', 2, 'parenthèse fermante'],
  ['[a', 1, 'crochet fermant']
])('the pattern %s of a replacement is refused at its place, as a rule says it', async (find, at, words) => {
  const told = await problem({ kind: 'replace', column: 'ville', how: 'pattern', find, with: '', ignoreCase: true })
  expect(told?.fr).toContain(`Ce motif ne se lit pas, au caractère ${at}`)
  expect(told?.fr).toContain(words)
  expect(told?.en).toContain(`at character ${at}`)
})
