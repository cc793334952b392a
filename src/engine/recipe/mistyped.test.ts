import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StepSpec } from '../../contract'
import { createEngine, finish, type Engine } from '../index'
import { stepTitle } from './steps'

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-mistyped-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
  const path = join(folder, 't.csv')
  await writeFile(path, 'ville;prix\nLyon;4,5\nParis;9\n')
  await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 't.csv' }] }))
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

test('a formula behind a reading that is switched off says so in words, on one line', async () => {
  await engine.client.recipe.add({ table: 't', spec: { kind: 'derive', as: 'double', expression: 'prix * 2' } })
  const [read] = (await engine.client.recipe.show({ table: 't' })).steps
  if (!read) throw new Error('no reading')
  await engine.client.recipe.enable({ id: read.step.id, enabled: false })
  const { problem } = (await engine.client.recipe.show({ table: 't' })).steps[1] ?? {}
  expect(problem?.fr).toMatch(
    /^Formule refusée : elle ne peut pas être calculée avec ces types de colonnes ; elle lit « prix » \(texte\) \[[^\n]*\]\. L’étape « Lire « prix » comme [^\n]* » est désactivée : activez-la de nouveau, ou changez la formule\.$/
  )
  expect(problem?.en).toMatch(
    /^Formula refused: it cannot be computed with these types of columns; it reads “prix” \(text\) \[[^\n]*\]\. Step “Read “prix” as [^\n]*” is switched off/
  )
  expect(problem?.fr).not.toContain('Candidate')
})

test('one variant is told as one', () => {
  const title = (variants: string[]) => stepTitle({ kind: 'merge', column: 'a', variants, into: 'b' })
  expect(title(['x'])).toEqual({ fr: 'Réunir 1 variante de « a » en « b »', en: 'Merge 1 variant of “a” into “b”' })
  expect(title(['x', 'y']).fr).toContain('2 variantes')
})

test('a merge tells the spellings that change: the kept one is none, nor is one that another group takes', () => {
  const more = [{ variants: ['Nice', 'nice'], into: 'Nice' }, { variants: ['Metz'], into: 'Metz' }] // prettier-ignore
  const spec: Extract<StepSpec, { kind: 'merge' }> = { kind: 'merge', column: 'v', variants: ['Lyon', 'LYON'], into: 'Lyon' } // prettier-ignore
  expect(stepTitle(spec)).toEqual({ fr: 'Réunir 1 variante de « v » en « Lyon »', en: 'Merge 1 variant of “v” into “Lyon”' }) // prettier-ignore
  expect(stepTitle({ ...spec, more }).fr).toBe('Réunir 2 variantes de « v » en « Lyon », « Nice »')
  expect(stepTitle({ ...spec, more: [{ variants: ['LYON', 'nice'], into: 'Nice' }] }).en).toContain('Merge 2 variants')
  expect(stepTitle({ ...spec, variants: ['Lyon'] }).fr).toBe('Réunir 0 variante de « v » en « Lyon »')
})
