import { describe, expect, it } from 'vitest'
import type { Change } from '../../../contract'
import { drawHistory } from './history-tree'

const change = (id: number, parent: number | null, applied: boolean, current = false): Change => ({
  id,
  parent,
  at: '2026-01-01T00:00:00Z',
  label: { fr: `c${id}`, en: `c${id}` },
  applied,
  current
})
const lanes = (changes: Change[]) =>
  drawHistory(changes).map(({ change, lane, fork, ahead }) => [change.id, lane, fork, ahead])

describe('history tree', () => {
  it('is one lane, newest first, while nothing was undone', () => {
    expect(lanes([change(1, null, true), change(2, 1, true, true)])).toEqual([
      [2, 0, 0, false],
      [1, 0, 0, false]
    ])
  })

  it('puts an abandoned branch beside, and keeps it together', () => {
    expect(lanes([change(1, null, true), change(2, 1, false), change(3, 2, false), change(4, 1, true, true)])).toEqual([
      [4, 0, 0, false],
      [3, 1, 1, false],
      [2, 1, 0, false],
      [1, 0, 0, false]
    ])
  })

  it('keeps what redo brings back on the trunk, the youngest child first', () => {
    expect(lanes([change(1, null, true, true), change(2, 1, false), change(3, 1, false), change(4, 3, false)])).toEqual(
      [
        [4, 0, 0, true],
        [3, 0, 0, true],
        [2, 1, 0, false],
        [1, 0, 0, false]
      ]
    )
  })

  it('draws everything as ahead when all was undone', () => {
    expect(lanes([change(1, null, false), change(2, 1, false)]).every(([, lane, , ahead]) => lane === 0 && ahead)).toBe(
      true
    )
  })
})
