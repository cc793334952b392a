import { tableFromArrays, type Table } from 'apache-arrow'
import { describe, expect, it, vi } from 'vitest'
import type { PageRequest } from '../../../contract'
import { PageCache } from './pages'

const source = { kind: 'query', sql: 'SELECT 1' } as const

/** An engine whose cell is `row * 1000 + column`; pages wait for `release`. */
function slowEngine() {
  const asked: { request: PageRequest; signal: AbortSignal; release: () => void }[] = []
  const fetchPage = (request: PageRequest, signal: AbortSignal): Promise<Table> =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
      const columns = (request.columns ?? []).map((column) => [
        `c${column}`,
        Int32Array.from({ length: request.limit }, (_, row) => (request.offset + row) * 1000 + column)
      ])
      asked.push({
        request,
        signal,
        release: () => resolve(tableFromArrays(Object.fromEntries(columns) as Record<string, Int32Array>))
      })
    })
  return { asked, fetchPage }
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

describe('page cache', () => {
  it('asks for blocks of rows and columns once, and reads cells by place', async () => {
    const { asked, fetchPage } = slowEngine()
    const changed = vi.fn()
    const cache = new PageCache(source, 100, fetchPage, changed)
    cache.want({ first: 190, last: 210 }, [50, 59])
    cache.want({ first: 190, last: 210 }, [50, 59])
    expect(asked.map(({ request }) => [request.offset, request.columns?.[0], request.columns?.length])).toEqual([
      [0, 48, 48],
      [200, 48, 48]
    ])
    expect(cache.cell(205, 55).state).toBe('loading')
    asked[1]!.release()
    await settle()
    expect(cache.cell(205, 55)).toMatchObject({ state: 'ready', value: 205_055 })
    expect(cache.cell(195, 55).state).toBe('loading')
    expect(changed).toHaveBeenCalledTimes(1)
  })

  it('aborts what is no longer in view', async () => {
    const { asked, fetchPage } = slowEngine()
    const cache = new PageCache(source, 5, fetchPage, () => {})
    cache.want({ first: 0, last: 20 }, [0, 4])
    cache.want({ first: 9000, last: 9020 }, [0, 4])
    expect(asked[0]!.signal.aborted).toBe(true)
    expect(asked[1]!.signal.aborted).toBe(false)
    await settle()
    expect(cache.failure()).toBeNull()
    cache.want({ first: 0, last: 20 }, [0, 4])
    expect(asked).toHaveLength(3)
  })

  it('tells a failure, and asks again on retry', async () => {
    const fetchPage = vi.fn().mockRejectedValue(new Error('disk gone'))
    const cache = new PageCache(source, 5, fetchPage, () => {})
    cache.want({ first: 0, last: 20 }, [0, 4])
    await settle()
    expect(cache.cell(0, 0).state).toBe('failed')
    expect(cache.failure()).toBeInstanceOf(Error)
    cache.retry()
    expect(cache.failure()).toBeNull()
    cache.want({ first: 0, last: 20 }, [0, 4])
    expect(fetchPage).toHaveBeenCalledTimes(2)
  })

  it('forgets the oldest pages', async () => {
    const { asked, fetchPage } = slowEngine()
    const cache = new PageCache(source, 5, fetchPage, () => {})
    for (let page = 0; page < 120; page++) {
      cache.want({ first: page * 200, last: page * 200 + 10 }, [0, 4])
      asked.at(-1)!.release()
      await settle()
    }
    expect(cache.cell(119 * 200, 0).state).toBe('ready')
    expect(cache.cell(0, 0).state).toBe('loading')
  })
})
