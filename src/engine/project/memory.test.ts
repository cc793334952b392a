import { describe, expect, test } from 'vitest'
import { cancelled } from '../errors'
import { once, ProjectMemory } from './memory'
import type { Project } from './project'

const project = {} as Project
const other = {} as Project

describe('memory beside a project', () => {
  test('keeps so many, each project its own; the one asked for longest ago goes first and is told', () => {
    const dropped: string[] = []
    const memory = new ProjectMemory<string>(2, (_, value) => dropped.push(value))
    memory.keep(project, 'a', 'A')
    memory.keep(project, 'b', 'B')
    memory.keep(other, 'a', 'other')
    expect(memory.get(project, 'a')).toBe('A')
    memory.keep(project, 'c', 'C')
    expect(['a', 'b', 'c'].map((key) => memory.get(project, key))).toEqual(['A', undefined, 'C'])
    expect(memory.get(other, 'a')).toBe('other')
    memory.keep(project, 'c', 'C2')
    memory.drop(project, 'a', 'not the one')
    memory.drop(project, 'a')
    expect(dropped).toEqual(['B', 'C', 'A'])
  })

  test('makes a value once for all who ask, and not from a failure', async () => {
    const memory = new ProjectMemory<Promise<number>>(4)
    let made = 0
    const make = () => Promise.resolve(++made)
    expect(await Promise.all([1, 2, 3].map(() => once(memory, project, 'a', make)))).toEqual([1, 1, 1])
    const failing = () => Promise.reject(new Error('no'))
    await expect(once(memory, project, 'b', failing)).rejects.toThrow('no')
    expect(await once(memory, project, 'b', make)).toBe(2)
  })

  test('who waited for a making that another stopped has it made again, once', async () => {
    const memory = new ProjectMemory<Promise<number>>(4)
    let stop: () => void = () => undefined
    let made = 0
    const first = once(
      memory,
      project,
      'a',
      () => new Promise<number>((_, reject) => (stop = () => reject(cancelled())))
    )
    const gone = new AbortController()
    const waiting = [undefined, gone.signal, undefined].map((signal) => once(memory, project, 'a', () => Promise.resolve(++made), signal)) // prettier-ignore
    gone.abort()
    stop()
    const settled = await Promise.allSettled([first, ...waiting])
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled'])
    expect(made).toBe(1)
  })
})
