import { expect, test } from 'vitest'
import type { Cluster } from '../../../../contract'
import { emptyGroup, groupsShown, withGroup, type AcceptedGroup } from './clusters'
import { formOf } from './forms'

const lyon: Cluster = { into: 'Lyon', variants: [{ text: 'Lyon', rows: 30 }, { text: 'LYON', rows: 3 }] } // prettier-ignore
const nice: Cluster = { into: 'Nice', variants: [{ text: 'Nice', rows: 9 }, { text: 'nice', rows: 1 }] } // prettier-ignore
const spec = (groups: readonly AcceptedGroup[]) =>
  formOf('merge').spec({ column: 'ville', clusters: groups.map((one) => JSON.stringify(one)) })

test('a group of a step that is changed stands with the proposal it shares a text with, and one that nothing proposes is shown', () => {
  const accepted = [{ into: 'Metz', variants: ['metz'] }, { into: 'LYON', variants: ['Lyon', 'Lyonn'] }] // prettier-ignore
  const shown = groupsShown([lyon, nice], accepted)
  expect(shown.map(({ proposed, place }) => [proposed?.into ?? null, place])).toEqual([
    ['Lyon', 1],
    ['Nice', null],
    [null, 0]
  ])
})

test('a group keeps its place whatever becomes of its texts', () => {
  const [first] = groupsShown([lyon, nice], [])
  const emptied = withGroup([], null, { of: first?.key, into: 'Lyon', variants: [] })
  expect(groupsShown([lyon, nice], emptied)[0]).toMatchObject({ key: first?.key, place: 0 })
  expect(spec(emptied)).toBeNull()
})

test('a text is in one group: the one that took it last', () => {
  const accepted = withGroup([{ into: 'Lyon', variants: ['Lyon', 'Lyonn'] }], null, { into: 'X', variants: ['Lyonn'] })
  expect(accepted.map(({ variants }) => variants)).toEqual([['Lyon'], ['Lyonn']])
  expect(withGroup(accepted, 0, null)).toEqual([{ into: 'X', variants: ['Lyonn'] }])
})

test('a group made by hand makes a step once it has a text and a name; without a name that is told', () => {
  const made = emptyGroup([])
  expect(emptyGroup([made]).of).not.toBe(made.of)
  expect(spec([made])).toBeNull()
  const clusters = [JSON.stringify({ ...made, variants: ['St-Etienne'] })]
  expect(formOf('merge').fault?.({ column: 'ville', clusters })).toEqual({ why: 'noGroupName', what: 'St-Etienne' })
  expect(spec([{ ...made, into: ' Saint-Étienne ', variants: ['St-Etienne'] }])).toEqual({ kind: 'merge', column: 'ville', into: 'Saint-Étienne', variants: ['St-Etienne'], likeness: 'key' }) // prettier-ignore
})
