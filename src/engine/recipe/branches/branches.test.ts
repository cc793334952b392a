import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RecipeBranch, StepSpec } from '../../../contract'
import { createEngine, finish, type Engine } from '../../index'

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-branches-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
  const path = join(folder, 't.csv')
  await writeFile(path, 'ville;note\nLyon;4\nlyon;5\nParis;9\nParis;9\n')
  await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 't.csv' }] }))
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const once: StepSpec = { kind: 'deduplicate' }
const upper: StepSpec = { kind: 'trim', column: 'ville', spaces: 'keep', letters: 'upper' }
const high: StepSpec = { kind: 'filter', filter: { all: [{ column: 'note', op: '>', values: [4] }] }, expression: null }
const add = (spec: StepSpec) => engine.client.recipe.add({ table: 't', spec })
const branches = () => engine.client.recipe.branches({ table: 't' })
const brief = (all: readonly RecipeBranch[]) => all.map(({ name, current, rows, steps }) => [name, current, rows, steps.length]) // prettier-ignore
const named = async (name: string): Promise<RecipeBranch> => {
  const found = (await branches()).find((branch) => branch.name === name)
  if (!found) throw new Error(`no branch ${name}`)
  return found
}
const nameNow = async (name: string) => {
  const [now] = await branches()
  return engine.client.recipe.nameBranch({ table: 't', name, change: now?.change ?? null })
}
const prepared = async () => (await engine.session.project.database.run('FROM clean.t')).getRowsJson()

describe('branches of a recipe', () => {
  test('are the state of now, those with a name, and what undo left behind', async () => {
    expect(brief(await branches())).toEqual([['', true, 4, 0]])
    await add(once)
    await nameNow('sans doublons')
    await add(upper)
    await engine.client.project.undo({})
    await engine.client.project.undo({})
    await add(high)
    const all = await branches()
    expect(brief(all)).toEqual([
      ['', true, 3, 1],
      ['sans doublons', false, 3, 1],
      ['', false, 3, 2]
    ])
    expect(all[2]?.last?.en).toContain('“ville”')
    expect(all[2]?.steps.map(({ title }) => title.en)).toHaveLength(2)
  })

  test('tell the last change of this recipe, whatever was done elsewhere since', async () => {
    const path = join(folder, 'u.csv')
    await writeFile(path, 'ville;pays\nLyon;FR\n')
    const none = (await branches())[0]?.last
    expect(none).toBeNull()
    await add(upper)
    await nameNow('A')
    await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'u.csv' }] }))
    await engine.client.recipe.add({ table: 'u', spec: once })
    expect((await named('A')).last?.en).toContain('“ville”')
    await nameNow('B')
    expect((await named('B')).last?.en).toContain('“ville”')
    expect((await named('B')).at).toBe((await named('A')).at)
    // A way that was left is told by its own recipe too.
    await engine.client.project.undo({})
    await engine.client.project.undo({})
    await engine.client.project.undo({})
    await add(once)
    await engine.client.recipe.forgetBranch({ id: (await named('A')).id ?? '' })
    await engine.client.recipe.forgetBranch({ id: (await named('B')).id ?? '' })
    expect((await branches()).map(({ last }) => last?.en)).toEqual([
      expect.stringContaining('identical rows'),
      expect.stringContaining('“ville”')
    ])
  })

  test('are gone to in one undoable change that leaves all other work alone', async () => {
    await add(once)
    await nameNow('A')
    const a = await prepared()
    await engine.client.project.undo({})
    await add(high)
    await add(upper)
    const b = await prepared()
    const kept = await engine.client.filters.save({ name: 'f', table: { schema: 'clean', name: 't' }, filter: { all: [{ column: 'note', op: '>', values: [4] }] } }) // prettier-ignore
    const { change } = await named('A')
    await engine.client.recipe.switchBranch({ table: 't', change, keepAs: 'B' })
    expect(await prepared()).toEqual(a)
    expect((await engine.client.filters.list({})).map(({ id }) => id)).toEqual([kept.id])
    expect(brief(await branches())).toEqual([
      ['A', true, 3, 1],
      ['B', false, 3, 2]
    ])
    expect((await engine.client.project.history({})).at(-1)?.label.fr).toBe('Passer la recette de « t » à la branche « A »') // prettier-ignore
    await engine.client.project.undo({})
    expect(await prepared()).toEqual(b)
    // Forth and back: each is what it was, step by step.
    await engine.client.recipe.switchBranch({ table: 't', change, keepAs: null })
    await add(upper)
    await engine.client.recipe.switchBranch({
      table: 't',
      change: (await named('B')).change,
      keepAs: 'A et majuscules'
    })
    expect(await prepared()).toEqual(b)
    expect((await branches()).map(({ name }) => name).sort()).toEqual(['A', 'A et majuscules', 'B'])
    const before = await engine.client.project.history({})
    await engine.client.recipe.switchBranch({ table: 't', change: (await named('B')).change, keepAs: null })
    expect(await engine.client.project.history({})).toEqual(before)
    // A name that is taken is told apart, so that no state is left without one.
    await add(once)
    await engine.client.recipe.switchBranch({ table: 't', change, keepAs: 'B' })
    expect((await named('B (2)')).steps).toHaveLength(3)
  })

  test('are compared: steps of both and of one, rows, columns and cells', async () => {
    await add(upper)
    await nameNow('majuscules')
    await add({ kind: 'derive', as: 'double', expression: 'note * 2' })
    await nameNow('double')
    const [a, b] = [(await named('majuscules')).change, (await named('double')).change]
    const compared = await engine.client.recipe.compareBranches({ table: 't', a, b })
    expect(compared.rows).toEqual({ a: 4, b: 4, shared: 4 })
    expect(compared.steps.map(({ side }) => side)).toEqual(['both', 'b'])
    expect(compared.columns.find(({ name }) => name === 'double')).toMatchObject({ before: null })
    expect(compared.columns.find(({ name }) => name === 'ville')).toMatchObject({ changedCells: 0, after: { distinct: 2 } }) // prettier-ignore
    const begin = await engine.client.recipe.compareBranches({ table: 't', a: null, b })
    expect(begin.columns.find(({ name }) => name === 'ville')).toMatchObject({ before: { distinct: 3 }, changedCells: 4 }) // prettier-ignore
    await add(once)
    const [now] = await branches()
    const fewer = await engine.client.recipe.compareBranches({ table: 't', a: now?.change ?? null, b: a })
    expect(fewer.steps.map(({ side }) => side)).toEqual(['both', 'a', 'a'])
    // Rows that one of them leaves out are told apart; cells are compared in those that both have.
    expect(fewer.rows).toEqual({ a: 3, b: 4, shared: 3 })
    expect(fewer.columns.find(({ name }) => name === 'ville')?.changedCells).toBe(0)
  })

  test('keep their names through undo and reopening; a name is given once', async () => {
    await add(once)
    const { id } = await nameNow('A')
    await expect(nameNow('a')).rejects.toMatchObject({ data: { kind: 'conflict' } })
    await engine.client.recipe.renameBranch({ id, name: 'autre' })
    await engine.client.project.undo({})
    const { path } = engine.session.project
    await engine.client.project.close({})
    await engine.client.project.open({ path })
    expect(brief(await branches())).toEqual([
      ['', true, 4, 0],
      ['autre', false, 3, 1]
    ])
    await engine.client.recipe.forgetBranch({ id })
    // The state is still where the history left it.
    expect(brief(await branches())).toEqual([
      ['', true, 4, 0],
      ['', false, 3, 1]
    ])
    await expect(engine.client.recipe.forgetBranch({ id })).rejects.toMatchObject({ data: { kind: 'not_found' } })
  })

  test('a branch that would make a ring of joins is refused, and nothing changes', async () => {
    const path = join(folder, 'u.csv')
    await writeFile(path, 'ville;pays\nLyon;FR\n')
    await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'u.csv' }] }))
    const link = (other: string): StepSpec => ({
      kind: 'join',
      with: other,
      on: [{ left: 'ville', right: 'ville' }],
      how: 'left',
      columns: [],
      normalise: false
    })
    await add(link('u'))
    await nameNow('jointe')
    await engine.client.project.undo({})
    await engine.client.recipe.add({ table: 'u', spec: link('t') })
    const before = await engine.client.project.history({})
    await expect(engine.client.recipe.switchBranch({ table: 't', change: (await named('jointe')).change, keepAs: null })).rejects.toMatchObject({ data: { kind: 'conflict' } }) // prettier-ignore
    expect(await engine.client.project.history({})).toEqual(before)
  })
})
