import type { JoinPair } from '../../../../contract'
import { chosen, isOn, many, one, type Draft, type Form } from './form'

/** A pair of key columns while it is chosen. */
export type DraftPair = { left: string | null; right: string | null }
type Named = { name: string; as: string }

export const MOST_PAIRS = 6
export const EMPTY_PAIR: DraftPair = { left: null, right: null }

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

/** What is proposed for another table: its columns beside those here, by the one name that both have. */
export function proposedJoin(left: readonly string[], right: readonly string[]): Draft {
  const alike = left.flatMap((name) => {
    const other = right.find((each) => each.toLowerCase() === name.toLowerCase())
    return other === undefined ? [] : [{ left: name, right: other }]
  })
  const pairs: DraftPair[] = alike.length === 1 ? alike : [EMPTY_PAIR]
  const keys = new Set(pairs.map((pair) => pair.right))
  return { pairs: pairs.map((pair) => JSON.stringify(pair)), brought: right.filter((name) => !keys.has(name)) }
}

/** The draft with other keys; a column that became a key is no longer brought. */
export function withPairs(draft: Draft, pairs: readonly DraftPair[]): Draft {
  const keys = pairs.map(({ right }) => right)
  return {
    pairs: pairs.map((pair) => JSON.stringify(pair)),
    brought: many(draft, 'brought').filter((name) => !keys.includes(name))
  }
}
