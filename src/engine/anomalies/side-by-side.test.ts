import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { sideBySide } from './side-by-side'

async function* told(name: string, times: number, log: string[] = []): AsyncGenerator<string> {
  try {
    for (let time = 0; time < times; time++) {
      await pause(1)
      yield `${name}${time}`
    }
    log.push(`${name} ended`)
  } finally {
    log.push(`${name} left`)
  }
}

describe('several sources side by side', () => {
  test('everything that each tells is told once, in the order of its source', async () => {
    const heard: string[] = []
    for await (const one of sideBySide([told('a', 3), told('b', 0), told('c', 5)], 2, () => undefined)) heard.push(one)
    expect([...heard].sort()).toEqual(['a0', 'a1', 'a2', 'c0', 'c1', 'c2', 'c3', 'c4'])
    for (const name of ['a', 'c']) {
      const own = heard.filter((one) => one.startsWith(name))
      expect(own).toEqual([...own].sort())
    }
  })

  test('no more than so many are under way', async () => {
    let [now, most] = [0, 0]
    const source = async function* (): AsyncGenerator<number> {
      most = Math.max(most, ++now)
      await pause(1)
      yield now
      now--
    }
    for await (const _ of sideBySide(Array.from({ length: 9 }, source), 3, () => undefined)) void _
    expect(most).toBe(3)
  })

  test('a reader that leaves stops those under way and waits for them; the others never begin', async () => {
    const log: string[] = []
    const stop = new AbortController()
    for await (const _ of sideBySide([told('a', 9, log), told('b', 9, log), told('c', 9, log)], 2, () => stop.abort()))
      break
    expect(stop.signal.aborted).toBe(true)
    expect(log.sort()).toEqual(['a left', 'b left'])
  })

  test('one that fails ends all with its error', async () => {
    const log: string[] = []
    const failing = async function* (): AsyncGenerator<string> {
      yield await pause(1, 'once')
      throw new Error('no longer')
    }
    const all = async (): Promise<void> => {
      for await (const _ of sideBySide([told('a', 50, log), failing()], 2, () => undefined)) void _
    }
    await expect(all()).rejects.toThrow('no longer')
    expect(log).toEqual(['a left'])
  })

  test('what ends by itself is not stopped', async () => {
    let stopped = false
    for await (const _ of sideBySide([told('a', 2)], 4, () => (stopped = true))) void _
    expect(stopped).toBe(false)
  })
})
