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

test.each([
  ['upper(age)', '« upper » ne s’applique pas à des valeurs de ces types : nombre entier', 'whole number'],
  ['age + ville', 'elle lit « ville » (texte), « age » (nombre entier)', '“ville” (text), “age” (whole number)'],
  ['ville > 3', 'du type « texte » ne se compare pas à une du type « nombre entier »', 'the type “whole number”'],
  ['CASE WHEN age > 1 THEN ville ELSE age END', 'Dans CASE, une valeur du type « nombre entier »', 'In CASE'],
  ["coalesce(ville, DATE '2024-01-01')", 'du type « date » ne vont pas ensemble', 'the type “date” do not go together'],
  ["date_trunc('month', ville)", 'types : texte, texte', 'types: text, text'],
  ['[age, 2]', 'donne une valeur composée', 'a compound value'],
  ['age + 1', null, null]
])('%s: types are told in plain words, none by the name that the database gives it', async (typed, fr, en) => {
  const made = await problem(compute(typed))
  if (fr === null) expect(made).toBeNull()
  else {
    expect(made?.fr).toContain(fr)
    expect(made?.en).toContain(en)
  }
  for (const told of [made, await problem(keep(typed))])
    expect(`${told?.fr} ${told?.en}`).not.toMatch(/VARCHAR|INT|STRING|STRUCT|LITERAL|DOUBLE|Binder|\[\]/)
})

test('a value that no cell of a column can hold is refused in plain words', async () => {
  const told = await problem({ kind: 'filter', filter: { all: [{ column: 'age', op: '>', values: ['vieux'] }] }, expression: null }) // prettier-ignore
  expect([told?.fr, told?.en]).toEqual([
    'La colonne « age » (nombre entier) ne peut pas contenir « vieux ».',
    'Column “age” (whole number) cannot hold “vieux”.'
  ])
})
