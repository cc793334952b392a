import { describe, expect, test } from 'vitest'
import { lastWords } from './failures'

describe('last words of a run', () => {
  test('are the titles and the first lines of each error, without colours and empty lines', () => {
    const words = `\u001b[31mError: expected 3\u001b[39m\n\n${Array.from({ length: 20 }, (_, i) => `line ${i}`).join('\n')}`
    const lines = lastWords([{ title: 'flow.spec.ts > sorts', words }])
      .trim()
      .split('\n')
    expect(lines.slice(0, 4)).toEqual(['1 failed:', '✘ flow.spec.ts > sorts', '    Error: expected 3', '    line 0'])
    expect(lines).toHaveLength(2 + 12)
  })

  test('stay about twenty-four lines however many failed, each with a line of its own', () => {
    for (const count of [2, 7, 12, 200]) {
      const failures = Array.from({ length: count }, (_, i) => ({ title: `t${i}`, words: 'a\nb\nc\nd\n'.repeat(9) }))
      const lines = lastWords(failures).trim().split('\n')
      expect(lines.length).toBeLessThanOrEqual(26)
      expect(lines).toContain('    a')
      if (count > 12) expect(lines.at(-1)).toBe(`and ${count - 12} more`)
    }
  })

  test('are none where nothing failed', () => expect(lastWords([])).toBe(''))
})
