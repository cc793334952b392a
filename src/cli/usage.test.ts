import { describe, expect, test } from 'vitest'
import { CommandLine, isBuilt } from './testing'

const cli = new CommandLine()

describe.skipIf(!isBuilt)('command line: usage', () => {
  test.each([
    [[]],
    [['nothing']],
    [['convert']],
    [['convert', 'a.csv']],
    [['sniff', '--wrong', 'a.csv']],
    [['import', 'a.csv']],
    [['sql', 'p.chantier', 'SELECT 1', '--limit', 'x']],
    [['sql', 'p.chantier', 'SELECT 1', '--limit', '-1']],
    [['serve', '--port', '99999']],
    [['schedule', 'plan.json', '--seconds', 'soon']],
    [['prioritise', 'p.chantier', '--method', 'guess']],
    [['recipe', 'export', 'p.chantier', '--as', 'cobol']],
    [['report', 'p.chantier', '--to', 'r.html', '--language', 'de']],
    [['exercise', 'new', '--to', 'x', '--scale', '0']],
    [['exercise', 'new', '--to', 'x', '--seed', '1.5']]
  ])('wrong usage ends with 2, stdout empty: %j', (args) => {
    const { code, out, messages } = cli.run(...args)
    expect([code, out]).toEqual([2, ''])
    expect(messages).not.toBe('')
  })

  test.each([
    [['sniff', 'absent.csv']],
    [['convert', 'absent.csv', '--to', 'out.csv']],
    [['convert', '/dev/zero', '--to', 'out.csv']],
    [['convert', '/etc', '--to', 'out.csv']],
    [['profile', 'absent.csv', '--json']],
    [['anomalies', 'http://example.org/a.csv', '--json']],
    [['sql', 'absent.chantier', 'SELECT 1', '--json']],
    [['prioritise', 'absent.chantier']],
    [['schedule', 'absent.json', '--json']],
    [['report', 'absent.chantier', '--to', 'r.html']],
    [['report', 'absent.chantier', '--to', 'r.pdf']],
    [['exercise', 'new', '--to', 'x', '--case', '__proto__']]
  ])('a failure ends with 1 and says why, stdout empty: %j', (args) => {
    const { code, out, messages } = cli.run(...args)
    expect([code, out]).toEqual([1, ''])
    expect(messages).toMatch(/\S/)
    expect(messages).not.toMatch(/interne|\n {4}at /)
  })
})
