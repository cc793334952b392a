import { expect, it } from 'vitest'
import { failureGroups } from './failure-groups'

const failure = (file: string) => ({ file, message: { fr: file, en: file }, hint: null })
const refused = (file: string, at: string) => ({ ...failure(file), at })
const told = (groups: ReturnType<typeof failureGroups>) =>
  groups.map(({ at, failures, isLast }) => [at, failures.map(({ file }) => file), isLast])

it('what an import could not take is told apart from what an earlier one could not', () => {
  const kept = [refused('c.png', '02'), refused('d.png', '02'), refused('a.pdf', '01')]
  expect(told(failureGroups({ failures: [failure('c.png')], at: '02' }, kept))).toEqual([
    ['02', ['c.png', 'd.png'], true],
    ['01', ['a.pdf'], false]
  ])
})

it('a load that took all stands alone; before anything else is loaded, the last refusals stay open', () => {
  const kept = [refused('b.pdf', '02'), refused('a.pdf', '01')]
  expect(told(failureGroups({ failures: [], at: '03' }, kept))).toEqual([
    ['02', ['b.pdf'], false],
    ['01', ['a.pdf'], false]
  ])
  expect(told(failureGroups({ failures: [], at: null }, kept)).map(([, , isLast]) => isLast)).toEqual([true, false])
  expect(failureGroups({ failures: [], at: null }, [])).toEqual([])
})
