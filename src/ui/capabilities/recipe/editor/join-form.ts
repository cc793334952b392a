import type { JoinKeys, JoinPair } from '../../../../contract'
import { type DraftPair, EMPTY_PAIR } from '../../relations'
import { chosen, isOn, many, one, type Draft, type Form } from './form'

type Named = { name: string; as: string }

/** The form of a join: the other table with its keys and columns is one field, since each follows from the table. */
export const joinForm: Form<'join'> = {
  fields: [
    { name: 'joined', type: 'join' },
    { name: 'linkage', type: 'choice', options: ['left', 'inner'] },
    { name: 'normalise', type: 'check' }
  ],
  draft: (spec) => ({
    joined: spec?.with ?? '',
    pairs: (spec?.on ?? [EMPTY_PAIR]).map((pair) => JSON.stringify(pair)),
    brought: spec?.columns.map(({ name }) => name) ?? [],
    names: spec?.columns.map((named) => JSON.stringify(named)) ?? [],
    linkage: spec?.how ?? 'left',
    normalise: spec?.normalise ?? false
  }),
  spec: (draft) => {
    const pairs = pairsIn(draft)
    const on = pairs.filter((pair): pair is JoinPair => pair.left !== null && pair.right !== null)
    const kept = new Map(
      many(draft, 'names')
        .map((named) => JSON.parse(named) as Named)
        .map(({ name, as }) => [name, as])
    )
    if (!one(draft, 'joined') || !on.length || on.length < pairs.length) return null
    return {
      kind: 'join',
      with: one(draft, 'joined'),
      on,
      how: chosen(draft, 'linkage', ['left', 'inner']),
      columns: many(draft, 'brought').map((name) => ({ name, as: kept.get(name) ?? name })),
      normalise: isOn(draft, 'normalise')
    }
  }
}

export function pairsIn(draft: Draft): DraftPair[] {
  return many(draft, 'pairs').map((pair) => JSON.parse(pair) as DraftPair)
}

/** What is proposed for another table: the keys that were found between both, else the one name that both have. */
export function proposedJoin(left: readonly string[], right: readonly string[], found: JoinKeys | null = null): Draft {
  const keys = found?.on.every((pair) => left.includes(pair.left) && right.includes(pair.right)) ? found : null
  const on: DraftPair[] = keys?.on ?? keyOfOneName(left, right)
  const taken = new Set(on.map((pair) => pair.right))
  const pairs = on.map((pair) => JSON.stringify(pair))
  return {
    pairs,
    proposed: pairs,
    brought: right.filter((name) => !taken.has(name)),
    normalise: keys?.normalise ?? false
  }
}

/** Whether the keys are those that were proposed: others may take their place as more is found. */
export function isAsProposed(draft: Draft): boolean {
  return draft.proposed !== undefined && String(draft.pairs) === String(draft.proposed)
}

function keyOfOneName(left: readonly string[], right: readonly string[]): DraftPair[] {
  const alike = left.flatMap((name) => {
    const other = right.find((each) => each.toLowerCase() === name.toLowerCase())
    return other === undefined ? [] : [{ left: name, right: other }]
  })
  return alike.length === 1 ? alike : [EMPTY_PAIR]
}

/** The draft with other keys; a column that became a key is no longer brought. */
export function withPairs(draft: Draft, pairs: readonly DraftPair[]): Draft {
  const keys = pairs.map(({ right }) => right)
  return {
    pairs: pairs.map((pair) => JSON.stringify(pair)),
    brought: many(draft, 'brought').filter((name) => !keys.includes(name))
  }
}
