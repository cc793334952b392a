import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Workstream, WorkstreamPatch } from '../../contract'
import { closeProject, openProject, type Project } from '../project'
import { createWorkstream } from './create'
import { dependencyOrder } from './dependencies'
import { listWorkstreams } from './index'
import { removeWorkstream } from './remove'
import { linkFinding, unlinkFinding, updateWorkstream } from './update'

let folder: string
let project: Project

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-test-'))
  project = await openProject(join(folder, 'essai.chantier'), { create: true })
})
afterEach(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

const create = (title: string, more: Partial<Workstream> = {}) =>
  createWorkstream(project, { ...Workstream.parse({ id: 'new', title }), ...more })
const pinned = (id: string) => project.change({ fr: '', en: '' }, (scope) => scope.put('finding', id, { id }))

describe('workstreams', () => {
  test('are created, changed field by field and undone', async () => {
    const { id } = await create('Réduire les retards', { problem: 'Retards le matin' })
    await updateWorkstream(project, id, WorkstreamPatch.parse({ estimates: { effort: 12 } }))
    const patch = WorkstreamPatch.parse({ estimates: { impact: 2 }, durationDays: 5 })
    expect(await updateWorkstream(project, id, patch)).toMatchObject({
      problem: 'Retards le matin',
      durationDays: 5,
      estimates: { effort: 12, impact: 2, reach: null }
    })
    await project.undo()
    expect((await listWorkstreams(project))[0]).toMatchObject({
      durationDays: null,
      estimates: { effort: 12, impact: null }
    })
  })

  test('a change that changes nothing leaves no trace in the history', async () => {
    const { id } = await create('A')
    await updateWorkstream(project, id, { title: 'A' })
    expect(await project.history()).toHaveLength(1)
  })

  test('circles are refused and named, and nothing changes', async () => {
    const a = await create('Alpha')
    const b = await create('Bêta', { after: [a.id] })
    const c = await create('Gamma', { after: [b.id] })
    const refused = updateWorkstream(project, a.id, { after: [c.id] })
    await expect(refused).rejects.toMatchObject({ data: { kind: 'conflict' } })
    const message = await refused.catch((error: { data: { message: { fr: string } } }) => error.data.message.fr)
    for (const title of ['Alpha', 'Bêta', 'Gamma']) expect(message).toContain(`« ${title} »`)
    expect((await listWorkstreams(project))[0]?.after).toEqual([])
    await expect(updateWorkstream(project, a.id, { after: ['nobody'] })).rejects.toMatchObject({
      data: { kind: 'not_found' }
    })
    await expect(updateWorkstream(project, a.id, { after: [a.id] })).rejects.toMatchObject({
      data: { kind: 'conflict' }
    })
  })

  test('removing one frees those that waited for it in the same change, and says so', async () => {
    const a = await create('Alpha')
    const b = await create('Bêta', { after: [a.id] })
    expect(await removeWorkstream(project, a.id)).toEqual({ released: [{ id: b.id, title: 'Bêta' }] })
    expect((await listWorkstreams(project)).map(({ after }) => after)).toEqual([[]])
    await project.undo()
    expect((await listWorkstreams(project)).map(({ after }) => after)).toEqual([[], [a.id]])
  })

  test('findings are pinned once, must exist, and leave the reach read off them as typed in', async () => {
    await pinned('f1')
    const { id } = await create('Alpha')
    await linkFinding(project, id, 'f1')
    expect((await linkFinding(project, id, 'f1')).findingIds).toEqual(['f1'])
    await expect(linkFinding(project, id, 'f2')).rejects.toMatchObject({ data: { kind: 'not_found' } })
    const reach = { people: 1200, source: { kind: 'finding' as const, findingId: 'f1' } }
    await updateWorkstream(project, id, { estimates: { reach } })
    expect(await unlinkFinding(project, id, 'f1')).toMatchObject({
      findingIds: [],
      estimates: { reach: { people: 1200, source: { kind: 'manual' } } }
    })
  })
})

describe('dependency order', () => {
  const graphs = fc
    .array(fc.nat(127), { minLength: 1, maxLength: 7 })
    .map((masks) =>
      masks.map((mask, id) => ({ id, after: masks.map((_, other) => other).filter((other) => mask & (1 << other)) }))
    )

  test('is an order, or a circle that is really there', () => {
    fc.assert(
      fc.property(graphs, (items) => {
        const { order, cycle } = dependencyOrder(items)
        if (order) {
          expect([...order].sort()).toEqual(items.map(({ id }) => id))
          for (const { id, after } of items)
            for (const other of after) expect(order.indexOf(other)).toBeLessThan(order.indexOf(id))
        } else {
          expect(new Set(cycle).size).toBe(cycle.length)
          cycle.forEach((id, place) => expect(items[cycle[(place + 1) % cycle.length]!]!.after).toContain(id))
        }
      })
    )
  })
})
