import type { Choices } from '../../../../contract'
import { choose, type FoundTable } from './draft'
import { type ChoiceOrigin, originOf } from './plan'
import { lookAtTablesSoon } from './sniffing'
import { changeDraft } from './store'

type Key = Exclude<keyof Choices, 'columns'>

/** One choice about a table: where its value comes from, how to change it, how to give it back to detection. */
export function choiceOf<K extends Key>(
  table: FoundTable,
  key: K
): { origin: ChoiceOrigin; value: Choices[K]; set: (value: Choices[K]) => void; reset: () => void } {
  const set = (value: Choices[K]): void => {
    changeDraft((draft) => choose(draft, table.key, { [key]: value }))
    lookAtTablesSoon()
  }
  return { origin: originOf(table, key), value: table.choices[key], set, reset: () => set(undefined) }
}
