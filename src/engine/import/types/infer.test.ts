import { describe, expect, test } from 'vitest'
import { inferReading } from './index'
import { columnOf, KINDS, NOISES } from './testing/corpus'
import { Random } from './testing/random'

const SIZES = [20, 150, 2_500]

describe('the kind of a column is found', () => {
  const missed: string[] = []
  let tried = 0

  test.each(KINDS.map((kind) => [kind.name, kind] as const))('%s', (name, kind) => {
    const wrong: string[] = []
    for (const noise of NOISES)
      for (const rows of SIZES.filter((size) => size >= (kind.atLeast ?? 0)))
        for (let seed = 1; seed <= 2; seed += 1) {
          const column = columnOf(kind, noise, rows, new Random(seed * 1_000 + rows))
          const reading = inferReading(column, kind.options)
          tried += 1
          if (!kind.right(reading))
            wrong.push(
              `${name} (${noise}, ${rows}, ${seed}): ${JSON.stringify(reading)} ${JSON.stringify(column.slice(0, 8))}`
            )
        }
    missed.push(...wrong)
    expect(wrong).toEqual([])
  })

  test('all over the corpus', () => {
    process.stderr.write(`readings found: ${tried - missed.length} of ${tried} columns\n`)
    expect(missed.length).toBeLessThan(tried * 0.01)
  })
})
